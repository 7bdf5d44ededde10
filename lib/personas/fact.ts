import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { type Count, type Interval, indexInterval, medianIndexInterval, wilson } from "./interval";

/** Where a fact comes from; the order is that of the persona page. */
export const FACT_GROUPS = [
  "who",
  "where",
  "buys",
  "rhythm",
  "devices",
  "reads",
  "says",
  "attributes",
] as const;
export type FactGroup = (typeof FACT_GROUPS)[number];
export const FACT_GROUP_LABEL: Record<FactGroup, string> = {
  who: "Who they are",
  where: "Where they live",
  buys: "What they buy",
  rhythm: "When and how much",
  devices: "What they use",
  reads: "Contacts and channels",
  says: "What they answered",
  attributes: "Other attributes",
};

export type FactUnit = "money" | "days" | "number" | "years";

/**
 * One computed fact. A share fact: of `n` members whose value is known, `k` have it. An amount fact: the middle
 * value over `n` observations, and the middle half. `low` and `high` are the 95 % interval of the figure,
 * `indexLow` and `indexHigh` that of the index: members over all customers. `of` says what `n` counts.
 */
export type Fact = {
  key: string;
  group: FactGroup;
  label: string;
  of: "person" | "order";
  n: number;
  baseN: number;
  low: number;
  high: number;
  index: number | null;
  indexLow: number | null;
  indexHigh: number | null;
} & (
  | { kind: "share"; k: number; share: number; baseShare: number }
  | { kind: "amount"; value: number; middleHalf: Interval; baseValue: number | null; unit: FactUnit }
);
export type ShareFact = Extract<Fact, { kind: "share" }>;

/** Fewer observations than this are shown as "too few to say", without a figure. */
export const SMALL_N = 30;

export function isTooFew(fact: Fact): boolean {
  return fact.n < SMALL_N;
}

type Named = { key: string; group: FactGroup; label: string; of?: Fact["of"] };

/** How many have the value of how many whose value is known: of members, of all, and of all who are no members. */
export type ShareCounts = {
  k: number;
  n: number;
  baseK: number;
  baseN: number;
  restK: number;
  restN: number;
};

/** `worth`: what the members' and the rest's `n` are worth where several observations belong to one person. */
export function shareFact(
  { of = "person", ...named }: Named,
  counts: ShareCounts,
  worth: { n: number; restN: number } = counts,
): ShareFact {
  const { k, n, baseK, baseN, restK, restN } = counts;
  const share = n === 0 ? 0 : k / n;
  const baseShare = baseN === 0 ? 0 : baseK / baseN;
  const [low, high] = wilson(share * worth.n, worth.n);
  const rest: Count = { k: restN === 0 ? 0 : (restK / restN) * worth.restN, n: worth.restN };
  const [indexLow, indexHigh] = indexInterval(
    { k: share * worth.n, n: worth.n },
    rest,
    baseN === 0 ? 0 : (baseN - restN) / baseN,
  );
  const hasIndex = baseShare > 0 && n > 0;
  return {
    ...named,
    of,
    kind: "share",
    ...{ k, n, baseN, share, baseShare, low, high },
    index: hasIndex ? share / baseShare : null,
    indexLow: hasIndex ? indexLow : null,
    indexHigh: hasIndex ? indexHigh : null,
  };
}

/** Middle value, its interval and the middle half, of the members and of all. */
export type Amounts = { n: number; baseN: number } & Record<"member" | "base", Middle | null>;
export type Middle = { value: number; interval: Interval; middleHalf: Interval };

/** Null where no member has a value. */
export function amountFact(
  { of = "person", ...named }: Named & { unit: FactUnit },
  { n, baseN, member, base }: Amounts,
): Fact | null {
  if (!member || n === 0) return null;
  const index = base && base.value > 0 ? member.value / base.value : null;
  const ends = index === null || !base ? null : medianIndexInterval(member.interval, base.interval, index);
  return {
    ...named,
    of,
    kind: "amount",
    ...{ n, baseN, index },
    ...{ value: member.value, middleHalf: member.middleHalf, baseValue: base?.value ?? null },
    ...{ low: member.interval[0], high: member.interval[1] },
    ...{ indexLow: ends?.[0] ?? null, indexHigh: ends?.[1] ?? null },
  };
}

/** True when the index's interval leaves out 1 and there are enough people to say so. */
export function isDistinct(fact: Fact): boolean {
  return distinctness(fact) > 0;
}

/**
 * How far a fact surely sets the group apart: the end of the index's interval that is nearer to 1, by the logarithm,
 * so that double and half count alike; weighed by the share, for a rare thing tells less of a group.
 */
export function distinctness(fact: Fact): number {
  const { indexLow, indexHigh } = fact;
  if (isTooFew(fact) || indexLow === null || indexHigh === null || (indexLow <= 1 && indexHigh >= 1))
    return 0;
  const nearest = Math.min(Math.max(indexLow > 1 ? indexLow : indexHigh, 0.05), 20);
  const weight = fact.kind === "share" ? Math.sqrt(Math.max(fact.share, fact.baseShare)) : 0.6;
  return Math.abs(Math.log(nearest)) * weight;
}

/** More values of one kind say the same again: four coffees, three towns. */
const MOST_ALIKE = 2;

/** The facts that differ most from the base, over- and under-indexed; of one kind two at most. */
export function mostDistinct(facts: readonly Fact[], count: number): Fact[] {
  const taken = new Map<string, number>();
  return facts
    .filter(isDistinct)
    .sort((a, b) => distinctness(b) - distinctness(a) || a.key.localeCompare(b.key, "en"))
    .filter(({ key }) => {
      const kind = key.slice(0, key.lastIndexOf(":"));
      const alike = taken.get(kind) ?? 0;
      taken.set(kind, alike + 1);
      return alike < MOST_ALIKE;
    })
    .slice(0, count);
}

/** "38.50 €", "21 days": a figure with the unit of the fact; a share as "46 %", and near all or none as "99.8 %". */
export function figureText(fact: Fact, figure: number, currency: string): string {
  if (fact.kind === "share")
    return formatPercent(figure, figure < 0.1 || (figure > 0.9 && figure < 1) ? 1 : 0);
  switch (fact.unit) {
    case "money":
      return formatMoney(figure, currency);
    case "days":
      return `${formatNumber(figure)} days`;
    case "years":
      return `${formatNumber(figure)} years`;
    case "number":
      return formatNumber(figure, figure < 10 ? 1 : 0);
  }
}

/** The figure of the fact, or that there are too few to say. */
export function factValue(fact: Fact, currency: string): string {
  if (isTooFew(fact)) return "too few to say";
  return figureText(fact, fact.kind === "share" ? fact.share : fact.value, currency);
}
