"use server";

import { TargetInput, TargetRef } from "@/lib/kpis/model";
import * as kpis from "@/lib/kpis/mutations";
import { ValueRequest, ValueRunRef } from "@/lib/value/model";
import * as value from "@/lib/value/mutations";
import { action } from "@/lib/web/action";

export const setTarget = action(TargetInput, kpis.setTarget);
export const removeTarget = action(TargetRef, kpis.removeTarget);
export const requestValues = action(ValueRequest, value.requestValues);
export const stopValues = action(ValueRunRef, value.stopValues);
