import { Figure } from "@/components/charts/figure";
import { FlowChart } from "@/components/charts/flow-chart";
import { Segmented } from "@/components/ui/segmented";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Day } from "@/lib/days";
import { formatNumber, formatSigned } from "@/lib/format";
import {
  CAUSE_WORDS,
  type DayChange,
  flowOf,
  flowsByCause,
  SPANS,
  type Span,
  stepsOf,
} from "@/lib/segments/movement/movement";

const SPAN_LABEL: Record<Span, string> = { month: "4 weeks", quarter: "12 weeks", year: "A year" };
const STEP_WORD: Record<Span, string> = { month: "Day", quarter: "Week from", year: "Month from" };

export type MovementFigureProps = {
  name: string;
  changes: readonly DayChange[];
  span: Span;
  today: Day;
  hrefOf: (span: Span) => string;
  floor: number;
};

/** How many joined and left over a span. */
export function MovementFigure({ name, changes, span, today, hrefOf, floor }: MovementFigureProps) {
  const steps = stepsOf(span, today).map((step) => ({ ...step, ...flowOf(changes, step.from, step.to) }));
  const all = flowOf(changes, steps[0]?.from ?? today, today);
  const net = all.joined - all.left;
  return (
    <Figure
      title="Who joined and who left"
      take={`${formatNumber(all.joined)} joined and ${formatNumber(all.left)} left: ${formatSigned(net)} together.${all.isPartlyHidden ? ` Days with fewer than ${floor} are left out for your role.` : ""}`}
      fileName={`${name}, movement`}
      action={
        <Segmented
          label="Period"
          items={SPANS.map((each) => ({
            label: SPAN_LABEL[each],
            href: hrefOf(each),
            isCurrent: each === span,
          }))}
        />
      }
      data={{
        columns: [STEP_WORD[span], "Joined", "Left", "Net"],
        rows: steps.map(({ from, joined, left }) => [from, joined, left, joined - left]),
      }}
    >
      <FlowChart
        label={`Who joined and left ${name} in ${SPAN_LABEL[span].toLowerCase()}: ${formatNumber(all.joined)} joined, ${formatNumber(all.left)} left`}
        names={{ up: "joined", down: "left" }}
        points={steps.map(({ label, joined, left }) => ({ label, up: joined, down: left }))}
        format={(value) => formatNumber(value)}
      />
    </Figure>
  );
}

/** The same sums by what made people join or leave. */
export function MovementByCause({
  changes,
  span,
  today,
}: Pick<MovementFigureProps, "changes" | "span" | "today">) {
  const flows = flowsByCause(changes, stepsOf(span, today)[0]?.from ?? today, today);
  if (flows.length === 0)
    return <p className="px-4 pb-4 text-sm text-ink-3">Nobody joined or left in this time.</p>;
  return (
    <Table label="Joined and left by cause">
      <TableHead sticky={false}>
        <Th>Because</Th>
        <Th num>Joined</Th>
        <Th num>Left</Th>
        <Th num>Net</Th>
      </TableHead>
      <TableBody>
        {flows.map(({ cause, joined, left }) => (
          <Tr key={cause}>
            <RowHeader>{CAUSE_WORDS[cause]}</RowHeader>
            <Td num label="Joined">
              {formatNumber(joined)}
            </Td>
            <Td num label="Left">
              {formatNumber(left)}
            </Td>
            <Td num phone="first">
              {formatSigned(joined - left)}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
