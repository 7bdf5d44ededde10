import { ShareBar } from "@/components/charts/share-bar";
import { Card } from "@/components/ui/card";
import { FreshnessMark } from "@/components/ui/freshness-mark";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { AudienceDetail } from "@/lib/campaigns/audience/audience";
import type { AudienceNumbers, Campaign } from "@/lib/campaigns/campaign";
import { REASON_LABEL } from "@/lib/campaigns/launch/reasons";
import { formatCount, formatMoment, formatNumber, formatPercent } from "@/lib/format";

type Numbers = NonNullable<AudienceNumbers>;
type When = { timeZone: string; now: Date };

/** Everybody of the segments once: contacted, held out, left out by reason. They add up. */
export function AudienceFigures({
  campaign,
  numbers,
  ...when
}: When & { campaign: Campaign; numbers: Numbers }) {
  const { treated, control, members, leftOut, isFrozen } = numbers;
  const out = members - treated - control;
  const reached = treated + control;
  const share = (part: number) => (members > 0 ? `${formatPercent(part / members)} of the segments` : "");
  return (
    <>
      <KeyFigureStrip label="Audience">
        <KeyFigure
          name={isFrozen ? "In the segments at launch" : "In the segments now"}
          value={formatNumber(members)}
          note="each person once"
        />
        <KeyFigure
          name={isFrozen ? "Contacted" : "Would be contacted"}
          value={formatNumber(treated)}
          note={share(treated)}
        />
        <KeyFigure
          name={isFrozen ? "Held out" : "Would be held out"}
          value={formatNumber(control)}
          note={reached > 0 ? `${formatPercent(control / reached)} of the audience` : ""}
        />
        <KeyFigure name="Left out" value={formatNumber(out)} note={share(out)} />
      </KeyFigureStrip>
      <Card
        title="How it adds up"
        meta={
          campaign.launchedAt ? (
            `frozen ${formatMoment(campaign.launchedAt, when.timeZone, when.now)}`
          ) : (
            <FreshnessMark text="counted now" />
          )
        }
      >
        <ShareBar
          label="Parts of the audience"
          parts={[
            { key: "treated", name: "Contacted", value: treated, text: formatNumber(treated), tone: 1 },
            { key: "control", name: "Control group", value: control, text: formatNumber(control), tone: 2 },
            ...leftOut.map(({ reason, people }, index) => ({
              key: reason,
              name: REASON_LABEL[reason],
              value: people,
              text: formatNumber(people),
              tone: ([0, 4, 5, 6, 3] as const)[index] ?? 0,
            })),
          ]}
        />
        <p className="mt-3 max-w-[70ch] text-xs text-ink-3">
          A person in several of the segments counts once, for the one that was made first. Of several reasons
          to leave somebody out the first in this order counts: suppressed, objected, opted out of{" "}
          {campaign.channels.length === 1 ? "its channel" : "every channel of the campaign"}, reached by
          another campaign.
        </p>
      </Card>
    </>
  );
}

/** The same by segment, and by stratum where the split is balanced. */
export function AudienceGroups({ detail, isFrozen }: { detail: AudienceDetail; isFrozen: boolean }) {
  return (
    <>
      {detail.segments.length > 1 && (
        <Card title="By segment" meta="each person in one" flush>
          <Table label="Audience by segment">
            <TableHead sticky={false}>
              <Th>Segment</Th>
              <Th num>{isFrozen ? "Contacted" : "To contact"}</Th>
              <Th num>Held out</Th>
              <Th num>Left out</Th>
            </TableHead>
            <TableBody>
              {detail.segments.map(({ id, name, treated, control, leftOut }) => (
                <Tr key={id}>
                  <RowHeader href={`/segments/${id}`}>{name}</RowHeader>
                  <Td num phone="first">
                    {formatNumber(treated)}
                  </Td>
                  <Td num label="held out">
                    {formatNumber(control)}
                  </Td>
                  <Td num label="left out">
                    {formatNumber(leftOut)}
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
      {detail.strata.length > 0 && (
        <Card title="Balance of the split" meta={formatCount(detail.strata.length, "group")} flush>
          <Table label="Control group by stratum">
            <TableHead sticky={false}>
              <Th>Group</Th>
              <Th num>{isFrozen ? "Contacted" : "To contact"}</Th>
              <Th num>Held out</Th>
              <Th num>Share</Th>
            </TableHead>
            <TableBody>
              {detail.strata.map(({ name, treated, control }) => (
                <Tr key={name}>
                  <RowHeader>{name}</RowHeader>
                  <Td num label="contacted">
                    {formatNumber(treated)}
                  </Td>
                  <Td num label="held out">
                    {formatNumber(control)}
                  </Td>
                  <Td num phone="first">
                    {formatPercent(control / (treated + control))}
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
    </>
  );
}
