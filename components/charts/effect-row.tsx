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
  const reach = Math.max(
    ...effects.flatMap((effect) => [Math.abs(effect.low), Math.abs(effect.high)]),
    Number.MIN_VALUE,
  );
  const top = niceTicks(0, reach, 2).at(-1) ?? reach;
  const x = (value: number) => round(((value + top) / (2 * top)) * 100);
  const columns = "grid grid-cols-[minmax(96px,28%)_1fr_var(--value)_64px] items-center gap-x-2.5";
  // As wide in each row as the longest value, or the zero lines would not meet.
  const longest = Math.max(
    ...[-top, ...effects.map(({ estimate }) => estimate)].map((value) => format(value).length),
  );
  return (
    <div className="@container text-xs" style={{ "--value": `${longest}ch` } as CSSProperties}>
      <div aria-hidden="true" className={clsx(columns, "h-[18px] text-2xs text-ink-3")}>
        <span />
        <span className="num relative h-full">
          {[-top, 0, top].map((tick) => (
            <span
              key={tick}
              className={clsx(
                "absolute -translate-x-1/2 whitespace-nowrap",
                // Beside a narrow drawing there is room for the zero only.
                tick !== 0 && "hidden @md:inline",
              )}
              style={{ left: `${x(tick)}%` }}
            >
              {format(tick)}
            </span>
          ))}
        </span>
        <span className="invisible font-semibold">{format(-top)}</span>
        <span />
      </div>
      <ul aria-label={label} className="flex flex-col gap-2">
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
              <span aria-hidden="true" className="relative h-5">
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
