import { z } from "zod";
import { FORMULA_UNITS } from "../unit";
import { MOST_SIGNS } from "./parse";

const Text = z.string().trim().min(1, "Write a formula.").max(MOST_SIGNS, `Use at most ${MOST_SIGNS} signs.`);

export const FormulaInput = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(60, "Use at most 60 characters."),
  formula: Text,
  unit: z.enum(FORMULA_UNITS),
  polarity: z.enum(["up", "down"]),
});
export type FormulaInput = z.infer<typeof FormulaInput>;

export const FormulaChange = FormulaInput.extend({ formulaId: z.uuid() });
export type FormulaChange = z.infer<typeof FormulaChange>;

export const FormulaRef = z.object({ formulaId: z.uuid() });
export type FormulaRef = z.infer<typeof FormulaRef>;

/** A formula as it is being written. */
export const FormulaDraft = z.object({ formula: z.string().max(4000), unit: z.enum(FORMULA_UNITS) });
export type FormulaDraft = z.infer<typeof FormulaDraft>;
