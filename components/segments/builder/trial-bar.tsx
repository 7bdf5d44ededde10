"use client";

import { Pill } from "@/components/ui/pill";
import type { Trial } from "./use-trial";

/** On whom the rule is tried, above the lines that say whether they hold. */
export function TrialBar({ trial: { person, explanation, failure, tryOn } }: { trial: Trial }) {
  if (!person) return null;
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
      <span>
        The marks say what holds for <span className="font-medium text-ink">{person.title}</span>:
      </span>
      {failure ? (
        <span className="text-bad">{failure.message}</span>
      ) : explanation ? (
        <Pill tone={explanation.isMember ? "good" : "plain"}>{explanation.isMember ? "in" : "not in"}</Pill>
      ) : (
        <span className="text-ink-3">not known while a line is incomplete or counted</span>
      )}
      <button
        type="button"
        onClick={() => tryOn(null)}
        className="min-h-6 rounded-md px-1 text-xs font-medium text-accent hover:underline coarse:min-h-control"
      >
        Take the marks away
      </button>
    </p>
  );
}
