import { addDays, dayInZone, formatDay } from "@/lib/days";
import {
  currencyUnit,
  formatCount,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSigned,
  UNIT_SPACE,
} from "@/lib/format";
import type { Effect, Interval } from "@/lib/statistics/shares";
import type { Lift } from "./lift";

export type Place = { currency: string; timeZone: string; now: Date };

const wide = ({ low, high }: Interval) => high - low;

/** Digits that show an interval of shares: the narrower it is, the more. */
function pointDigits(interval: Interval): number {
  const points = wide(interval) * 100;
  return points >= 10 ? 1 : points >= 2 ? 2 : 3;
}

/** "+7.659 pt". */
export function pointsWords(effect: Effect): string {
  return formatPoints(effect.difference, pointDigits(effect));
}

/** "6.995 to 8.323 pt". */
export function pointsRange(effect: Interval): string {
  const digits = pointDigits(effect);
  const low = formatSigned(effect.low * 100, digits);
  return `${low} to ${formatPoints(effect.high, digits)}`;
}

/** "+72.1 %" of a relative lift. */
export function relativeWords(lift: number): string {
  return `${formatSigned(lift * 100, 1)}${UNIT_SPACE}%`;
}

export function relativeRange({ low, high }: Interval): string {
  return `${formatSigned(low * 100, 1)} to ${relativeWords(high)}`;
}

/** "+0.77 €" from minor units, with more digits for what is per person. */
export function moneyWords(minor: number, currency: string, more = 0): string {
  const text = formatMoney(minor, currency, currencyUnit(currency).digits + more);
  return minor > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "+16 403 €": sums need no cents. */
export function sumWords(minor: number, currency: string): string {
  const text = formatMoney(minor, currency, 0);
  return minor > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export function rangeWords(words: (value: number) => string, { low, high }: Interval): string {
  return `${words(low)} to ${words(high)}`;
}

/** "p = 0.013", "p < 0.001"; four digits below a hundredth. */
export function pWords(p: number): string {
  if (p < 0.0001) return "p < 0.0001";
  return `p = ${formatNumber(p, p < 0.01 ? 4 : 3)}`;
}

export type Verdict = { tone: "plain" | "good" | "warn" | "bad"; title: string; text: string };

const people = (count: number) => formatCount(count, "person", "people");

/** What can be said about the campaign as a whole, never without n and interval. */
export function verdictOf(lift: Lift, { timeZone, now }: Place): Verdict {
  const { treated, control, bought } = lift.total;
  if (treated.people === 0)
    return {
      tone: "warn",
      title: "No audience was frozen.",
      text: "This campaign was launched without one, so what its people bought cannot be told.",
    };
  if (!bought)
    return {
      tone: "plain",
      title: "Nothing causal can be said.",
      text: "No control group was held out. What is shown happened, and might have happened anyway.",
    };
  if (lift.ratio?.state === "alarm")
    return {
      tone: "bad",
      title: "The groups are not what the split was to give.",
      text: `${people(treated.people)} were treated and ${formatNumber(control.people)} held out; such a difference has a chance below one in a thousand. Find the reason before you trust the comparison.`,
    };
  const range = `${pointsWords(bought.effect)}, 95 % interval ${pointsRange(bought.effect)}, ${formatNumber(treated.people)} treated against ${formatNumber(control.people)} held out`;
  if (!lift.isOver) return early(lift, range, { timeZone, now });
  if (!bought.effect.isCertain)
    return {
      tone: "plain",
      title: "The difference may be chance.",
      text: `Share that bought: ${range}. The interval holds zero.${needWords(lift)}`,
    };
  return bought.effect.difference > 0
    ? { tone: "good", title: "It sold more.", text: `Share that bought: ${range}.` }
    : { tone: "bad", title: "It sold less.", text: `Share that bought: ${range}.` };
}

function early(lift: Lift, range: string, { timeZone, now }: Pick<Place, "timeZone" | "now">): Verdict {
  const today = dayInZone(now, timeZone);
  const lastDay = addDays(dayInZone(lift.to, timeZone), -1);
  const seenEarly = lift.peekP !== null && lift.peekP < 0.05;
  const text = `The result is read after ${formatDay(lastDay, today)}, the planned end. So far: ${range}.${needWords(lift)}${outlookWords(lift, today)}`;
  return seenEarly
    ? {
        tone: "good",
        title: "Not over, and already clear for those who look early.",
        text: `${text} ${pWords(lift.peekP ?? 1)}, valid however often you look.`,
      }
    : { tone: "warn", title: "Not enough data yet.", text };
}

/** How many people it takes, as planned at launch or as it looks now. */
export function needWords({ design, outlook, total }: Lift): string {
  const inIt = total.treated.people + total.control.people;
  if (design) {
    const rise = `${formatPercent(design.base, 2)} to ${formatPercent(design.base + design.rise, 2)}`;
    return design.needed === null
      ? ` The launch planned for a rise from ${rise}, which no number of people can show.`
      : ` The launch planned for a rise from ${rise}: that takes ${people(design.needed)}, and ${formatNumber(inIt)} are in it.`;
  }
  if (!outlook || outlook.needed === null) return "";
  return ` To see a fifth more buyers (where most buy: a fifth fewer who do not) takes ${people(outlook.needed)}, and ${formatNumber(inIt)} are in it.`;
}

function outlookWords({ outlook, design, to }: Lift, today: string): string {
  if (!outlook) return " Nobody has bought yet, so when there is enough cannot be told.";
  const { readyOn, seenAtEnd, shareAtEnd } = outlook;
  const pace = ` At the pace so far ${formatPercent(shareAtEnd, 2)} will have bought by the end`;
  const seen =
    seenAtEnd === null
      ? ", and no rise is seen with certainty."
      : `; a rise of ${formatPoints(seenAtEnd, 2)} or more is then seen in four cases of five.`;
  const aim = design ? "the planned rise" : "a fifth more buyers";
  const last = addDays(dayInZone(to, "UTC"), -1);
  const when =
    readyOn === null
      ? ` There is not enough for ${aim} within a year.`
      : readyOn <= last
        ? ` There is enough for ${aim} from about ${formatDay(readyOn, today)}.`
        : ` For ${aim} it would have to run until about ${formatDay(readyOn, today)}.`;
  return pace + seen + when;
}
