import { clsx } from "clsx";
import Link from "next/link";
import type { CSSProperties, ReactNode } from "react";
import { niceTicks, round } from "./scale";

export type Effect = {
  key: string;
  name: string;
  note?: ReactNode;
  href?: string;
  estimate: number;
  low: number;
  high: number;
  /** Where it is not enough that the interval excludes zero: several effects that are read together. */
  isClear?: boolean;
};

export type EffectRowsProps = {
  label: string;
  effects: readonly Effect[];
  /** Signed: formatPoints, formatSigned. */
  format: (value: number) => string;
  /** "95 % interval". */
  interval?: string;
};

/** Dot and interval on one zero line; hollow and "uncertain" while the interval holds zero. */
export function EffectRows({ label, effects, format, interval = "95 % interval" }: EffectRowsProps) {
  const ends = effects.flatMap(({ low, high }) => [low, high]);
  const ticks = niceTicks(Math.min(0, ...ends), Math.max(0, ...ends, Number.MIN_VALUE), 4);
  const [least, most] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const x = (value: number) => round(((value - least) / (most - least)) * 100);
  // Beside one another where there is room, else the drawing on a line of its own, as wide as the list.
  const columns =
    "grid grid-cols-[1fr_var(--value)_64px] items-center gap-x-2.5 @md:grid-cols-[minmax(96px,28%)_1fr_var(--value)_64px]";
  const drawing = "@max-md:order-last @max-md:col-span-3";
  // As wide in each row as the longest value, or the zero lines would not meet.
  const longest = Math.max(...effects.map(({ estimate }) => format(estimate).length));
  return (
    <div className="@container text-xs" style={{ "--value": `${longest}ch` } as CSSProperties}>
      <div aria-hidden="true" className={clsx(columns, "h-[18px] text-2xs text-ink-3")}>
        <span className="@max-md:hidden" />
        <span className={clsx("num relative h-full", drawing)}>
          {[least, 0, most].map((tick, at) =>
            // The ends only where they are not the zero, nor so near that they would run into it.
            at === 1 || Math.abs(x(tick) - x(0)) > 20 ? (
              <span
                key={tick}
                className={clsx(
                  "absolute whitespace-nowrap",
                  x(tick) < 8 ? "" : x(tick) > 92 ? "-translate-x-full" : "-translate-x-1/2",
                )}
                style={{ left: `${x(tick)}%` }}
              >
                {format(tick)}
              </span>
            ) : null,
          )}
        </span>
      </div>
      <ul aria-label={label} className="flex flex-col gap-2 @max-md:gap-3">
        {effects.map((effect) => {
          const isClear = effect.isClear ?? (effect.low > 0 || effect.high < 0);
          const color = !isClear
            ? "var(--chart-0)"
            : effect.estimate > 0
              ? "var(--chart-3)"
              : "var(--chart-4)";
          return (
            <li key={effect.key} className={columns}>
              <span className="min-w-0">
                {effect.href ? (
                  <Link href={effect.href} className="hover:underline">
                    {effect.name}
                  </Link>
                ) : (
                  effect.name
                )}
                {effect.note && <span className="block text-2xs text-ink-3">{effect.note}</span>}
              </span>
              <span aria-hidden="true" className={clsx("relative h-5", drawing)}>
                <span className="absolute -inset-y-1 w-px bg-line-strong" style={{ left: `${x(0)}%` }} />
                <span
                  className="absolute top-2 h-1 rounded-[2px]"
                  style={{
                    left: `${x(effect.low)}%`,
                    width: `${round(x(effect.high) - x(effect.low))}%`,
                    background: color,
                  }}
                />
                <span
                  className="absolute top-[5px] -ml-[5px] size-2.5 rounded-full border-2"
                  style={{
                    left: `${x(effect.estimate)}%`,
                    borderColor: color,
                    background: isClear ? color : "var(--surface)",
                  }}
                />
              </span>
              <span className="num text-right font-semibold">
                {format(effect.estimate)}
                <span className="sr-only">
                  , {interval} {format(effect.low)} to {format(effect.high)},
                </span>
              </span>
              <span className="text-2xs text-ink-3">{isClear ? "clear" : "uncertain"}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
