import { formatNumber, formatPercent } from "@/lib/format";
import type { BgNbdFit } from "./bg-nbd";
import type { RepeatBar } from "./bg-nbd-predictions";
import type { GammaGammaFit } from "./gamma-gamma";

/** Where a run stands, in order; the last four are ends. */
export const VALUE_STAGES = [
  "waiting",
  "reading",
  "fitting",
  "writing",
  "done",
  "stopped",
  "failed",
  "tooFew",
] as const;
export type ValueStage = (typeof VALUE_STAGES)[number];
export const STAGE_WORDS: Record<ValueStage, string> = {
  waiting: "Waiting to start",
  reading: "Reading orders",
  fitting: "Fitting the models",
  writing: "Valuing customers",
  done: "Done",
  stopped: "Stopped",
  failed: "Failed",
  tooFew: "Too few buyers",
};

export function isRunning(stage: ValueStage): boolean {
  return stage === "waiting" || stage === "reading" || stage === "fitting" || stage === "writing";
}

/** How far ahead values look. */
export const VALUE_MONTHS = 12;
/** With fewer people or fewer who came back, a fit says more about chance than about them. */
export const LEAST_BUYERS = 50;
export const LEAST_REPEATERS = 10;

/** What a run found; times are in weeks, money in minor units. */
export type ValueFit = {
  orders: BgNbdFit;
  /** Null where too few people have a positive amount to compare. */
  spend: GammaGammaFit | null;
  /** Mean amount of a day with an order, over everybody: stands in where `spend` is missing or has no mean. */
  meanSpendMinor: number;
  /** Different histories among the people. */
  histories: number;
  bars: RepeatBar[];
  /** How long the people have been followed, in weeks: mean and longest. */
  age: { mean: number; longest: number };
  fitMs: number;
};

export type ValueRun = {
  runId: string;
  stage: ValueStage;
  discount: number;
  by: string | null;
  at: Date;
  total: number;
  done: number;
  finishedAt: Date | null;
};

/** What people must know before they trust the figures; empty when the models hold. */
export function warningsOf({ orders, spend, age }: ValueFit): string[] {
  const warnings: string[] = [];
  if (!orders.isDropoutIdentified)
    warnings.push(
      `Whether people leave cannot be told from these orders: a model in which nobody ever leaves explains them as well (its log-likelihood is ${formatNumber(Math.max(0, orders.dropoutGain), 2)} lower, and 1.35 would be needed). Take P(active) as unknown; expected orders hold as long as people go on as they did.`,
    );
  else if (!orders.isSpreadIdentified)
    warnings.push(
      `People leave after about ${formatPercent(orders.a / (orders.a + orders.b), 0)} of their orders, but how much they differ in that cannot be told from these orders: P(active) is alike for people with the same rhythm.`,
    );
  if (!orders.isConverged)
    warnings.push("The fit of the orders did not settle. Values may move with the next run.");
  if (age.longest < 26)
    warnings.push(
      `The longest history is ${formatNumber(age.longest, 0)} weeks: twelve months ahead is more than twice what was seen.`,
    );
  if (!spend)
    warnings.push(
      "Too few people came back to compare their amounts: everybody is expected to spend the mean.",
    );
  else if (!spend.hasMean)
    warnings.push(
      "Amounts differ so much that the model has no mean: everybody is expected to spend the overall mean.",
    );
  if (spend && Math.abs(spend.correlation) > 0.3)
    warnings.push(
      `How often people buy and how much go together (correlation ${formatNumber(spend.correlation, 2)}); the model takes them for independent, so values at the ends are off.`,
    );
  return warnings;
}

export type SegmentValue = {
  segmentId: string;
  name: string;
  /** Members with a value; null where the role may not see so small a group. */
  people: number | null;
  sumMinor: number;
  meanMinor: number;
  meanActive: number;
  expectedOrders: number;
};

/** Upper edges of the bands of P(active), in percent. */
export const ACTIVE_BANDS = [20, 40, 60, 80, 100] as const;

/** "0–20 %". */
export function bandLabel(index: number): string {
  return `${formatNumber(ACTIVE_BANDS[index - 1] ?? 0)}–${formatPercent((ACTIVE_BANDS[index] ?? 100) / 100, 0)}`;
}

/** The fit in use: its run's moment, its discount a year, and what it found. */
export type FitInUse = { at: Date; discount: number; fit: ValueFit };

export type ValueState = { current: ValueRun | null; inUse: FitInUse | null };

export type GroupValue = {
  /** Null where the role may not see so small a group. */
  people: number | null;
  sumMinor: number;
  meanMinor: number;
  medianMinor: number;
  meanActive: number;
  expectedOrders: number;
  /** By P(active), in five bands; a band under the floor is hidden by null. */
  bands: { label: string; people: number | null; sumMinor: number }[];
};

export type CustomerValue = {
  chanceActive: number;
  expectedOrders: number;
  expectedValueMinor: number;
  /** What it rests on: repeats, days from the first to the last order day and to today, mean amount of repeats. */
  history: { repeats: number; recency: number; age: number; meanMinor: number } | null;
  inUse: FitInUse;
};
