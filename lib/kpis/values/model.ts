import { z } from "zod";
import { isDay } from "@/lib/days";
import { DAY_READINGS } from "./paste";

const Day = z.string().refine(isDay, "Enter a day.");
const Channel = z.string().trim().toLowerCase().max(40, "Use at most 40 characters.").default("");

/** One value as it is typed; how its text is read follows from the figure. */
export const ValueInput = z
  .object({
    figure: z.string().trim().min(1, "Say which figure it is.").max(60, "Use at most 60 characters."),
    day: Day,
    value: z.string().trim().min(1, "Enter a value.").max(40),
    channel: Channel,
    segmentId: z.uuid().nullable().default(null),
    campaignId: z.uuid().nullable().default(null),
  })
  .refine(({ segmentId, campaignId }) => segmentId === null || campaignId === null, {
    path: ["segmentId"],
    message: "Choose a segment or a campaign, not both.",
  });
export type ValueInput = z.infer<typeof ValueInput>;

/** A table as it was pasted; without `days` and `decimal` both follow from what it holds. */
export const PasteInput = z.object({
  text: z.string().min(1, "Paste a table first.").max(600_000, "Paste it in several parts."),
  days: z.enum(DAY_READINGS).optional(),
  decimal: z.enum([".", ","]).optional(),
});
export type PasteInput = z.infer<typeof PasteInput>;

export const ValueRef = z.object({ valueId: z.uuid() });
export type ValueRef = z.infer<typeof ValueRef>;

export const BatchRef = z.object({ batchId: z.uuid() });
export type BatchRef = z.infer<typeof BatchRef>;

/** The query string of the list; what cannot be read counts as left out. */
export const ValueQuery = z.object({
  show: z.literal("history").optional().catch(undefined),
  figure: z.string().max(60).optional().catch(undefined),
  channel: z.string().max(40).optional().catch(undefined),
  /** "all": values of everybody. */
  segment: z
    .union([z.uuid(), z.literal("all")])
    .optional()
    .catch(undefined),
  campaign: z.uuid().optional().catch(undefined),
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  /** The last row of the page before. */
  before: z.templateLiteral([z.iso.date(), "~", z.uuid()]).optional().catch(undefined),
});
export type ValueQuery = z.infer<typeof ValueQuery>;
