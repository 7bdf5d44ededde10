import { clsx } from "clsx";
import type { ReactNode } from "react";

const TONES = {
  plain: { box: "bg-sunken", word: "text-ink" },
  accent: { box: "bg-accent-soft", word: "text-accent-strong" },
  good: { box: "bg-good-soft", word: "text-good" },
  warn: { box: "bg-warn-soft", word: "text-warn" },
  bad: { box: "bg-bad-soft", word: "text-bad" },
};

export type CalloutProps = {
  tone?: keyof typeof TONES;
  /** The first words, in the colour of the tone. */
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out when it appears. */
  live?: boolean;
};

/** A line that must be seen: stale data, a conflict, what an import found. */
export function Callout({ tone = "plain", title, children, action, live }: CalloutProps) {
  const { box, word } = TONES[tone];
  return (
    <div
      role={live ? "status" : undefined}
      className={clsx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2 text-sm text-ink",
        box,
      )}
    >
      <p className="min-w-0 flex-1 basis-60">
        {title && <span className={clsx("font-medium", word)}>{title} </span>}
        {children}
      </p>
      {action}
    </div>
  );
}
