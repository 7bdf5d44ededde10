import type { ReactNode } from "react";
import { round } from "./scale";

export type PlotProps = {
  label: string;
  ticks: readonly number[];
  format: (value: number) => string;
  /** Names along the bottom; only as many as fit are written. */
  names: readonly string[];
  /** Where the i-th name stands, in percent. */
  x: (index: number) => number;
  height?: number;
  /** Room at the right for labels at the ends of lines. */
  hasEndLabels?: boolean;
  /** One of many: few names, and only the lowest and highest tick are written. */
  isSmall?: boolean;
  /** The drawing, in a 100 by 100 space. */
  children: ReactNode;
  /** HTML over the drawing: labels at lines, hover readings, the cross-hair. */
  over?: ReactNode;
};

/** The frame of a chart with axes: shapes in percent, text in HTML, so that it prints and scales. */
export function Plot({
  label,
  ticks,
  format,
  names,
  x,
  height = 180,
  hasEndLabels,
  isSmall,
  children,
  over,
}: PlotProps) {
  const low = ticks[0] ?? 0;
  const high = ticks.length > 1 ? (ticks.at(-1) ?? 1) : low + 1;
  const y = (value: number) => round(100 - ((value - low) / (high - low)) * 100);
  const step = Math.max(1, Math.ceil(names.length / (isSmall ? 3 : 7)));
  const written = isSmall ? ticks.filter((_, index) => index === 0 || index === ticks.length - 1) : ticks;
  const widest = Math.max(...written.map((tick) => format(tick).length));
  return (
    <div
      className={hasEndLabels ? "plot pr-[72px]" : "plot"}
      style={{ gridTemplateRows: `${height}px 22px`, gridTemplateColumns: `${widest + 1.5}ch 1fr` }}
    >
      <div className="plot-y" aria-hidden="true">
        {written.map((tick) => (
          <span key={tick} style={{ top: `${y(tick)}%` }}>
            {format(tick)}
          </span>
        ))}
      </div>
      <div className="plot-area">
        <div role="img" aria-label={label} className="absolute inset-0">
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {ticks.map((tick) => (
              <line
                key={tick}
                x1="0"
                x2="100"
                y1={y(tick)}
                y2={y(tick)}
                className={tick === 0 ? "plot-zero" : "plot-grid"}
              />
            ))}
            {children}
          </svg>
        </div>
        {over}
      </div>
      <div className={isSmall ? "plot-x" : "plot-x plot-x-many"} aria-hidden="true">
        {names.map((name, index) =>
          index % step === 0 ? (
            <span key={name} style={{ left: `${x(index)}%` }}>
              {name}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}
