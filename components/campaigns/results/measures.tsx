import { EffectRows } from "@/components/charts/effect-row";
import { Figure } from "@/components/charts/figure";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { MeanResult, ShareResult } from "@/lib/campaigns/lift/comparison";
import type { Lift } from "@/lib/campaigns/lift/lift";
import {
  moneyWords,
  pointsRange,
  pointsWords,
  pWords,
  rangeWords,
  relativeRange,
  relativeWords,
  sumWords,
} from "@/lib/campaigns/lift/words";
import { currencyUnit, formatMoney, formatNumber, formatPercent, formatSigned } from "@/lib/format";
import type { Effect } from "@/lib/statistics/shares";

/** One figure on both sides, in words and as numbers for the file. */
type Measure = {
  key: string;
  name: string;
  treated: string;
  control: string;
  difference: string;
  range: string;
  p: number;
  relative: Effect | null;
  incremental: string;
  incrementalRange: string;
  numbers: (string | number | null)[];
};

const counted = (value: number) => formatSigned(value, Math.abs(value) < 100 ? 1 : 0);

function shareMeasure(key: string, name: string, result: ShareResult): Measure {
  const { treated, control, effect, p, relative, incremental } = result;
  const side = ({ count, total }: ShareResult["treated"]) =>
    `${formatPercent(count / total, 2)} (${formatNumber(count)})`;
  return {
    ...{ key, name, treated: side(treated), control: side(control), p, relative },
    difference: pointsWords(effect),
    range: pointsRange(effect),
    incremental: counted(incremental.value),
    incrementalRange: rangeWords(counted, incremental),
    numbers: numbersOf([treated.count / treated.total, control.count / control.total], result, p),
  };
}

function meanMeasure(
  key: string,
  name: string,
  result: MeanResult,
  words: {
    side: (value: number) => string;
    signed: (value: number) => string;
    sum: (value: number) => string;
  },
  scale = 1,
): Measure {
  const { treated, control, effect, relative, incremental } = result;
  return {
    ...{ key, name, relative, p: effect.p },
    treated: words.side(treated.mean),
    control: words.side(control.mean),
    difference: words.signed(effect.difference),
    range: rangeWords(words.signed, effect),
    incremental: words.sum(incremental.value),
    incrementalRange: rangeWords(words.sum, incremental),
    numbers: numbersOf([treated.mean, control.mean], result, effect.p, scale),
  };
}

function numbersOf(
  sides: readonly number[],
  { effect, relative, incremental }: Pick<ShareResult, "effect" | "relative" | "incremental">,
  p: number,
  scale = 1,
): (number | null)[] {
  const scaled = [...sides, effect.difference, effect.low, effect.high].map((value) => value / scale);
  const added = [incremental.value, incremental.low, incremental.high].map((value) => value / scale);
  return [
    ...scaled,
    relative?.difference ?? null,
    relative?.low ?? null,
    relative?.high ?? null,
    ...added,
    p,
  ];
}

const COLUMNS = [
  "Figure",
  "Treated people",
  "Control people",
  "Treated",
  "Control",
  "Difference",
  "Difference, low",
  "Difference, high",
  "Relative lift",
  "Relative, low",
  "Relative, high",
  "Incremental",
  "Incremental, low",
  "Incremental, high",
  "p",
];

/** Every figure of a comparison, in the order in which they are read. */
function measuresOf({ total, goal }: Pick<Lift, "total" | "goal">, currency: string): Measure[] {
  const { bought, reached, orders, spend } = total;
  const unit = 10 ** currencyUnit(currency).digits;
  const digits = currencyUnit(currency).digits + 1;
  return [
    ...(reached && goal ? [shareMeasure("goal", goal.label, reached)] : []),
    ...(bought ? [shareMeasure("bought", "Bought", bought)] : []),
    ...(orders
      ? [
          meanMeasure("orders", "Orders per person", orders, {
            side: (value) => formatNumber(value, 4),
            signed: (value) => formatSigned(value, 4),
            sum: counted,
          }),
        ]
      : []),
    ...(spend
      ? [
          meanMeasure(
            "spend",
            "Spend per person",
            spend,
            {
              side: (value) => formatMoney(value, currency, digits),
              signed: (value) => moneyWords(value, currency, 1),
              sum: (value) => sumWords(value, currency),
            },
            unit,
          ),
        ]
      : []),
  ];
}

type MeasuresProps = { lift: Lift; currency: string };

/** Treated against control in each figure: both sides with n, the difference, the relative lift, what it added. */
export function MeasuresCard({ lift, currency }: MeasuresProps) {
  const measures = measuresOf(lift, currency);
  const { treated, control } = lift.total;
  const drawn = measures.filter(({ relative }) => relative !== null);
  return (
    <Card>
      <Figure
        title="Treated against control"
        take={`Relative lift with its 95 % interval: ${formatNumber(treated.people)} treated against ${formatNumber(control.people)} held out.`}
        data={{
          columns: COLUMNS,
          rows: measures.map(({ name, numbers }) => [name, treated.people, control.people, ...numbers]),
          format: (value) => formatNumber(value, Number.isInteger(value) ? 0 : 5),
        }}
        fileName="treated-against-control"
      >
        {drawn.length > 0 && (
          <EffectRows
            label="Relative lift by figure"
            format={relativeWords}
            effects={drawn.map(({ key, name, relative }) => ({
              ...{ key, name, estimate: relative?.difference ?? 0 },
              ...{ low: relative?.low ?? 0, high: relative?.high ?? 0 },
            }))}
          />
        )}
      </Figure>
      <div className="-mx-4 mt-3 border-t border-line">
        <Table label="Treated and control by figure" wide>
          <TableHead sticky={false}>
            <Th>Figure</Th>
            <Th num>Treated, n = {formatNumber(treated.people)}</Th>
            <Th num>Control, n = {formatNumber(control.people)}</Th>
            <Th num>Difference</Th>
            <Th num>Relative</Th>
            <Th num>Incremental</Th>
          </TableHead>
          <TableBody>
            {measures.map((measure) => (
              <Tr key={measure.key}>
                <RowHeader>{measure.name}</RowHeader>
                <Td num label="treated">
                  {measure.treated}
                </Td>
                <Td num label="control">
                  {measure.control}
                </Td>
                <Td num label="difference">
                  <WithRange value={measure.difference} range={`${measure.range}, ${pWords(measure.p)}`} />
                </Td>
                <Td num label="relative">
                  {measure.relative ? (
                    <WithRange
                      value={relativeWords(measure.relative.difference)}
                      range={relativeRange(measure.relative)}
                    />
                  ) : (
                    "–"
                  )}
                </Td>
                <Td num label="incremental">
                  <WithRange value={measure.incremental} range={measure.incrementalRange} />
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}

/** A figure with its 95 % interval under it. */
export function WithRange({ value, range }: { value: string; range: string }) {
  return (
    <span className="py-0.5 md:inline-block">
      <span className="font-medium">{value}</span>{" "}
      <span className="text-2xs text-ink-3 md:block md:whitespace-nowrap">{range}</span>
    </span>
  );
}
