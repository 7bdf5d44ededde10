import { formatDay } from "@/lib/days";
import { formatList, formatNumber, formatPercent } from "@/lib/format";
import { type CalendarGrain, periodName } from "@/lib/kpis/grain";
import type { Measure } from "@/lib/kpis/measure";
import { relativeChange } from "@/lib/kpis/metric";
import type { Period } from "@/lib/kpis/series/period";
import { unitText } from "./metric-text";

type Take = {
  measure: Measure;
  grain: CalendarGrain;
  currency: string;
  here: Period | undefined;
  /** What it is held against, in the metric's unit. */
  before: number | null;
  /** "the period before". */
  against: string;
};

/** Which of the periods came to hold something else after they had ended; empty where none did. */
export function correctedWords(
  grain: CalendarGrain,
  periods: readonly Pick<Period, "startOn" | "correctedOn">[],
): string {
  const late = periods.flatMap(({ startOn, correctedOn }) =>
    correctedOn ? [`${periodName(grain, startOn)} on ${formatDay(correctedOn)}`] : [],
  );
  return late.length === 0 ? "" : `Corrected by late data: ${formatList(late.slice(-4))}.`;
}

/** The last whole period in a sentence, with the change, what of it was typed and the day of a correction. */
export function seriesTake({ measure, grain, currency, here, before, against }: Take): string {
  if (!here) return "Nothing was counted yet.";
  const { unit } = measure;
  const now = measure.valueOf(here);
  if (now === null) return `Nothing to divide by in ${periodName(grain, here.startOn)}.`;
  const isShare = unit === "share" && before !== null;
  const change = isShare ? now - before : relativeChange(now, before);
  // A share changes by points: a percent of percents would be taken for them.
  const size = (by: number) => (isShare ? `${formatNumber(by * 100, 1)} points` : formatPercent(by, 1));
  const compared =
    change === null
      ? ""
      : `, ${size(Math.abs(change))} ${change < 0 ? "less" : "more"} than ${against} (${unitText(unit, before, currency, true)})`;
  const corrected = here.correctedOn
    ? ` Corrected on ${formatDay(here.correctedOn)}, when late data came in.`
    : "";
  const note = typedNote(measure, here, currency);
  const typed = note ? ` Of it typed: ${note}.` : "";
  return `${unitText(unit, now, currency, true)} in ${periodName(grain, here.startOn)}${compared}.${typed}${corrected}`;
}

/** How much of a figure was typed, as an amount or as what it would be without; null where nothing of it was. */
export function typedNote(measure: Measure, { tally, seen }: Period, currency: string): string | null {
  const whole = measure.valueOf({ tally });
  if (!seen || whole === null) return null;
  const counted = measure.valueOf({ tally: seen });
  if (counted === whole) return null;
  return measure.isSum && counted !== null
    ? unitText(measure.unit, whole - counted, currency)
    : `a part; without it ${unitText(measure.unit, counted, currency)}`;
}
