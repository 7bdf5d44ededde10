import { CircleHelp } from "lucide-react";
import { IconLink } from "@/components/ui/icon-button";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatMoment, formatMoney, formatNumber } from "@/lib/format";
import type { MemberRow } from "@/lib/segments/members/member";
import { CAUSE_WORDS } from "@/lib/segments/movement/movement";

export type MembersTableProps = {
  members: readonly MemberRow[];
  /** The person whose panel is open, and the address that opens one. */
  whyId: string | undefined;
  whyHref: (customerId: string) => string;
  currency: string;
  timeZone: string;
  now: Date;
};

/** The people of a segment: who, what they buy, since when and why they are in. */
export function MembersTable({ members, whyId, whyHref, currency, timeZone, now }: MembersTableProps) {
  const isWide = whyId === undefined;
  return (
    <Table label="Members">
      <TableHead>
        <Th>Customer</Th>
        {isWide && <Th>Place</Th>}
        <Th num>Orders</Th>
        <Th num>Spent</Th>
        {isWide && <Th>Last order</Th>}
        <Th>In since</Th>
        <Th>Because</Th>
        <Th hideLabel>Why</Th>
      </TableHead>
      <TableBody>
        {members.map((member) => {
          const name = member.name ?? member.externalId;
          return (
            <Tr key={member.customerId} isSelected={member.customerId === whyId}>
              <RowHeader
                href={`/customers/${member.customerId}`}
                aside={
                  <>
                    {member.isByHand && <Pill tone="accent">by hand</Pill>}
                    {member.isSuppressed && <Pill tone="warn">not to be contacted</Pill>}
                  </>
                }
                className="md:max-w-56"
              >
                {name}
              </RowHeader>
              {isWide && (
                <Td className="text-ink-2">
                  {[member.city, member.country].filter(Boolean).join(", ") || "–"}
                </Td>
              )}
              <Td num label="Orders">
                {formatNumber(member.orderCount)}
              </Td>
              <Td num phone="first">
                {formatMoney(member.spendMinor, currency, 0)}
              </Td>
              {isWide && (
                <Td phone="hide" className="num whitespace-nowrap text-ink-2">
                  {member.lastOrderAt ? formatMoment(member.lastOrderAt, timeZone, now) : "never"}
                </Td>
              )}
              <Td label="since" className="num whitespace-nowrap text-ink-2">
                <time dateTime={member.enteredAt.toISOString()}>
                  {formatMoment(member.enteredAt, timeZone, now)}
                </time>
              </Td>
              <Td className="whitespace-nowrap text-ink-2">
                {member.cause ? CAUSE_WORDS[member.cause].toLowerCase() : "–"}
              </Td>
              <Td className="w-10">
                <IconLink
                  href={whyHref(member.customerId)}
                  scroll={false}
                  data-peek=""
                  label={`Why is ${name} in?`}
                >
                  <CircleHelp aria-hidden="true" />
                </IconLink>
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
