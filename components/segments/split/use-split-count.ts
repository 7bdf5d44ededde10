import { useEffect, useRef, useState } from "react";
import type { Failure } from "@/lib/result";
import { axisRules, type SplitAxis, type SplitGroup } from "@/lib/segments/split/grid";
import { ask } from "../builder/ask";

type State = { key: string; groups: SplitGroup[] | null; error: Failure | null };

const PAUSE_MS = 250;
const STOPPED: Failure = { code: "UNAVAILABLE", message: "You stopped the count." };

/** Counts the grid a moment after its parts changed and withdraws the question before. No number outlives its parts. */
export function useSplitCount(segmentId: string, axes: readonly SplitAxis[]) {
  const [state, setState] = useState<State>({ key: "", groups: null, error: null });
  const [tries, setTries] = useState(0);
  const [seconds, setSeconds] = useState(0);
  const running = useRef<AbortController>(null);
  const rules = axes.map(axisRules);
  const isAsked = rules.length > 0 && rules.every((axis) => axis.length > 0);
  const key = isAsked ? `${tries} ${JSON.stringify({ segmentId, axes: rules })}` : "";

  useEffect(() => {
    if (!key) return;
    const withdrawn = new AbortController();
    running.current = withdrawn;
    setSeconds(0);
    const clock = setInterval(() => setSeconds((count) => count + 1), 1000);
    const timer = setTimeout(async () => {
      const body: unknown = JSON.parse(key.slice(key.indexOf(" ")));
      const result = await ask<{ groups: SplitGroup[] }>("split", body, withdrawn.signal);
      clearInterval(clock);
      if (!result) return;
      setState(
        result.ok
          ? { key, groups: result.value.groups, error: null }
          : { key, groups: null, error: result.error },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      clearInterval(clock);
      withdrawn.abort();
    };
  }, [key]);

  const isSettled = state.key === key;
  return {
    groups: isSettled ? state.groups : null,
    isCounting: key !== "" && !isSettled,
    /** Since the question was asked. */
    seconds,
    error: isSettled ? state.error : null,
    isStopped: isSettled && state.error === STOPPED,
    stop: () => {
      running.current?.abort();
      setState({ key, groups: null, error: STOPPED });
    },
    retry: () => setTries((count) => count + 1),
  };
}
