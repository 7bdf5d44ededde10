import type { Day } from "@/lib/days";
import type { Forecast, Hindsight } from "./forecast";

export const FORECAST_METRICS = ["revenue", "orders"] as const;
export type ForecastMetric = (typeof FORECAST_METRICS)[number];
export const FORECAST_LABEL: Record<ForecastMetric, string> = { revenue: "Revenue", orders: "Orders" };

/** What is kept of a forecast: the whole weeks that it rests on, the oldest first, and what it says; null: too few weeks. */
export type KeptForecast = { firstWeek: Day; values: number[]; forecast: Forecast | null };

/** The newest forecast, and how the one before fared; its error on the weeks that are known now. */
export type ShownForecast = KeptForecast & {
  week: Day;
  /** When the rule was changed last within these weeks: those before are of whom it held then. */
  ruleChangedOn: Day | null;
  last: { week: Day; label: string; hindsight: Hindsight } | null;
};
