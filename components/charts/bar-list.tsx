import Link from "next/link";
import type { ReactNode } from "react";
import { type ChartTone, round, toneColor } from "./scale";

export type BarItem = {
  key: string;
  label: ReactNode;
  value: number;
  text: ReactNode;
  note?: ReactNode;
  href?: string;
  tone?: ChartTone;
  /** What it is held against: a mark over the bar. `note` says what it is. */
  mark?: number;
};

export type BarListProps = {
  label: string;
  items: readonly BarItem[];
  /** What the full width means; the largest value unless given. */
  max?: number;
  tone?: ChartTone;
};

/** Names, bars and figures, sorted by the caller: the default for comparing amounts. */
export function BarList({ label, items, max, tone = 1 }: BarListProps) {
  const full = max ?? Math.max(...items.map((item) => item.value), Number.MIN_VALUE);
  return (
    <ul aria-label={label} className="flex flex-col gap-2 text-xs">
      {items.map((item) => (
        <li key={item.key} className="grid grid-cols-[1fr_auto] gap-x-3">
          <span className="min-w-0 truncate">
            {item.href ? (
              <Link href={item.href} className="hover:underline">
                {item.label}
              </Link>
            ) : (
              item.label
            )}
            {item.note && <span className="text-ink-3"> {item.note}</span>}
          </span>
          <span className="num text-right font-medium">{item.text}</span>
          <span
            aria-hidden="true"
            className="relative col-span-2 mt-1 h-1.5 rounded-full bg-sunken dark:bg-line"
          >
            <span
              className="block h-full rounded-full"
              style={{
                width: `${round((Math.max(0, item.value) / full) * 100)}%`,
                background: toneColor(item.tone ?? tone),
              }}
            />
            {item.mark !== undefined && (
              <span
                className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 rounded-full bg-ink"
                style={{ left: `${round((Math.max(0, item.mark) / full) * 100)}%` }}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
