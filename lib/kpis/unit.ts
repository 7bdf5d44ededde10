export type Unit = "people" | "money" | "count" | "share" | "ratio";

/** Beside a figure: what its number is a number of. */
export const UNIT_LABEL: Record<Unit, string> = {
  people: "people",
  money: "money, in the workspace’s currency",
  count: "a count",
  share: "percent",
  ratio: "a plain number",
};

/** What a KPI of the workspace's own is shown in. Money is minor units; a share 1 is 100 %. */
export const FORMULA_UNITS = ["count", "money", "share", "ratio"] as const satisfies readonly Unit[];
export type FormulaUnit = (typeof FORMULA_UNITS)[number];
export const FORMULA_UNIT_LABEL: Record<FormulaUnit, string> = {
  count: "A number",
  money: "Money",
  share: "A percentage",
  ratio: "A ratio, such as 4.2",
};
