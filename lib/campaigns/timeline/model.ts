import { z } from "zod";
import { PLAN_KINDS } from "@/lib/timeline/plan";
import { DayText } from "../model";

/** Of one campaign, or of all. */
export const ProblemsOf = z.object({ campaignId: z.uuid().optional() });
export type ProblemsOf = z.infer<typeof ProblemsOf>;

/** New days of campaigns, tactics and milestones: one step of a person, however many bars it moves. */
export const TimelineMove = z.object({
  changes: z
    .array(
      z
        .object({
          kind: z.enum(PLAN_KINDS),
          id: z.uuid(),
          startOn: DayText,
          endOn: DayText,
          expectedVersion: z.number().int().positive(),
        })
        .refine(({ startOn, endOn }) => startOn <= endOn, {
          path: ["endOn"],
          message: "The end lies before the start.",
        }),
    )
    .min(1)
    .max(5000)
    .refine((changes) => new Set(changes.map((change) => change.id)).size === changes.length, {
      message: "Each bar can move once.",
    }),
});
export type TimelineMove = z.infer<typeof TimelineMove>;
