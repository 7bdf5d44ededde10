/** A score 1 to 5: by the workspace's own fifths, or by four ascending edges. A value on an edge falls below it. */
export type Banding = { by: "fifths" } | { by: "edges"; edges: readonly number[] };

/**
 * What the workspace scores its customers by. Recency edges are days since the last order (few days are the best),
 * frequency edges orders, monetary edges minor units of net spend.
 */
export type ScoreFormulas = {
  recency: Banding;
  frequency: Banding;
  monetary: Banding;
  engagement: EngagementFormula;
  lifecycle: LifecycleFormula;
};

/**
 * Engagement, 0 to 100: 100 × (1 − (1 − gain)^points). Each day of the last `days` gives the weight of the heaviest
 * event that the person did on it, halved for every `halfLife` days since; `gain` is a percentage.
 */
export type EngagementFormula = {
  days: number;
  gain: number;
  halfLife: number | null;
  /** By name of the event; the others are worth 1, and what happens to a person 0. */
  weights: Readonly<Record<string, number>>;
};

/**
 * A person's rhythm is the mean gap between their orders in days, at least `leastDays`; of who ordered once it is
 * `usualDays`. Active until `slippingAfter` rhythms without an order, lapsed after `lapsedAfter`; new for the
 * `newDays` after the first order; a prospect before it.
 */
export type LifecycleFormula = {
  newDays: number;
  usualDays: number;
  leastDays: number;
  slippingAfter: number;
  lapsedAfter: number;
};

/** Ten active days give an engagement of 52, thirty 89. */
export const DEFAULT_FORMULAS: ScoreFormulas = {
  recency: { by: "fifths" },
  frequency: { by: "fifths" },
  monetary: { by: "fifths" },
  engagement: { days: 90, gain: 7, halfLife: null, weights: {} },
  lifecycle: { newDays: 30, usualDays: 90, leastDays: 14, slippingAfter: 1.5, lapsedAfter: 3 },
};

/** Events that happen to a person rather than being done by them: they count for nothing unless told. */
const PASSIVE = {
  email_sent: 0,
  email_delivered: 0,
  email_bounced: 0,
  sms_sent: 0,
  sms_delivered: 0,
} as const;

/** The weights, from 0 to 10, of the events whose day is not simply worth 1. */
export function weightsOf({ weights }: Pick<EngagementFormula, "weights">): Record<string, number> {
  return { ...PASSIVE, ...weights };
}

/** The formulas in use: what the workspace set over what is usual. */
export function formulasOf(stored: Partial<ScoreFormulas>): ScoreFormulas {
  return { ...DEFAULT_FORMULAS, ...stored };
}

/** The parts that differ, so that a change says what it is about. */
export function changedParts(before: ScoreFormulas, after: ScoreFormulas): (keyof ScoreFormulas)[] {
  const parts = Object.keys(before) as (keyof ScoreFormulas)[];
  return parts.filter((part) => canonical(before[part]) !== canonical(after[part]));
}

/** The same whatever the order of keys: PostgreSQL keeps json in an order of its own. */
function canonical(part: object): string {
  const sorted = (value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, held]) => [key, sorted(held)]),
        );
  return JSON.stringify(sorted(part));
}
