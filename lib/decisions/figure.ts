import type { Day } from "@/lib/days";
import { FORECAST_METRICS, type ForecastMetric } from "@/lib/forecasts/report";
import { METRIC_KEYS, type Metric, type Unit } from "@/lib/kpis/metric";

/** Which figure of what a decision is about: of a segment (or all customers), or of a campaign. */
export type FigureKey =
  | { kind: "metric"; metric: Metric }
  | { kind: "target"; targetId: string }
  | { kind: "forecast"; metric: ForecastMetric }
  | { kind: "result" };
export type FigureRef = { segmentId: string | null; campaignId: string | null; figure: FigureKey };

/** A figure as it stood at a moment, with what is needed to read it later without the data behind it. */
export type Figure = {
  title: string;
  formula: string;
  unit: Unit | "points";
  value: number | null;
  /** 95 % interval, of a forecast its band; null where none is computed. */
  low: number | null;
  high: number | null;
  /** How often the band is meant to hold, where that is not 95 %. */
  coverage?: number;
  /** What it rests on: "3 214 buyers". */
  n: number;
  noun: string;
  from: Day;
  to: Day;
  /** What it is held against, "the month before": a value in the same unit. */
  against: { words: string; value: number | null } | null;
  /** False for a result without a control group: nothing causal follows from it. */
  isCausal: boolean | null;
};
/** `people`: the smallest group that it speaks of, by which a role without person access may be refused it. */
export type Snapshot = Figure & { key: FigureKey; people: number; at: string };

/** The figure in an address: "metric:revenue", "forecast:orders", "target:<id>", "result". */
export function figureParam(key: FigureKey): string {
  if (key.kind === "metric" || key.kind === "forecast") return `${key.kind}:${key.metric}`;
  return key.kind === "target" ? `target:${key.targetId}` : key.kind;
}

const isMetric = (text: string): text is Metric => (METRIC_KEYS as string[]).includes(text);

const isForecast = (text: string): text is ForecastMetric =>
  (FORECAST_METRICS as readonly string[]).includes(text);

/** What `figureParam` wrote, or null for anything else. */
export function figureOf(param: string | undefined): FigureKey | null {
  const [kind, value = ""] = (param ?? "").split(":");
  if (kind === "result") return { kind };
  if (kind === "metric" && isMetric(value)) return { kind, metric: value };
  if (kind === "forecast" && isForecast(value)) return { kind, metric: value };
  return kind === "target" && value ? { kind, targetId: value } : null;
}

/** Where a decision about this is recorded. */
export function decideHref(about: Omit<FigureRef, "figure"> & { figure: FigureKey | null }): string {
  const { segmentId, campaignId, figure } = about;
  const query = new URLSearchParams({
    ...(segmentId && { segment: segmentId }),
    ...(campaignId && { campaign: campaignId }),
    ...(figure && { figure: figureParam(figure) }),
  });
  return `/decisions/new?${query}`;
}

/** Where the figure stands in the product. */
export function figureHref({ segmentId, campaignId, figure }: FigureRef): string {
  if (figure.kind === "result") return `/campaigns/${campaignId}/results`;
  if (segmentId) return `/segments/${segmentId}/kpis`;
  return figure.kind === "forecast" ? `/kpis?metric=${figure.metric}` : "/overview";
}
