import { type Day, formatDay, formatDayRange } from "@/lib/days";
import { formatCount, formatMoney, formatNumber, formatPercent, formatPoints } from "@/lib/format";
import type { Figure } from "./figure";

/** A value in the figure's unit; a dash where there is none. */
export function valueText({ unit }: Pick<Figure, "unit">, value: number | null, currency: string): string {
  if (value === null) return "–";
  switch (unit) {
    case "money":
      return formatMoney(value, currency, Math.abs(value) >= 100_000 ? 0 : undefined);
    case "share":
      return formatPercent(value);
    case "points":
      return formatPoints(value);
    case "ratio":
      return formatNumber(value, 1);
    case "people":
    case "count":
      return formatNumber(value);
  }
}

/** What the figure is, without whose: "Repeat rate" of "Repeat rate of “Regulars”". */
export const figureName = ({ title }: Pick<Figure, "title">): string =>
  title.replace(/ of (“[^”]*”|all customers)/, "");

/** "95 % interval 16.8 % to 68.7 %, n = 10 buyers"; without an interval what it rests on. */
export function certaintyText(figure: Figure, currency: string): string {
  const { low, high, n, noun, coverage } = figure;
  const rests = `n = ${formatCount(n, noun)}`;
  if (low === null || high === null) return rests;
  const name = coverage === undefined ? "95\u00a0% interval" : `${formatPercent(coverage, 0)} band`;
  return `${name} ${valueText(figure, low, currency)} to ${valueText(figure, high, currency)}, ${rests}`;
}

/** "1 Mar – 31 May", or "as of 15 Jun" for a level. */
export function stretchText({ from, to }: Pick<Figure, "from" | "to">, today: Day): string {
  return from === to ? `as of ${formatDay(to, today)}` : formatDayRange(from, to, today);
}

/** "Repeat rate of “Regulars”, 1 Mar – 31 May: 40.0 % (95 % interval …, n = 10 buyers)". */
export function figureSentence(figure: Figure, currency: string, today: Day): string {
  return `${figure.title}, ${stretchText(figure, today)}: ${valueText(figure, figure.value, currency)} (${certaintyText(figure, currency)})`;
}
