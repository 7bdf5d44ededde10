import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { round } from "./scale";

export type BulletItem = {
  key: string;
  name: string;
  note?: ReactNode;
  href?: string;
  /** Null while nothing is known. */
  value: number | null;
  target: number | null;
  previous?: number | null;
  format: (value: number) => string;
  /** How far the value is from the target, where a difference has a unit of its own. */
  formatGap?: (difference: number) => string;
  /** Less is better: met when the value is at or below the target. */
  isLowGood?: boolean;
  /** Overrides the comparison of value and target, such as "on pace"; null where it is too early to judge. */
  isMet?: boolean | null;
  /** The state in a word, where it is another than met or not met. */
  verdict?: string;
};

/** Values against targets: grey to the target, a tick at it, a hollow dot for the period before. */
export function BulletList({ label, items }: { label: string; items: readonly BulletItem[] }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-2 text-xs">
      {items.map(({ key, ...item }) => (
        <Bullet key={key} {...item} />
      ))}
    </ul>
  );
}

function Bullet({
  name,
  note,
  href,
  value,
  target,
  previous,
  format,
  formatGap = format,
  isLowGood,
  isMet,
  verdict,
}: Omit<BulletItem, "key">) {
  const max = Math.max(value ?? 0, target ?? 0, previous ?? 0) * 1.15 || 1;
  const at = (figure: number) => `${round((Math.max(0, figure) / max) * 100)}%`;
  const reached = value === null ? null : target === null || (isLowGood ? value <= target : value >= target);
  const met = isMet === undefined ? reached : isMet;
  return (
    <li className="grid grid-cols-[minmax(90px,32%)_1fr_88px_84px] items-center gap-x-2.5 gap-y-1 max-sm:grid-cols-[1fr_auto_minmax(58px,auto)]">
      <span className="min-w-0 max-sm:col-span-3">
        {href ? (
          <Link href={href} className="hover:underline">
            {name}
          </Link>
        ) : (
          name
        )}
        {note && <span className="block text-2xs text-ink-3">{note}</span>}
      </span>
      <span aria-hidden="true" className="relative h-[18px] rounded-[3px] bg-sunken dark:bg-bg">
        {target !== null && (
          <span
            className="absolute inset-y-0 left-0 rounded-[3px] bg-[color-mix(in_oklab,var(--ink)_9%,var(--sunken))]"
            style={{ width: at(target) }}
          />
        )}
        {value !== null && (
          <span
            className="absolute top-[5px] left-0 h-2 rounded-[2px]"
            style={{
              width: at(value),
              background: `var(--chart-${met === null ? 0 : met ? 1 : 2})`,
            }}
          />
        )}
        {typeof previous === "number" && (
          <span
            className="absolute top-[7px] -ml-0.5 size-1 rounded-full bg-surface outline outline-ink-2"
            style={{ left: at(previous) }}
          />
        )}
        {target !== null && (
          <span className="absolute inset-y-px -ml-px w-[2.5px] bg-ink" style={{ left: at(target) }} />
        )}
      </span>
      <span className="num text-right font-semibold">{value === null ? "–" : format(value)}</span>
      {target === null ? (
        <span className="text-2xs text-ink-3">no target</span>
      ) : value === null ? (
        <span className="num text-2xs whitespace-nowrap text-ink-3">of {format(target)}</span>
      ) : (
        <span
          className={clsx(
            "num text-2xs whitespace-nowrap",
            met === null ? "text-ink-3" : met ? "text-good" : "text-bad",
          )}
        >
          <span aria-hidden="true">{value >= target ? "▲" : "▼"} </span>
          {formatGap(Math.abs(value - target))}
          <span className="sr-only">
            {value >= target ? " above" : " below"} the target of {format(target)},{" "}
            {verdict ?? (met ? "met" : "not met")}
          </span>
        </span>
      )}
    </li>
  );
}
