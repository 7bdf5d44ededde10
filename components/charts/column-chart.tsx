import { Plot } from "./plot";
import { type ChartTone, niceTicks, round, toneColor } from "./scale";

export type ColumnChartProps = {
  label: string;
  points: readonly { label: string; value: number; isOpen?: boolean }[];
  format: (value: number) => string;
  target?: number;
  tone?: ChartTone;
  height?: number;
};

/** Amounts per period from a zero line; a period that has not ended is hatched. */
export function ColumnChart({ label, points, format, target, tone = 1, height }: ColumnChartProps) {
  const known = [0, ...points.map((point) => point.value), ...(target === undefined ? [] : [target])];
  const ticks = niceTicks(Math.min(...known), Math.max(...known));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const y = (value: number) => round(100 - ((value - low) / (high - low)) * 100);
  const slot = 100 / Math.max(1, points.length);
  const over = points.map((point, index) => {
    const top = y(Math.max(0, point.value));
    return (
      <span
        key={point.label}
        aria-hidden="true"
        className="plot-hit plot-hit-column"
        style={{ left: `${round(index * slot)}%`, width: `${round(slot)}%` }}
      >
        <i
          className={point.isOpen ? "plot-column plot-column-open" : "plot-column"}
          style={{
            top: `${top}%`,
            height: `${round(y(Math.min(0, point.value)) - top)}%`,
            color: toneColor(tone),
          }}
        />
        <span
          className="plot-tip"
          data-side={index > points.length * 0.6 ? "left" : "right"}
          style={{ left: "50%", top: `${top}%` }}
        >
          <span>{point.label}</span>
          <span className="font-semibold">{format(point.value)}</span>
        </span>
      </span>
    );
  });
  return (
    <Plot
      label={label}
      ticks={ticks}
      format={format}
      names={points.map((point) => point.label)}
      x={(index) => round((index + 0.5) * slot)}
      height={height}
      over={over}
    >
      {target !== undefined && (
        <line x1="0" x2="100" y1={y(target)} y2={y(target)} className="chart-target" />
      )}
    </Plot>
  );
}
