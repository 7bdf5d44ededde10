import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import {
  FACT_GROUP_LABEL,
  FACT_GROUPS,
  type Fact,
  factValue,
  isDistinct,
  isTooFew,
} from "@/lib/personas/fact";
import { baseText, indexIntervalText, indexText, intervalText, knownText } from "./fact-words";

export type AllFactsProps = {
  facts: readonly Fact[];
  currency: string;
  pinned: ReadonlySet<string>;
  /** The fact whose panel is open, and the address that opens one. */
  openKey?: string | undefined;
  hrefOf: (key: string) => string;
};

/** Every computed fact by kind, each with n, interval, the base and the index; each leads to what is behind it. */
export function AllFacts({ facts, currency, pinned, openKey, hrefOf }: AllFactsProps) {
  const isWide = openKey === undefined;
  return FACT_GROUPS.map((group) => {
    const own = facts.filter((fact) => fact.group === group);
    if (own.length === 0) return null;
    return (
      <Card key={group} title={FACT_GROUP_LABEL[group]} meta="computed from the members now" flush>
        <Table label={FACT_GROUP_LABEL[group]}>
          <TableHead sticky={false}>
            <Th>Fact</Th>
            <Th num>Members</Th>
            {isWide && <Th num>95 % interval</Th>}
            <Th num>All customers</Th>
            <Th num>Index</Th>
            {isWide && <Th num>its interval</Th>}
            <Th num>Known</Th>
          </TableHead>
          <TableBody>
            {own.map((fact) => (
              <Tr key={fact.key} isSelected={fact.key === openKey}>
                <RowHeader
                  href={hrefOf(fact.key)}
                  aside={pinned.has(fact.key) ? <Pill tone="accent">pinned</Pill> : undefined}
                  className="md:max-w-72"
                >
                  {fact.label}
                </RowHeader>
                <Td num phone="first">
                  <Link
                    href={hrefOf(fact.key)}
                    scroll={false}
                    tabIndex={-1}
                    className={isTooFew(fact) ? "text-ink-3 hover:underline" : "font-medium hover:underline"}
                  >
                    {factValue(fact, currency)}
                  </Link>
                </Td>
                {isWide && (
                  <Td num phone="hide" className="text-ink-2">
                    {intervalText(fact, currency)}
                  </Td>
                )}
                <Td num phone="second" label="All">
                  {baseText(fact, currency)}
                </Td>
                <Td num phone="second" label="Index">
                  <span className={isDistinct(fact) ? "font-semibold" : "text-ink-3"}>{indexText(fact)}</span>
                </Td>
                {isWide && (
                  <Td num phone="hide" className="text-ink-2">
                    {indexIntervalText(fact)}
                  </Td>
                )}
                <Td num phone="second" className="text-ink-3">
                  {knownText(fact)}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </Card>
    );
  });
}
