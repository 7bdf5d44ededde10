"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

export type Reading = { x: number; y: number; lines: readonly string[] };

/** Reads a line chart by pointer or by arrow keys: a slider over its points. Positions are percentages. */
export function CrossHair({ label, readings }: { label: string; readings: readonly Reading[] }) {
  const [at, setAt] = useState<number | null>(null);
  const last = readings.length - 1;
  const shown = at === null ? undefined : readings[at];

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const share = ((event.clientX - box.left) / box.width) * 100;
    const nearest = readings.reduce(
      (best, reading, index) =>
        Math.abs(reading.x - share) < Math.abs((readings[best]?.x ?? 0) - share) ? index : best,
      0,
    );
    setAt(nearest);
  }

  function onKeyDown(event: KeyboardEvent) {
    const from = at ?? last;
    const next = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 10,
      PageUp: from + 10,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.min(last, Math.max(0, next)));
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Read ${label}`}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={(at ?? last) + 1}
      aria-valuetext={readings[at ?? last]?.lines.join(", ")}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      onPointerLeave={() => setAt(null)}
      onFocus={() => setAt((now) => now ?? last)}
      onBlur={() => setAt(null)}
      onKeyDown={onKeyDown}
      className="absolute inset-0 z-[3] touch-pan-y print:hidden"
    >
      {shown && (
        <>
          <span className="plot-hair" style={{ left: `${shown.x}%` }} />
          <span className="plot-dot" style={{ left: `${shown.x}%`, top: `${shown.y}%` }} />
          <span
            className="plot-tip"
            data-side={shown.x > 60 ? "left" : "right"}
            style={{ left: `${shown.x}%`, top: `${shown.y}%` }}
          >
            {shown.lines.map((line, index) => (
              <span key={line} className={index === 1 ? "font-semibold" : undefined}>
                {line}
              </span>
            ))}
          </span>
        </>
      )}
    </div>
  );
}
