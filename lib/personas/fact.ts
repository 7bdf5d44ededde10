import { formatMoney, formatNumber, formatPercent } from "@/lib/format";

/** Where a fact comes from; the order is that of the persona page. */
export const FACT_GROUPS = ["who", "where", "buys", "rhythm", "reads", "says", "attributes"] as const;
export type FactGroup = (typeof FACT_GROUPS)[number];
export const FACT_GROUP_LABEL: Record<FactGroup, string> = {
  who: "Who they are",
  where: "Where they live",
  buys: "What they buy",
  rhythm: "When and how much",
  reads: "Contacts and channels",
  says: "What they answered",
  attributes: "Other attributes",
};

/**
 * One computed fact. A share fact: of `n` members whose value is known, `share` have it; `index` is that share
 * over the base's. An amount fact: the middle value over `n` observations, `index` over the base's middle value.
 */
export type Fact = {
  key: string;
  group: FactGroup;
  label: string;
  n: number;
  baseN: number;
  index: number | null;
} & (
  | { kind: "share"; share: number; low: number; high: number; baseShare: number }
  | { kind: "amount"; value: number; baseValue: number | null; unit: "money" | "days" | "number" | "years" }
);

/**
 * 95 % interval of a share by Wilson's score method (Wilson 1927, JASA 22). Holds for small n and shares near
 * 0 or 1, where the usual normal interval does not.
 */
export function wilson(k: number, n: number, z = 1.959964): [number, number] {
  if (n === 0) return [0, 1];
  const p = k / n;
  const mid = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, mid - half), Math.min(1, mid + half)];
}

/** Fewer observations than this are shown as "too few to say". */
export const SMALL_N = 30;

/** A share fact from four counts: `k` of `n` members, `baseK` of `baseN` in the base. */
export function shareFact(
  fact: { key: string; group: FactGroup; label: string },
  counts: { k: number; n: number; baseK: number; baseN: number },
): Fact {
  const { k, n, baseK, baseN } = counts;
  const [low, high] = wilson(k, n);
  const share = n === 0 ? 0 : k / n;
  const baseShare = baseN === 0 ? 0 : baseK / baseN;
  return {
    ...fact,
    kind: "share",
    n,
    baseN,
    share,
    low,
    high,
    baseShare,
    index: baseShare === 0 ? null : share / baseShare,
  };
}

/** True when the base's share lies outside the fact's interval and there are enough people to say so. */
export function isDistinct(fact: Fact): boolean {
  if (fact.n < SMALL_N || fact.index === null) return false;
  if (fact.kind === "amount") return Math.abs(Math.log(Math.max(fact.index, 1e-6))) > 0.1;
  return fact.baseShare < fact.low || fact.baseShare > fact.high;
}

/** How far a fact sets the group apart: the distance of the index from 1, both ways alike, weighed by the share. */
export function distinctness(fact: Fact): number {
  if (!isDistinct(fact) || fact.index === null) return 0;
  const distance = Math.abs(Math.log(Math.min(Math.max(fact.index, 0.05), 20)));
  return fact.kind === "share" ? distance * Math.sqrt(Math.max(fact.share, fact.baseShare)) : distance * 0.6;
}

/** The facts that differ most from the base, over- and under-indexed. */
export function mostDistinct(facts: Fact[], count: number): Fact[] {
  return facts
    .filter((fact) => distinctness(fact) > 0)
    .sort((a, b) => distinctness(b) - distinctness(a))
    .slice(0, count);
}

/** "46.0 %", "38.50 €", "21 days": the figure of the fact. */
export function factValue(fact: Fact, currency: string): string {
  if (fact.kind === "share") return formatPercent(fact.share, fact.share < 0.1 ? 1 : 0);
  switch (fact.unit) {
    case "money":
      return formatMoney(fact.value, currency);
    case "days":
      return `${formatNumber(fact.value)} days`;
    case "years":
      return `${formatNumber(fact.value)} years`;
    case "number":
      return formatNumber(fact.value, fact.value < 10 ? 1 : 0);
  }
}

/** What a pinned fact was when it was pinned; enough to see later whether it still holds. */
export type PinnedValue = { label: string; group: FactGroup; text: string; share?: number; value?: number };

export function pin(fact: Fact, currency: string): PinnedValue {
  const { label, group } = fact;
  const text = factValue(fact, currency);
  return fact.kind === "share"
    ? { label, group, text, share: fact.share }
    : { label, group, text, value: fact.value };
}

/** A pinned figure may move by this part of itself, and a share by so much in all, before it is flagged. */
const TOLERANCE = 0.1;
const SMALLEST_MOVE = 0.02;

/**
 * True when a pinned figure moved by over 10 % of itself; a share also by two points, and out of today's interval:
 * in a large segment that interval is too narrow to be the only test.
 */
export function hasDrifted(pinned: PinnedValue, now: Fact | undefined): boolean {
  if (!now) return true;
  if (now.kind === "share" && pinned.share !== undefined) {
    const moved = Math.abs(now.share - pinned.share);
    const isOutside = pinned.share < now.low || pinned.share > now.high;
    return isOutside && moved > Math.max(SMALLEST_MOVE, TOLERANCE * pinned.share);
  }
  if (now.kind === "amount" && pinned.value !== undefined && pinned.value !== 0)
    return Math.abs(now.value / pinned.value - 1) > TOLERANCE;
  return false;
}
