import type { Formula } from "./formulas/formula";
import { isCount, isSum, METRICS, type Metric, metricValue } from "./metric";
import type { Period } from "./series/period";
import type { Unit } from "./unit";

/** A figure of the catalogue or a KPI of the workspace's own, as a screen shows either by period. */
export type Measure = {
  label: string;
  unit: Unit;
  polarity: "up" | "down";
  /** Whether its periods add up. */
  isSum: boolean;
  /** An amount is drawn from zero; a rate may start elsewhere. */
  isAmount: boolean;
  facts: { formula: string; numerator?: string; denominator?: string; source: string };
  /** Null where it is not known, or divides by 0. */
  valueOf: (period: Pick<Period, "tally" | "own">) => number | null;
};

/** A figure of the catalogue. */
export function metricMeasure(metric: Metric): Measure {
  const { label, unit, polarity, formula, numerator, denominator, source } = METRICS[metric];
  return {
    ...{ label, unit, polarity, isSum: isSum(metric), isAmount: isCount(metric) },
    facts: { formula, numerator, denominator, source },
    valueOf: ({ tally }) => metricValue(metric, tally),
  };
}

/** A KPI of the workspace's own, as listFormulaPeriods counts it. */
export function formulaMeasure({ name, unit, polarity, formula }: Formula): Measure {
  return {
    ...{ label: name, unit, polarity, isSum: false, isAmount: unit === "count" },
    facts: { formula, source: "a KPI of the workspace’s own" },
    valueOf: ({ own }) => own ?? null,
  };
}
