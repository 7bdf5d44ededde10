import type { Day } from "@/lib/days";
import type { FormulaUnit } from "../unit";
import type { FormulaProblem } from "./expression";

/** A KPI of the workspace's own. */
export type Formula = {
  id: string;
  name: string;
  formula: string;
  unit: FormulaUnit;
  polarity: "up" | "down";
  archivedAt: Date | null;
  who: string | null;
};

/** The value of a period in the unit of the KPI: money in minor units, a share between 0 and 1. */
export type FormulaPoint = { startOn: Day; value: number | null };

/** What the editor shows while a formula is written: its problems, or the last twelve months. */
export type FormulaPreview = { problems: FormulaProblem[]; points: FormulaPoint[] };

export type FormulaRow = Formula & FormulaPreview;

/** Names that the editor offers. */
export type UsableNames = { events: string[]; typed: string[] };
