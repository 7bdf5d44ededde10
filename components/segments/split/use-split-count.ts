import { useEffect, useState } from "react";
import type { Failure } from "@/lib/result";
import { axisRules, type SplitAxis, type SplitGroup } from "@/lib/segments/split/grid";
import { ask } from "../builder/ask";

type State = { key: string; groups: SplitGroup[] | null; error: Failure | null };

const PAUSE_MS = 250;

/** Counts the grid a moment after its parts changed and withdraws the question before. No number outlives its parts. */
export function useSplitCount(segmentId: string, axes: readonly SplitAxis[]) {
  const [state, setState] = useState<State>({ key: "", groups: null, error: null });
  const [tries, setTries] = useState(0);
  const rules = axes.map(axisRules);
  const isAsked = rules.length > 0 && rules.every((axis) => axis.length > 0);
  const key = isAsked ? `${tries} ${JSON.stringify({ segmentId, axes: rules })}` : "";

  useEffect(() => {
    if (!key) return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const body: unknown = JSON.parse(key.slice(key.indexOf(" ")));
      const result = await ask<{ groups: SplitGroup[] }>("split", body, withdrawn.signal);
      if (!result) return;
      setState(
        result.ok
          ? { key, groups: result.value.groups, error: null }
          : { key, groups: null, error: result.error },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [key]);

  const isSettled = state.key === key;
  return {
    groups: isSettled ? state.groups : null,
    isCounting: key !== "" && !isSettled,
    error: isSettled ? state.error : null,
    retry: () => setTries((count) => count + 1),
  };
}
