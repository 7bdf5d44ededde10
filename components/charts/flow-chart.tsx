import { Plot } from "./plot";
import { niceTicks, round, toneColor } from "./scale";

export type FlowChartProps = {
  label: string;
  /** What stands above and below the zero line. */
  names: { up: string; down: string };
  points: readonly { label: string; up: number; down: number }[];
  format: (value: number) => string;
  height?: number;
};

/** What came above a zero line and what went below it, per period. */
export function FlowChart({ label, names, points, format, height }: FlowChartProps) {
  const most = Math.max(...points.flatMap(({ up, down }) => [up, down]), 1);
  const ticks = niceTicks(
    -Math.max(...points.map(({ down }) => down), most / 4),
    Math.max(...points.map(({ up }) => up), most / 4),
    4,
  );
  const low = ticks[0] ?? -1;
  const high = ticks.at(-1) ?? 1;
  const y = (value: number) => round(100 - ((value - low) / (high - low)) * 100);
  const slot = 100 / Math.max(1, points.length);
  const zero = y(0);
  const over = points.map((point, index) => (
    <span
      key={point.label}
      aria-hidden="true"
      className="plot-hit plot-hit-column"
      style={{ left: `${round(index * slot)}%`, width: `${round(slot)}%` }}
    >
      <i
        className="plot-column"
        style={{
          top: `${y(point.up)}%`,
          height: `${round(zero - y(point.up))}%`,
          color: toneColor(1),
        }}
      />
      <i
        className="plot-column"
        style={{
          top: `${zero}%`,
          height: `${round(y(-point.down) - zero)}%`,
          color: toneColor(2),
          borderRadius: "0 0 3px 3px",
        }}
      />
      <span
        className="plot-tip"
        data-side={index > points.length * 0.6 ? "left" : "right"}
        style={{ left: "50%", top: `${y(point.up)}%` }}
      >
        <span>{point.label}</span>
        <span className="font-semibold">
          {names.up} {format(point.up)}
        </span>
        <span className="font-semibold">
          {names.down} {format(point.down)}
        </span>
      </span>
    </span>
  ));
  return (
    <div>
      <p aria-hidden="true" className="mb-3.5 flex gap-4 text-xs text-ink-2">
        {([1, 2] as const).map((tone) => (
          <span key={tone} className="flex items-center gap-1.5">
            <span className="size-2 rounded-[2px]" style={{ background: toneColor(tone) }} />
            {tone === 1 ? `▲ ${names.up}` : `▼ ${names.down}`}
          </span>
        ))}
      </p>
      <Plot
        label={label}
        ticks={ticks}
        format={(value) => format(Math.abs(value))}
        names={points.map((point) => point.label)}
        x={(index) => round((index + 0.5) * slot)}
        height={height}
        over={over}
      >
        {null}
      </Plot>
    </div>
  );
}
