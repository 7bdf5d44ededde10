import { useCallback, useMemo, useState } from "react";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import { lineIdAt, linesOf } from "@/lib/segments/editing/tree";
import { type RulePlace, ruleProblems } from "@/lib/segments/problems";
import type { Rule } from "@/lib/segments/rule";

/**
 * What is wrong with the rule, by line. A line that is still being filled in is only reminded; it is faulted once
 * it was left, or saving was tried.
 */
export function useProblems(rule: Rule, catalogue: RuleCatalogue, { selfId, parentId }: RulePlace) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const problems = useMemo(
    () => ruleProblems(rule, catalogue, { selfId, parentId }),
    [rule, catalogue, selfId, parentId],
  );
  const parentProblem = problems.find(({ message }) => message.startsWith("Parent: "));
  const byLine = useMemo(() => {
    const map = new Map<string, string>();
    for (const problem of problems) {
      if (problem === parentProblem) continue;
      const id = lineIdAt(rule, problem.path);
      if (!map.has(id)) map.set(id, problem.message);
    }
    return map;
  }, [problems, parentProblem, rule]);

  return {
    count: problems.length,
    firstLineId: [...byLine.keys()][0],
    parentMessage: parentProblem?.message.slice("Parent: ".length),
    problemOf: (lineId: string) => {
      const message = byLine.get(lineId);
      return message === undefined ? null : { message, isShown: left.has(lineId) };
    },
    leave: useCallback((lineId: string) => setLeft((now) => new Set(now).add(lineId)), []),
    /** Those lines that are there now: what is added later is reminded first again. */
    showAll: () => setLeft((now) => new Set([...now, ...linesOf(rule).map(({ id }) => id)])),
  };
}
