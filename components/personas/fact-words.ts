import { formatCount, formatMoment, formatNumber, formatRange } from "@/lib/format";
import { type Fact, figureText, isTooFew } from "@/lib/personas/fact";

const times = (index: number) => formatNumber(index, index < 10 ? 1 : 0);

/** "2.4 ×" against the whole base; a dash without a base or with too few to say. */
export function indexText(fact: Fact): string {
  return fact.index === null || isTooFew(fact) ? "–" : `${times(fact.index)} ×`;
}

/** "2.1–2.7 ×", the 95 % interval of the index. */
export function indexIntervalText(fact: Fact): string {
  const { indexLow, indexHigh } = fact;
  if (indexLow === null || indexHigh === null || isTooFew(fact)) return "–";
  const digits = indexHigh < 3 ? 2 : 1;
  return formatRange(formatNumber(indexLow, digits), formatNumber(indexHigh, digits), "×");
}

/** "40–52 %" or "31.20 €–34.90 €", the 95 % interval of the figure. */
export function intervalText(fact: Fact, currency: string): string {
  if (isTooFew(fact)) return "–";
  if (fact.kind === "amount")
    return formatRange(figureText(fact, fact.low, currency), figureText(fact, fact.high, currency));
  const digits = fact.high - fact.low < 0.02 || fact.high < 0.1 ? 1 : 0;
  return formatRange(formatNumber(fact.low * 100, digits), formatNumber(fact.high * 100, digits), "%");
}

/** The figure of all customers. */
export function baseText(fact: Fact, currency: string): string {
  if (fact.kind === "share") return figureText(fact, fact.baseShare, currency);
  return fact.baseValue === null ? "–" : figureText(fact, fact.baseValue, currency);
}

/** "1 204 people", "3 118 orders": how many observations stand behind it. */
export function knownText(fact: Fact): string {
  return formatCount(fact.n, fact.of, fact.of === "order" ? "orders" : "people");
}

/** "now", or "as of 09:41" where the members were counted before. */
export function countedText(countedAt: Date | null, timeZone: string, now: Date): string {
  return countedAt ? `as of ${formatMoment(countedAt, timeZone, now)}` : "now";
}

/** Of how many of all members and customers a sample speaks; nothing where all were counted. */
export function sampleText(
  sample: { members: number; base: number } | null,
  size: number | null,
): string | null {
  if (!sample) return null;
  return `from ${formatNumber(sample.members)} of ${formatCount(size ?? sample.members, "member")} and ${formatNumber(sample.base)} customers evenly out of all`;
}
