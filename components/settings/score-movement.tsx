import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { SCORED, type Scored, type ScoreMovement } from "@/lib/customers/scores/movement";
import { LIFECYCLE_LABEL } from "@/lib/customers/scores/standings";
import { formatCount, formatList, formatNumber, formatPercent, formatSigned } from "@/lib/format";

const WORD: Record<Scored, string> = {
  recency: "Recency",
  frequency: "Frequency",
  monetary: "Monetary",
  engagement: "Engagement",
  lifecycle: "Lifecycle stage",
};

/** What other formulas would do: how many people move, and where to. */
export function ScoreMovementView({
  movement,
  readers,
}: {
  movement: ScoreMovement;
  readers: readonly string[];
}) {
  const { people, moved, movedBy, stages, engagement } = movement;
  const named = SCORED.filter((one) => movedBy[one] > 0);
  return (
    <div role="status" className="flex flex-col gap-3 pt-1">
      <p>
        {moved === 0 ? (
          "Nobody would move."
        ) : (
          <>
            <strong className="num font-semibold text-ink">{formatNumber(moved)}</strong> of{" "}
            {formatCount(people, "person", "people")} would have another score
            {people > 0 && ` (${formatPercent(moved / people)})`}.
          </>
        )}{" "}
        {readers.length > 0 &&
          `${readers.length === 1 ? "The segment" : "The segments"} ${formatList(readers.slice(0, 4).map((name) => `“${name}”`))}${
            readers.length > 4 ? ` and ${readers.length - 4} more` : ""
          } would follow.`}
      </p>
      {named.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {named.map((one) => (
            <li key={one}>
              {WORD[one]} <span className="num text-ink">{formatNumber(movedBy[one])}</span>
            </li>
          ))}
        </ul>
      )}
      {movedBy.engagement > 0 && (
        <p className="text-sm">
          Mean engagement from {formatNumber(engagement.before, 1)} to {formatNumber(engagement.after, 1)}.
        </p>
      )}
      {movedBy.lifecycle > 0 && (
        <Table label="Sizes of the stages">
          <TableHead sticky={false}>
            <Th>Stage</Th>
            <Th num>Now</Th>
            <Th num>Then</Th>
            <Th num>Change</Th>
          </TableHead>
          <TableBody>
            {stages.map(({ stage, before, after }) => (
              <Tr key={stage}>
                <RowHeader className="font-normal">{LIFECYCLE_LABEL[stage]}</RowHeader>
                <Td num phone="first">
                  {formatNumber(before)}
                </Td>
                <Td num phone="first">
                  {formatNumber(after)}
                </Td>
                <Td num>{formatSigned(after - before)}</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}
