import type { CSSProperties } from "react";
import { CrossHair, type Reading } from "./cross-hair";
import { Plot } from "./plot";
import { type ChartTone, niceTicks, round, stretches, toneColor } from "./scale";
import { lineSummary } from "./summary";

export type LineChartProps = {
  /** Metric, span and what it is beside; where the line begins, ends and turns is added. */
  label: string;
  /** The name of the line, for readings: "Repeat rate". */
  name: string;
  points: readonly { label: string; value: number | null }[];
  format: (value: number) => string;
  /** The same points of what it is compared with: muted and dashed. */
  comparison?: { name: string; values: readonly (number | null)[] };
  /** One figure for the whole span, or one for each point. */
  target?: number | readonly (number | null)[];
  /** Amounts start at zero; a ratio may start elsewhere. */
  hasZero?: boolean;
  /** The last point is of a period that has not ended: its stretch is dashed. */
  isLastOpen?: boolean;
  tone?: ChartTone;
  height?: number;
  /** One of many on a page: the scale that all of them share, and no label at the line. */
  shared?: { low: number; high: number };
};

/** One metric over time. Above 12 points a cross-hair reads it; below, hovering does, without script. */
export function LineChart(props: LineChartProps) {
  const {
    label,
    name,
    points,
    format,
    comparison,
    target,
    hasZero = true,
    isLastOpen,
    tone = 1,
    height,
    shared,
  } = props;
  const values = points.map((point) => point.value);
  const targets = points.map((_, index) => (typeof target === "number" ? target : (target?.[index] ?? null)));
  const known = [...values, ...targets, ...(comparison?.values ?? [])].filter((value) => value !== null);
  if (known.length === 0) return null;

  const whole = shared ? [shared.low, shared.high] : known;
  const ends = [...whole, ...(hasZero ? [0] : [])];
  // Nothing but zeros has no scale: its line is the ground, and no other tick would mean anything.
  const isFlat = ends.every((value) => value === 0);
  const ticks = isFlat ? [0] : niceTicks(Math.min(...ends), Math.max(...ends));
  const low = ticks[0] ?? 0;
  const high = isFlat ? 1 : (ticks.at(-1) ?? 1);
  const x = (index: number) => round((index / Math.max(1, points.length - 1)) * 100);
  const y = (value: number) => round(100 - ((value - low) / (high - low)) * 100);
  // A point without neighbours is a line to itself, which its round ends make a dot.
  const path = (part: { index: number; value: number }[]) =>
    (part.length === 1 ? [...part, ...part] : part)
      .map((point) => `${x(point.index)},${y(point.value)}`)
      .join(" ");

  const closed = isLastOpen ? values.with(values.length - 1, null) : values;
  const open = isLastOpen ? values.map((value, index) => (index >= values.length - 2 ? value : null)) : [];
  const readings: Reading[] = points.flatMap((point, index) => {
    if (point.value === null) return [];
    const base = comparison?.values[index];
    const goal = targets[index];
    const lines = [point.label, `${name} ${format(point.value)}`];
    if (typeof base === "number") lines.push(`${comparison?.name} ${format(base)}`);
    if (typeof goal === "number") lines.push(`target ${format(goal)}`);
    return [{ x: x(index), y: y(point.value), lines }];
  });
  const last = readings.at(-1);
  const lastGoal = targets.findLast((goal) => goal !== null);

  const over = (
    <>
      {typeof lastGoal === "number" && !shared && isClear(y(lastGoal), last?.y) && (
        <span aria-hidden="true" className="plot-name" style={{ left: "100%", top: `${y(lastGoal)}%` }}>
          target
        </span>
      )}
      {last && !shared && (
        <span
          aria-hidden="true"
          className="plot-last"
          style={{ left: `${last.x}%`, top: `${last.y}%`, color: tone === 1 ? undefined : "var(--ink)" }}
        >
          {format(values.findLast((value) => value !== null) ?? 0)}
        </span>
      )}
      {readings.length > 12 ? (
        <CrossHair label={name} readings={readings} />
      ) : (
        readings.map((reading) => (
          <span
            key={reading.x}
            aria-hidden="true"
            className="plot-hit"
            style={{
              left: `${reading.x - 50 / Math.max(1, points.length - 1)}%`,
              width: `${100 / Math.max(1, points.length - 1)}%`,
            }}
          >
            <span className="plot-dot" style={{ left: "50%", top: `${reading.y}%` }} />
            <span
              className="plot-tip"
              data-side={reading.x > 45 ? "left" : "right"}
              style={{ left: "50%", top: `${reading.y}%` }}
            >
              {reading.lines.map((line, index) => (
                <span key={line} className={index === 1 ? "font-semibold" : undefined}>
                  {line}
                </span>
              ))}
            </span>
          </span>
        ))
      )}
    </>
  );

  return (
    <div>
      <Plot
        label={`${label}. ${lineSummary(points, format)}`}
        ticks={ticks}
        format={format}
        names={points.map((point) => point.label)}
        x={x}
        height={height}
        hasEndLabels={!shared}
        isSmall={shared !== undefined || (height !== undefined && height < 120)}
        over={over}
      >
        {stretches(targets).map((part) => (
          <polyline key={`t${part[0]?.index}`} className="chart-target" points={path(part)} />
        ))}
        {comparison &&
          stretches(comparison.values).map((part) => (
            <polyline key={`c${part[0]?.index}`} className="plot-base" points={path(part)} />
          ))}
        {stretches(closed).map((part) => (
          <polyline
            key={`v${part[0]?.index}`}
            className={part.length === 1 ? "plot-line plot-alone" : "plot-line"}
            style={{ stroke: toneColor(tone) }}
            points={path(part)}
          />
        ))}
        {stretches(open).map((part) => (
          <polyline
            key={`o${part[0]?.index}`}
            className="plot-line plot-open"
            style={{ stroke: toneColor(tone) }}
            points={path(part)}
          />
        ))}
      </Plot>
      {comparison && (
        <p aria-hidden="true" className="flex flex-wrap gap-x-4 pl-2 text-2xs text-ink-2">
          <span className="legend-line" style={{ "--tone": toneColor(tone) } as CSSProperties}>
            {name}
          </span>
          <span
            className="legend-line"
            data-dashed=""
            style={{ "--tone": "var(--chart-0)" } as CSSProperties}
          >
            {comparison.name}
          </span>
          {isLastOpen && height === undefined && (
            <span
              className="legend-line"
              data-dashed=""
              style={{ "--tone": toneColor(tone) } as CSSProperties}
            >
              not over yet
            </span>
          )}
        </p>
      )}
    </div>
  );
}

/** Labels at the right end need some room between them. */
function isClear(top: number, other: number | undefined): boolean {
  return other === undefined || Math.abs(top - other) > 9;
}
