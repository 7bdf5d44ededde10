import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { ChartTone } from "@/components/charts/scale";

export type ProgressBarProps = {
  label: string;
  /** 0–1; null while the total is not known. */
  share: number | null;
  tone?: ChartTone;
  /** The figure beside the bar, such as "72 %" or "31 480 of 48 210". */
  figure?: ReactNode;
};

/** 6 px, determinate wherever a total is known. */
export function ProgressBar({ label, share, tone = 1, figure }: ProgressBarProps) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  const bar = (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1.5 w-full overflow-clip rounded-full bg-sunken dark:bg-line"
    >
      <div
        className={clsx("h-full rounded-full", percent === undefined && "w-1/3 animate-pulse")}
        style={{
          width: percent === undefined ? undefined : `${percent}%`,
          background: `var(--chart-${tone})`,
        }}
      />
    </div>
  );
  if (figure === undefined) return bar;
  return (
    <div className="flex items-center gap-2">
      {bar}
      <span className="num flex-none text-right text-xs text-ink-2">{figure}</span>
    </div>
  );
}

export type ProgressPart = { name: string; count: number; figure: ReactNode; tone: ChartTone };

/** One bar of several parts with its legend; `total` may exceed their sum while a job runs. */
export function StackedProgress({
  label,
  parts,
  total,
}: {
  label: string;
  parts: readonly ProgressPart[];
  total: number;
}) {
  const done = parts.reduce((sum, part) => sum + part.count, 0);
  const percent = (count: number) => (total > 0 ? (count / total) * 100 : 0);
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={Math.round(percent(done))}
        aria-valuemin={0}
        aria-valuemax={100}
        className="flex h-2 gap-px overflow-clip rounded-full bg-sunken dark:bg-line"
      >
        {parts.map((part) => (
          <span
            key={part.name}
            style={{ width: `${percent(part.count)}%`, background: `var(--chart-${part.tone})` }}
          />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        {parts.map((part) => (
          <li key={part.name} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-2 rounded-[2px]"
              style={{ background: `var(--chart-${part.tone})` }}
            />
            <span className="num">{part.figure}</span> {part.name}
          </li>
        ))}
      </ul>
    </div>
  );
}
