import Link from "next/link";
import type { ReactNode } from "react";
import { type ChartTone, round, toneAt, toneColor } from "./scale";

export type SharePart = {
  key: string;
  name: string;
  value: number;
  text: ReactNode;
  tone?: ChartTone;
  href?: string;
};

/** Parts of one whole in one bar, with their names below. More than six: the caller adds the rest as "Other", tone 0. */
export function ShareBar({ label, parts }: { label: string; parts: readonly SharePart[] }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0) || 1;
  const tone = (part: SharePart, index: number) => toneColor(part.tone ?? toneAt(index));
  return (
    <div>
      <div aria-hidden="true" className="flex h-3 gap-px overflow-clip rounded-sm">
        {parts.map((part, index) => (
          <span
            key={part.key}
            style={{ width: `${round((part.value / total) * 100)}%`, background: tone(part, index) }}
          />
        ))}
      </div>
      <ul aria-label={label} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {parts.map((part, index) => (
          <li key={part.key} className="flex items-center gap-1.5 text-ink-2">
            <span
              aria-hidden="true"
              className="size-2 rounded-[2px]"
              style={{ background: tone(part, index) }}
            />
            {part.href ? (
              <Link href={part.href} className="hover:underline">
                {part.name}
              </Link>
            ) : (
              part.name
            )}
            <span className="num font-medium text-ink">{part.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The share of a parent as a bar of 32 by 8 px, for rows of a tree. `share` is 0–1. */
export function ShareMark({ share, label, depth = 1 }: { share: number; label: string; depth?: number }) {
  return (
    <span
      role="img"
      aria-label={label}
      className="relative inline-block h-2 w-8 flex-none overflow-clip rounded-sm bg-sunken dark:bg-line"
    >
      <span
        className="absolute inset-y-0 left-0 bg-chart-1"
        style={{ width: `${round(Math.min(1, share) * 100)}%`, opacity: depth > 1 ? 0.55 : 1 }}
      />
    </span>
  );
}
