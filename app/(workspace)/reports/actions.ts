"use server";

import { ReportInput, ReportRef, ReportUpdate } from "@/lib/reports/model";
import * as reports from "@/lib/reports/mutations";
import { action } from "@/lib/web/action";

export const createReport = action(ReportInput, reports.createReport);
export const changeReport = action(ReportUpdate, reports.changeReport);
export const removeReport = action(ReportRef, reports.removeReport);
export const restoreReport = action(ReportRef, reports.restoreReport);
