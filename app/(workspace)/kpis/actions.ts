"use server";

import { FormulaChange, FormulaInput, FormulaRef } from "@/lib/kpis/formulas/model";
import * as formulas from "@/lib/kpis/formulas/mutations";
import { TargetInput, TargetRef } from "@/lib/kpis/model";
import * as kpis from "@/lib/kpis/mutations";
import { BatchRef, PasteInput, ValueInput, ValueRef } from "@/lib/kpis/values/model";
import * as values from "@/lib/kpis/values/mutations";
import { ValueRequest, ValueRunRef } from "@/lib/value/model";
import * as value from "@/lib/value/mutations";
import { action } from "@/lib/web/action";

export const setTarget = action(TargetInput, kpis.setTarget);
export const removeTarget = action(TargetRef, kpis.removeTarget);
export const requestValues = action(ValueRequest, value.requestValues);
export const stopValues = action(ValueRunRef, value.stopValues);
export const typeValue = action(ValueInput, values.typeValue);
export const pasteValues = action(PasteInput, values.pasteValues);
export const removeValue = action(ValueRef, values.removeValue);
export const undoValues = action(BatchRef, values.undoValues);
export const defineFormula = action(FormulaInput, formulas.defineFormula);
export const changeFormula = action(FormulaChange, formulas.changeFormula);
export const archiveFormula = action(FormulaRef, formulas.archiveFormula);
export const restoreFormula = action(FormulaRef, formulas.restoreFormula);
