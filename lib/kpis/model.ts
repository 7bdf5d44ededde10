import { z } from "zod";
import { addDays, isDay, startOfMonth } from "@/lib/days";
import { type Metric, TARGET_METRICS } from "./metric";

const Day = z.string().refine(isDay, "Enter a day as YYYY-MM-DD.");

/**
 * Whole calendar months, so that a target and the monthly figures always speak of the same days. That of a campaign runs
 * over the campaign's days, whatever days it is given.
 */
export const TargetInput = z
  .object({
    /** Null: everybody. */
    segmentId: z.uuid().nullable(),
    campaignId: z.uuid().nullish(),
    metric: z.enum(TARGET_METRICS as [Metric, ...Metric[]]),
    startOn: Day,
    endOn: Day,
    /** Money in minor units. */
    value: z
      .number()
      .positive("Enter a target above 0.")
      .max(1e14, "The target is too large. Check its decimal sign."),
  })
  .refine(({ segmentId, campaignId }) => !segmentId || !campaignId, {
    path: ["campaignId"],
    message: "A target is of a segment or of a campaign.",
  })
  .refine(({ startOn, campaignId }) => campaignId || startOn === startOfMonth(startOn), {
    path: ["startOn"],
    message: "A target starts on the first day of a month.",
  })
  .refine(({ endOn, campaignId }) => campaignId || addDays(endOn, 1) === startOfMonth(addDays(endOn, 1)), {
    path: ["endOn"],
    message: "A target ends on the last day of a month.",
  })
  .refine(({ startOn, endOn }) => startOn <= endOn, {
    path: ["endOn"],
    message: "The end lies before the start.",
  });
export type TargetInput = z.infer<typeof TargetInput>;

export const TargetRef = z.object({ targetId: z.uuid() });
export type TargetRef = z.infer<typeof TargetRef>;
