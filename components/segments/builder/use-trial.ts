import { useCallback, useEffect, useMemo, useState } from "react";
import type { Failure } from "@/lib/result";
import { bareRule, linesOf } from "@/lib/segments/editing/tree";
import type { Explanation } from "@/lib/segments/preview/preview";
import { pathKey, type Rule } from "@/lib/segments/rule";
import { ask } from "./ask";

export type Tried = { customerId: string; title: string };

export type Trial = {
  person: Tried | null;
  /** Somebody else, or nobody. */
  tryOn: (person: Tried | null) => void;
  /** Of the rule as it is now; null while it is looked up, and while the rule is faulty. */
  explanation: Explanation | null;
  failure: Failure | null;
  /** Whether a line holds for the person; undefined while that is not known, and for lines that are off. */
  verdictOf: (lineId: string) => boolean | undefined;
};

const PAUSE_MS = 200;
type State = { key: string; explanation: Explanation | null; failure: Failure | null };

/** One person on whom the rule is tried while it changes: in or out, and why, line by line. */
export function useTrial(
  rule: Rule,
  place: { parentId: string | null; segmentId: string | null },
  isSound: boolean,
): Trial {
  const { parentId, segmentId } = place;
  const [person, setPerson] = useState<Tried | null>(null);
  const [state, setState] = useState<State | null>(null);
  const customerId = person?.customerId;
  const key =
    customerId && isSound ? JSON.stringify({ rule: bareRule(rule), parentId, segmentId, customerId }) : "";

  useEffect(() => {
    if (!key) return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const result = await ask<Explanation>("explanation", JSON.parse(key), withdrawn.signal);
      if (result?.ok) setState({ key, explanation: result.value, failure: null });
      else if (result) setState({ key, explanation: null, failure: result.error });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [key]);

  const known = key !== "" && state?.key === key ? state : null;
  const verdicts = useMemo(() => {
    const holds = known?.explanation?.holds;
    if (!holds) return null;
    return new Map(linesOf(rule).map(({ id, path }) => [id, holds[pathKey(path)]]));
  }, [known, rule]);

  return {
    person,
    tryOn: useCallback((next: Tried | null) => setPerson(next), []),
    explanation: known?.explanation ?? null,
    failure: known?.failure ?? null,
    verdictOf: (lineId) => verdicts?.get(lineId),
  };
}
