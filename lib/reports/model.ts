import { z } from "zod";
import { isDay } from "@/lib/days";
import { REPORT_PERIODS, REPORT_SECTIONS } from "./report";

const Ids = z
  .array(z.uuid())
  .max(100, "At most 100 of them.")
  .transform((ids) => [...new Set(ids)]);

export const ReportInput = z.object({
  name: z.string().trim().min(1, "Give the report a name.").max(80, "At most 80 characters."),
  period: z.enum(REPORT_PERIODS),
  sections: z.array(z.enum(REPORT_SECTIONS)).min(1, "Choose at least one part."),
  segmentIds: Ids,
  campaignIds: Ids,
  recipientIds: Ids,
});
export type ReportInput = z.infer<typeof ReportInput>;

/** `updatedAt` is the one that was edited: if someone saved since, the write is refused. */
export const ReportUpdate = ReportInput.extend({ reportId: z.uuid(), updatedAt: z.coerce.date() });
export type ReportUpdate = z.infer<typeof ReportUpdate>;

export const ReportRef = z.object({ reportId: z.uuid() });
export type ReportRef = z.infer<typeof ReportRef>;

/** A report and the period that a day lies in; the last one that is over without a day. */
export const ReportAsked = z.object({
  reportId: z.uuid(),
  on: z.string().refine(isDay, "Choose a day.").optional().catch(undefined),
});
export type ReportAsked = z.infer<typeof ReportAsked>;
