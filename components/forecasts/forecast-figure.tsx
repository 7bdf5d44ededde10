import Link from "next/link";
import { CrossHair, type Reading } from "@/components/charts/cross-hair";
import { Figure } from "@/components/charts/figure";
import { Plot } from "@/components/charts/plot";
import { niceTicks, round } from "@/components/charts/scale";
import { addDays, type Day, formatDay } from "@/lib/days";
import { FORECAST_LABEL, type ForecastMetric, type ShownForecast } from "@/lib/forecasts/report";
import {
  currencyUnit,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatPercent,
  formatShort,
} from "@/lib/format";

export type ForecastFigureProps = {
  metric: ForecastMetric;
  shown: ShownForecast;
  currency: string;
  today: Day;
  /** Where a decision on it is recorded, for roles that may. */
  decideHref: string | null;
};

/** Weeks before the forecast that are drawn. */
const SEEN = 40;

/** The last weeks as a line, the coming ones dashed in their band of four weeks out of five. */
export function ForecastFigure({ metric, shown, currency, today, decideHref }: ForecastFigureProps) {
  const { forecast, ruleChangedOn } = shown;
  if (!forecast) return null;
  const isMoney = metric === "revenue";
  const exact = (value: number) =>
    isMoney ? formatMoney(value, currency, 0) : formatNumber(value, value < 20 ? 1 : 0);
  const short = (value: number) => (isMoney ? formatMoneyShort(value, currency) : formatShort(value));
  const past = shown.values.slice(-SEEN);
  const begin = addDays(shown.week, -past.length * 7);
  const { points } = forecast;
  const weeks = [...past.map((_, at) => addDays(begin, at * 7)), ...points.map(({ week }) => week)];
  const ticks = niceTicks(0, Math.max(...past, ...points.map(({ high }) => high), 1));
  const high = ticks.at(-1) ?? 1;
  const x = (index: number) => round((index / Math.max(1, weeks.length - 1)) * 100);
  const y = (value: number) => round(100 - (Math.max(0, value) / high) * 100);
  const at = past.length;
  const joint = past.at(-1) ?? 0;
  const line = (values: readonly number[], from: number) =>
    values.map((value, index) => `${x(from + index)},${y(value)}`).join(" ");
  const band = [
    `${x(at - 1)},${y(joint)}`,
    ...points.map((point, index) => `${x(at + index)},${y(point.high)}`),
    ...[...points].reverse().map((point, index) => `${x(at + points.length - 1 - index)},${y(point.low)}`),
  ].join(" ");
  const readings: Reading[] = [
    ...past.map((value, index) => ({
      x: x(index),
      y: y(value),
      lines: [`Week of ${formatDay(weeks[index] ?? begin, today)}`, exact(value)],
    })),
    ...points.map((point, index) => ({
      x: x(at + index),
      y: y(point.mean),
      lines: [
        `Week of ${formatDay(point.week, today)}`,
        `expected ${exact(point.mean)}`,
        `${exact(point.low)} to ${exact(point.high)}`,
      ],
    })),
  ];
  const sum = points.reduce((total, { mean }) => total + mean, 0);
  const gone = past.slice(-points.length).reduce((total, value) => total + value, 0);
  const name = FORECAST_LABEL[metric];
  const take = `${exact(sum)} expected in the coming ${points.length} weeks; the last ${Math.min(points.length, past.length)} brought ${exact(gone)}.`;
  const unit = isMoney ? 10 ** currencyUnit(currency).digits : 1;
  const plain = (value: number) => Math.round((value / unit) * 100) / 100;
  return (
    <Figure
      title={`${name}, by week`}
      take={take}
      headingLevel={3}
      fileName={`forecast of ${metric}`}
      action={
        decideHref && (
          <Link
            href={decideHref as "/"}
            className="inline-flex min-h-6 items-center text-xs text-accent hover:underline print:hidden"
            aria-label={`Decide on the forecast of ${name.toLowerCase()}`}
          >
            Decide
          </Link>
        )
      }
      data={{
        columns: ["Week of", isMoney ? `${name}, ${currency}` : name, "Expected", "Low", "High"],
        rows: [
          ...past.map((value, index) => [weeks[index] ?? "", plain(value), null, null, null]),
          ...points.map(({ week, ...point }) => [
            week,
            null,
            plain(point.mean),
            plain(point.low),
            plain(point.high),
          ]),
        ],
      }}
    >
      <Plot
        label={`${name} per week: ${past.length} weeks and a forecast of ${points.length}. ${take}`}
        ticks={ticks}
        format={short}
        // Around a turn of the year too, the year is told by the readings.
        names={weeks.map((week) => formatDay(week, week))}
        x={x}
        height={170}
        over={<CrossHair label={name} readings={readings} />}
      >
        <polygon points={band} fill="var(--chart-1)" fillOpacity={0.16} />
        <polyline className="plot-line" style={{ stroke: "var(--chart-1)" }} points={line(past, 0)} />
        <polyline
          className="plot-line plot-open"
          style={{ stroke: "var(--chart-1)" }}
          points={line([joint, ...points.map(({ mean }) => mean)], at - 1)}
        />
      </Plot>
      <p className="mt-1 text-xs text-ink-2">{methodWords(shown, exact)}</p>
      {ruleChangedOn !== null && (
        <p className="mt-1 text-xs text-warn">
          The rule was changed on {formatDay(ruleChangedOn, today)}. Weeks before that are of those whom it
          held then, and the forecast rests on them too.
        </p>
      )}
      {shown.last && (
        <p className="mt-1 text-xs text-ink-2">
          The forecast of {formatDay(shown.last.week, today)} ({shown.last.label}) was off by{" "}
          {exact(shown.last.hindsight.error)} a week over the{" "}
          {shown.last.hindsight.weeks === 1 ? "week" : `${shown.last.hindsight.weeks} weeks`} since
          {shown.last.hindsight.share !== null &&
            `, ${formatPercent(shown.last.hindsight.share, 0)} of what came`}
          ; {shown.last.hindsight.within} of {shown.last.hindsight.weeks} lay within its band.
          {ruleChangedOn !== null &&
            ruleChangedOn >= shown.last.week &&
            " It was of the people whom the rule held before it was changed."}
        </p>
      )}
    </Figure>
  );
}

/** "Shown: exponential smoothing. Put back to 38 earlier weeks it was off by 120 € a week, the last week repeated by 180 €." */
function methodWords({ forecast, values }: ShownForecast, exact: (value: number) => string): string {
  if (!forecast) return "";
  const { model, benchmark, isBetter, trials, origins } = forecast;
  const tried = trials.length - 1;
  const season =
    values.length < 104
      ? " With fewer than two years no yearly season can be told, so weeks are taken as they come."
      : "";
  return isBetter
    ? `Shown: ${model.label}, the best of ${tried} models. Put back to ${origins} earlier weeks it was off by ${exact(model.error)} a week; ${benchmark.label}, by ${exact(benchmark.error)}.${season}`
    : `Shown: ${benchmark.label}. None of ${tried} models did better when put back to ${origins} earlier weeks; this one was off by ${exact(benchmark.error)} a week.${season}`;
}
