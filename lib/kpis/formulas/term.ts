import { METRIC_KEYS, METRICS, type Metric, metricValue } from "../metric";
import type { Tally } from "../tally";

type Term = { name: string; label: string; isMoney: boolean; read: (tally: Tally) => number | null };

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "");

const ofMetric = (metric: Metric): Term => ({
  name: metric,
  label: METRICS[metric].label,
  isMoney: METRICS[metric].unit === "money",
  read: (tally) => metricValue(metric, tally),
});

/** Counts that the catalogue's rates are made of, and that are no figure of their own there. */
const COUNTS = {
  bounced: "Bounced",
  opened: "Unique opens",
  clicked: "Unique clicks",
  unsubscribed: "Unsubscribes",
  complained: "Complaints",
  present: "Members at any time of the period",
} as const satisfies Partial<Record<keyof Tally, string>>;

/** Figures that have a value in each period and may stand in a formula. */
export const TERMS: readonly Term[] = [
  ...METRIC_KEYS.filter((metric) => METRICS[metric].adding !== "now").map(ofMetric),
  ...(Object.keys(COUNTS) as (keyof typeof COUNTS)[]).map((name) => ({
    ...{ name, label: COUNTS[name], isMoney: false },
    read: (tally: Tally) => tally[name],
  })),
];

const BY_NAME = new Map(
  TERMS.flatMap((term) => [
    [plain(term.label), term],
    [plain(term.name), term],
  ]),
);

/** The figure of this name, whatever its case: "members", "conversionRate" or "Conversion rate". */
export function termOf(name: string): Term | null {
  return BY_NAME.get(plain(name)) ?? null;
}

/** A figure that is known of today only, and so of no period. */
export function isOfToday(name: string): boolean {
  return METRIC_KEYS.some(
    (metric) =>
      METRICS[metric].adding === "now" &&
      (plain(metric) === plain(name) || plain(METRICS[metric].label) === plain(name)),
  );
}
