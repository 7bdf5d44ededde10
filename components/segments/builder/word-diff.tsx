import { clsx } from "clsx";
import { Fragment } from "react";
import type { Wording } from "@/lib/segments/history/diff";

/** What came and went in a sentence; the marks are said too, not only drawn. */
export function WordDiff({ parts, className }: { parts: readonly Wording[]; className?: string }) {
  return (
    <p className={clsx("text-ink-2", className)}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other name
        <Fragment key={index}>
          {index > 0 && " "}
          {part.kind === "same" ? (
            part.text
          ) : part.kind === "added" ? (
            <ins className="rounded-sm bg-good-soft px-0.5 text-good no-underline">
              <span className="sr-only">added: </span>
              {part.text}
            </ins>
          ) : (
            <del className="rounded-sm bg-bad-soft px-0.5 text-bad">
              <span className="sr-only">removed: </span>
              {part.text}
            </del>
          )}
        </Fragment>
      ))}
    </p>
  );
}
