import { formatCount, formatNumber, formatPercent, formatPoints } from "@/lib/format";
import type { Outcome } from "./outcome";

/** Whether the comparison says something: "helped" and "harmed" exclude zero, "unclear" holds it, "alone" has no control group. */
export type Finding = "helped" | "harmed" | "unclear" | "alone";

export function findingOf({ effect }: Outcome): Finding {
  if (!effect) return "alone";
  if (!effect.isCertain) return "unclear";
  return effect.difference > 0 ? "helped" : "harmed";
}

/** What a campaign's result says in one sentence: never causal without a control group, never without interval and n. */
export function outcomeSentence(outcome: Outcome, { isOver }: { isOver: boolean }): string {
  const { treated, control, effect } = outcome;
  const reached = formatCount(treated.people, "person", "people");
  if (!effect) {
    const share = treated.people === 0 ? "nobody" : formatPercent(treated.buyers / treated.people);
    return `${isOver ? "" : "So far "}${share} of ${reached} bought; no control group was held out, so it might have happened anyway.`;
  }
  const groups = `${reached} treated against ${formatNumber(control.people)} held out`;
  const range = `95\u00a0% interval ${formatPoints(effect.low)} to ${formatPoints(effect.high)}`;
  const certain = effect.isCertain ? `, ${range}` : ` may be chance, the ${range} holds zero`;
  const sentence = `the difference of ${formatPoints(effect.difference)} in the share that bought${certain}; ${groups}.`;
  return isOver ? `T${sentence.slice(1)}` : `So far ${sentence}`;
}
