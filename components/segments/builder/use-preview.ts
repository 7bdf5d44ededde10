import { useEffect, useRef, useState } from "react";
import type { Failure } from "@/lib/result";
import { bareRule, linesOf } from "@/lib/segments/editing/tree";
import type { Estimate } from "@/lib/segments/preview/estimate";
import type { Preview } from "@/lib/segments/preview/preview";
import { pathKey, type Rule, type RuleNode } from "@/lib/segments/rule";
import { ask } from "./ask";

/** The moment crosses as text. */
export type PreviewAnswer = Omit<Preview, "at"> & { at: string };

/** While it is counted: about how many, once that took longer than a moment, and for how many seconds already. */
export type Interim = { estimate: Estimate | null; seconds: number };
type State = { key: string; answer: PreviewAnswer | null; error: Failure | null };
const NOTHING: State = { key: "", answer: null, error: null };

const PAUSE_MS = 250;
/** A count that is not there by then is stood in for by an estimate. */
const MOMENT_MS = 400;
const MOST_KEPT = 2000;

export type LivePreview = {
  /** Of the rule as it is now, or of the one before while it is counted again (then `isCounting`). */
  answer: PreviewAnswer | null;
  isCounting: boolean;
  interim: Interim | null;
  error: Failure | null;
  retry: () => void;
  /** How many match the line alone; undefined until that very line was counted. */
  aloneOf: (line: RuleNode) => number | undefined;
};

/**
 * Counts the rule a moment after it changed and withdraws the question before, so that the last answer is always
 * that of the last question. A faulty rule is not counted, and no number stays beside it.
 */
export function usePreview(
  rule: Rule,
  place: { parentId: string | null; segmentId: string | null },
  isSound: boolean,
): LivePreview {
  const { parentId, segmentId } = place;
  const [state, setState] = useState(NOTHING);
  const [interim, setInterim] = useState<(Interim & { key: string }) | null>(null);
  const [tries, setTries] = useState(0);
  const counts = useRef(new Map<string, number>());
  const input = JSON.stringify({ rule: bareRule(rule), parentId, segmentId });
  const key = isSound ? `${tries} ${input}` : "";
  const isFirst = useRef(true);
  const latest = useRef(rule);
  latest.current = rule;

  useEffect(() => {
    if (!key) {
      setState(NOTHING);
      return;
    }
    const withdrawn = new AbortController();
    const counted = latest.current;
    const timer = setTimeout(
      async () => {
        const body = JSON.parse(key.slice(key.indexOf(" ")));
        const settled = standIn(key, body, withdrawn.signal, setInterim);
        const result = await ask<PreviewAnswer>("preview", body, withdrawn.signal);
        settled();
        if (!result) return;
        if (result.ok) remember(counts.current, counted, parentId, result.value.alone);
        setState(
          result.ok ? { key, answer: result.value, error: null } : { key, answer: null, error: result.error },
        );
      },
      isFirst.current ? 0 : PAUSE_MS,
    );
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [key, parentId]);

  const isCounting = key !== "" && state.key !== key;
  return {
    answer: key ? state.answer : null,
    isCounting,
    interim: isCounting && interim?.key === key ? interim : null,
    error: state.key === key ? state.error : null,
    retry: () => setTries((count) => count + 1),
    aloneOf: (line) => counts.current.get(lineKey(line, parentId)),
  };
}

/** Asks for an estimate when a moment has passed, and tells the seconds. Answers what ends it. */
function standIn(
  key: string,
  body: unknown,
  signal: AbortSignal,
  tell: (interim: Interim & { key: string }) => void,
): () => void {
  const settled = new AbortController();
  let [estimate, seconds]: [Estimate | null, number] = [null, 0];
  const say = () => {
    if (!settled.signal.aborted && !signal.aborted) tell({ key, estimate, seconds });
  };
  const first = setTimeout(async () => {
    const result = await ask<Estimate | null>("estimate", body, AbortSignal.any([signal, settled.signal]));
    if (!result?.ok) return;
    estimate = result.value;
    say();
  }, MOMENT_MS);
  const clock = setInterval(() => {
    seconds += 1;
    say();
  }, 1000);
  const end = () => {
    clearTimeout(first);
    clearInterval(clock);
    settled.abort();
  };
  signal.addEventListener("abort", end, { once: true });
  return end;
}

function remember(
  counts: Map<string, number>,
  rule: Rule,
  parentId: string | null,
  alone: Record<string, number>,
) {
  if (counts.size > MOST_KEPT) counts.clear();
  for (const { node, path } of linesOf(rule)) {
    const size = alone[pathKey(path)];
    if (size !== undefined) counts.set(lineKey(node, parentId), size);
  }
}

/** What a line says, whatever its ids and whether it is on itself. */
function lineKey(line: RuleNode, parentId: string | null): string {
  const { isOff: _, ...on } = line;
  return `${parentId} ${JSON.stringify(bareRule(on as Rule))}`;
}
