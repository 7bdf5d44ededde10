"use server";

import { TargetInput, TargetRef } from "@/lib/kpis/model";
import * as kpis from "@/lib/kpis/mutations";
import { action } from "@/lib/web/action";

export const setTarget = action(TargetInput, kpis.setTarget);
export const removeTarget = action(TargetRef, kpis.removeTarget);
