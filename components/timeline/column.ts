export const COLUMNS = ["none", "slack", "baseline"] as const;
/** A figure of each bar beside its name. */
export type Column = (typeof COLUMNS)[number];

export const COLUMN_WORDS: Record<Column, string> = {
  none: "None",
  slack: "Slack",
  baseline: "Baseline ±",
};
