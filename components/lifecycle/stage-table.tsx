import Link from "next/link";
import { Delta } from "@/components/ui/delta";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { LIFECYCLE_LABEL, LIFECYCLE_STAGES } from "@/lib/customers/scores/standings";
import { formatNumber, formatPercent, formatPoints, formatSigned } from "@/lib/format";
import type { StageCounts } from "@/lib/lifecycle/funnel";
import { behindHref } from "./address";

export type StageTableProps = {
  now: StageCounts;
  before: StageCounts;
  /** "12 Mar". */
  day: string;
  segmentId: string | null;
  mayBuild: boolean;
};

const total = (counts: StageCounts) => LIFECYCLE_STAGES.reduce((sum, stage) => sum + counts[stage], 0);

/** Each stage with its people, its share, and both against the earlier day. */
export function StageTable({ now, before, day, segmentId, mayBuild }: StageTableProps) {
  const [all, earlier] = [total(now) || 1, total(before) || 1];
  return (
    <Table label="Lifecycle stages">
      <TableHead sticky={false}>
        <Th>Stage</Th>
        <Th num>People</Th>
        <Th num>Share</Th>
        <Th num>On {day}</Th>
        <Th num>Change</Th>
        <Th num>Share, change</Th>
      </TableHead>
      <TableBody>
        {LIFECYCLE_STAGES.map((stage) => {
          const change = now[stage] - before[stage];
          const points = now[stage] / all - before[stage] / earlier;
          return (
            <Tr key={stage}>
              <RowHeader>
                {mayBuild && now[stage] > 0 ? (
                  <Link
                    href={behindHref(`stage:${stage}`, segmentId)}
                    data-row-link=""
                    aria-label={`${LIFECYCLE_LABEL[stage]}: open as a rule`}
                    className="inline-flex min-h-6 items-center hover:underline"
                  >
                    {LIFECYCLE_LABEL[stage]}
                  </Link>
                ) : (
                  LIFECYCLE_LABEL[stage]
                )}
              </RowHeader>
              <Td num phone="first">
                {formatNumber(now[stage])}
              </Td>
              <Td num phone="second">
                {formatPercent(now[stage] / all)}
              </Td>
              <Td num phone="hide">
                {formatNumber(before[stage])}
              </Td>
              <Td num phone="second">
                {before[stage] > 0 ? (
                  <Delta
                    value={(change / before[stage]) * 100}
                    goodWhen={stage === "slipping" || stage === "lapsed" ? "down" : "up"}
                    period={`against ${day}`}
                  />
                ) : (
                  formatSigned(change)
                )}
              </Td>
              <Td num phone="hide">
                {formatPoints(points)}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
