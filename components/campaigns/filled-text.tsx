import { clsx } from "clsx";
import type { FilledPart } from "@/lib/campaigns/merge";

const LOOK: Record<Exclude<FilledPart["kind"], "text">, string> = {
  filled: "bg-accent-soft text-accent-strong",
  fallback: "bg-warn-soft text-warn",
  missing: "bg-bad-soft text-bad",
};
const MEANING: Record<Exclude<FilledPart["kind"], "text">, string> = {
  filled: "filled in",
  fallback: "unknown: what stands in for it",
  missing: "unknown, and nothing stands in for it",
};

/** A text as one person would read it, with what was filled in marked. */
export function FilledText({ parts, className }: { parts: readonly FilledPart[]; className?: string }) {
  const keyed = parts.map((part, index) => ({ ...part, key: `${index}` }));
  return (
    <p className={clsx("break-words whitespace-pre-line", className)}>
      {keyed.map(({ key, text, kind }) =>
        kind === "text" ? (
          text
        ) : (
          <span key={key} title={MEANING[kind]} className={clsx("rounded-sm px-0.5", LOOK[kind])}>
            {kind === "missing" ? `[${text}]` : text}
            {kind !== "filled" && <span className="sr-only"> ({MEANING[kind]})</span>}
          </span>
        ),
      )}
    </p>
  );
}
