import { z } from "zod";
import { DayText } from "../model";
import { CAMPAIGN_CHANNELS, DEPENDENCY_TYPES, PLAN_ITEM_KINDS } from "../status";

/** Tactics and milestones that the timeline made, under ids that it gave them, with dependencies among them. */
export const NewParts = z.object({
  parts: z
    .array(
      z
        .object({
          id: z.uuid(),
          campaignId: z.uuid(),
          kind: z.enum(PLAN_ITEM_KINDS),
          name: z.string().trim().min(1, "Give it a name.").max(160, "Use at most 160 characters."),
          channel: z.enum(CAMPAIGN_CHANNELS).nullable(),
          assigneeId: z.uuid().nullable(),
          startOn: DayText,
          endOn: DayText,
          hours: z.number().int().min(0).max(2000),
          isByHand: z.boolean(),
          /** The part that it is a copy of: its checklist and links come along, nothing of them done. */
          copyOf: z.uuid().optional(),
        })
        .refine(({ startOn, endOn }) => startOn <= endOn, {
          path: ["endOn"],
          message: "The end lies before the start.",
        }),
    )
    .min(1)
    .max(1000)
    .refine((parts) => new Set(parts.map(({ id }) => id)).size === parts.length, {
      message: "Each part needs an id of its own.",
    }),
  links: z
    .array(
      z.object({
        id: z.uuid(),
        fromId: z.uuid(),
        toId: z.uuid(),
        type: z.enum(DEPENDENCY_TYPES),
        lagDays: z.number().int().min(-365).max(365),
      }),
    )
    .max(5000),
});
export type NewParts = z.infer<typeof NewParts>;

export const PartRefs = z.object({
  parts: z
    .array(z.object({ itemId: z.uuid(), expectedVersion: z.number().int().positive() }))
    .min(1)
    .max(1000),
});
export type PartRefs = z.infer<typeof PartRefs>;
