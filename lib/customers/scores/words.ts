import { formatCount, formatMoney, formatNumber } from "@/lib/format";
import type { Banding, EngagementFormula, LifecycleFormula } from "./formulas";
import type { LifecycleStage } from "./standings";

export type RfmScore = "recency" | "frequency" | "monetary";
export const RFM_SCORES: readonly RfmScore[] = ["recency", "frequency", "monetary"];
export const RFM_WORDS: Record<RfmScore, { label: string; of: string }> = {
  recency: { label: "Recency", of: "days since the last order" },
  frequency: { label: "Frequency", of: "number of orders" },
  monetary: { label: "Monetary", of: "net spend" },
};

/** How the edges of a score come about. */
export function bandingWords({ by }: Banding): string {
  return by === "fifths" ? "five equal parts of your buyers" : "edges that you set";
}

/** What each score from 1 to 5 means, in the figures of its edges; empty while there are none. */
export function bandWords(score: RfmScore, edges: readonly number[] | null, currency: string): string[] {
  if (!edges || edges.length < 4) return [];
  const figure = (value: number) =>
    score === "monetary"
      ? formatMoney(value, currency)
      : formatNumber(value, Number.isInteger(value) ? 0 : 1);
  const bands = [...edges.map((edge) => `up to ${figure(edge)}`), `over ${figure(edges[3] ?? 0)}`];
  return score === "recency" ? bands.reverse() : bands;
}

/** The engagement formula as a sentence. */
export function engagementWords({ days, gain, halfLife }: EngagementFormula): string {
  const fades = halfLife === null ? "" : `, and is worth half as much every ${formatCount(halfLife, "day")}`;
  return `Each day of the last ${formatNumber(days)} on which a person did something counts by the heaviest thing they did${fades}. A point closes ${formatNumber(gain, Number.isInteger(gain) ? 0 : 1)} % of what is still missing to 100.`;
}

/** When a person is in each stage; the first that holds is theirs. */
export function lifecycleWords(formula: LifecycleFormula): Record<LifecycleStage, string> {
  const rhythms = (count: number) =>
    `${formatNumber(count, Number.isInteger(count) ? 0 : 1)} ${count === 1 ? "rhythm" : "rhythms"}`;
  return {
    prospect: "no order yet",
    new: `first order in the last ${formatCount(formula.newDays, "day")}`,
    active: `last order within ${rhythms(formula.slippingAfter)}`,
    slipping: `last order within ${rhythms(formula.lapsedAfter)}`,
    lapsed: `last order more than ${rhythms(formula.lapsedAfter)} ago`,
  };
}

/** What a rhythm is. */
export function rhythmWords({ usualDays, leastDays }: LifecycleFormula): string {
  return `A rhythm is the mean time between a person’s orders, at least ${formatCount(leastDays, "day")}; of who ordered once it is ${formatCount(usualDays, "day")}.`;
}
