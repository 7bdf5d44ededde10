import { z } from "zod";
import { DayText, Links } from "../model";
import { CAMPAIGN_CHANNELS, DEPENDENCY_TYPES, PLAN_ITEM_KINDS } from "../status";

const Version = z.number().int().positive();
const item = {
  name: z.string().trim().min(1, "Give it a name.").max(160, "Use at most 160 characters."),
  channel: z.enum(CAMPAIGN_CHANNELS).nullable(),
  assigneeId: z.uuid().nullable(),
  startOn: DayText,
  endOn: DayText,
  hours: z.number().int().min(0).max(2000, "Use at most 2 000 hours."),
  /** Percent. 100 means finished. */
  progress: z.number().int().min(0).max(100),
  /** It stays where it was put: scheduling passes it over. */
  isByHand: z.boolean(),
  checklist: z
    .array(
      z.object({
        id: z.uuid(),
        text: z.string().trim().min(1, "Say what has to be done.").max(200, "Use at most 200 characters."),
        isDone: z.boolean(),
      }),
    )
    .max(50, "Keep at most 50 points."),
  links: Links,
};
const inOrder = {
  test: ({ startOn, endOn }: { startOn: string; endOn: string }) => startOn <= endOn,
  words: { path: ["endOn"], message: "The end lies before the start." },
};

/** Points and links are given to an item that exists. A milestone has one day: its end is taken as its start. */
export const PlanItemInput = z
  .object({
    ...item,
    campaignId: z.uuid(),
    kind: z.enum(PLAN_ITEM_KINDS),
    channel: item.channel.default(null),
    assigneeId: item.assigneeId.default(null),
    hours: item.hours.default(0),
    progress: item.progress.default(0),
    isByHand: item.isByHand.default(false),
  })
  .omit({ checklist: true, links: true })
  .refine(inOrder.test, inOrder.words);
export type PlanItemInput = z.infer<typeof PlanItemInput>;

export const PlanItemChange = z.object({
  itemId: z.uuid(),
  version: Version,
  changes: z.object(item).partial(),
});
export type PlanItemChange = z.infer<typeof PlanItemChange>;

export const PlanItemRef = z.object({ itemId: z.uuid() });
export type PlanItemRef = z.infer<typeof PlanItemRef>;

const link = {
  fromCampaignId: z.uuid(),
  fromItemId: z.uuid().nullable(),
  toCampaignId: z.uuid(),
  toItemId: z.uuid().nullable(),
  type: z.enum(DEPENDENCY_TYPES),
  lagDays: z.number().int().min(-365).max(365),
};

/** What a removed item was, enough to put it back. */
export const RemovedPlanItem = z.object({
  item: z.object({
    ...item,
    isByHand: item.isByHand.default(false),
    checklist: item.checklist.default([]),
    links: item.links.default([]),
    id: z.uuid(),
    campaignId: z.uuid(),
    kind: z.enum(PLAN_ITEM_KINDS),
    position: z.number().int(),
  }),
  links: z.array(z.object({ ...link, id: z.uuid() })).max(500),
});
export type RemovedPlanItem = z.infer<typeof RemovedPlanItem>;

/** `fromId` and `toId` name a campaign, a tactic or a milestone; the second waits for the first. */
export const DependencyInput = z.object({
  /** Given by a caller that has to know it beforehand, to undo what is still on its way. */
  id: z.uuid().optional(),
  fromId: z.uuid(),
  toId: z.uuid(),
  type: link.type.default("FS"),
  lagDays: link.lagDays.default(0),
});
export type DependencyInput = z.infer<typeof DependencyInput>;

export const DependencyRef = z.object({ dependencyId: z.uuid() });
export type DependencyRef = z.infer<typeof DependencyRef>;

export const TacticAssignment = z.object({
  itemId: z.uuid(),
  toUserId: z.uuid().nullable(),
  note: z.string().trim().max(500).default(""),
});
export type TacticAssignment = z.infer<typeof TacticAssignment>;

/** `progress` is where it goes back to. */
export const TacticReopening = z.object({
  itemId: z.uuid(),
  progress: z.number().int().min(0).max(99).default(0),
});
export type TacticReopening = z.infer<typeof TacticReopening>;
