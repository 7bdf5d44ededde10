import { clsx } from "clsx";
import { type ChartTone, round, sparkRange, stretches, toneColor } from "./scale";

export type SparklineProps = {
  values: readonly (number | null)[];
  /** What it shows, in words: "Members, 12 weeks, now 3 214". */
  label: string;
  target?: number;
  tone?: ChartTone;
  className?: string;
};

/** The shape of a series in one line of text; the range is never tighter than 12 % of the mean. */
export function Sparkline({ values, label, target, tone = 1, className }: SparklineProps) {
  const known = [...values, target].filter((value): value is number => typeof value === "number");
  if (known.length === 0) return null;
  const { low, high } = sparkRange(known);
  const x = (index: number) => round((index / Math.max(1, values.length - 1)) * 100);
  const y = (value: number) => round(28 - ((value - low) / (high - low)) * 24);
  return (
    <span role="img" aria-label={label} className={clsx("spark", className)}>
      <svg viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">
        {target !== undefined && (
          <line x1="0" x2="100" y1={y(target)} y2={y(target)} className="chart-target" />
        )}
        {stretches(values).map((part) => (
          <polyline
            key={part[0]?.index}
            points={part.map((point) => `${x(point.index)},${y(point.value)}`).join(" ")}
            style={{ stroke: toneColor(tone) }}
          />
        ))}
      </svg>
    </span>
  );
}
