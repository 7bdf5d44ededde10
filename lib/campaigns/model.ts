import { z } from "zod";
import { isDay } from "@/lib/days";
import { GOAL_FIGURES } from "./goal";
import { STRATA } from "./launch/strata";
import { mergeProblem } from "./merge";
import { CAMPAIGN_CHANNELS, CAMPAIGN_STATUSES, JOURNEY_STAGES, REVIEW_VERDICTS } from "./status";

export const DayText = z.string().refine(isDay, "Enter a day as YYYY-MM-DD.");
const Text = (max: number) => z.string().trim().max(max, `Use at most ${max} characters.`);
const Money = z
  .number("Enter an amount, such as 1500.")
  .int()
  .nonnegative("Enter an amount of 0 or more.")
  .max(1e13);

/** Only pages of the web: an address is shown as a link that people click. */
const WebAddress = z
  .url({
    protocol: /^https?$/,
    hostname: z.regexes.domain,
    error: "Enter a web address that begins with https://.",
  })
  .max(2000);
export const Links = z
  .array(z.object({ label: Text(120).min(1, "Give the link a name."), url: WebAddress }))
  .max(20, "Keep at most 20 links.");

const Variant = z
  .object({
    id: z.uuid(),
    name: Text(60).min(1, "Give the variant a name."),
    channel: z.enum(CAMPAIGN_CHANNELS).nullable(),
    offer: Text(2000),
    message: Text(8000),
  })
  .superRefine(({ name, offer, message }, context) => {
    const problems = [
      mergeProblem(`Offer of “${name}”`, offer),
      mergeProblem(`Message of “${name}”`, message),
    ];
    if (/\{\{\s*offer\b/.test(offer)) problems.push(`Offer of “${name}”: an offer cannot hold itself.`);
    for (const problem of problems) if (problem) context.addIssue({ code: "custom", message: problem });
  });
const Variants = z
  .array(Variant)
  .max(12, "Keep at most 12 variants.")
  .refine((all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length, {
    message: "Two variants have the same name.",
  });

const Goals = z
  .array(
    z.object({
      figure: z.enum(GOAL_FIGURES),
      value: z.number().positive("Enter a target above 0.").max(1e13),
    }),
  )
  .refine((all) => new Set(all.map(({ figure }) => figure)).size === all.length, {
    message: "A figure has one target.",
  });

const brief = {
  name: Text(120).min(1, "Give the campaign a name."),
  objective: Text(2000),
  journeyStage: z.enum(JOURNEY_STAGES),
  channels: z.array(z.enum(CAMPAIGN_CHANNELS)).max(CAMPAIGN_CHANNELS.length),
  ownerId: z.uuid().nullable(),
  personaId: z.uuid().nullable(),
  segmentIds: z.array(z.uuid()).max(20, "Choose at most 20 segments."),
  variants: Variants,
  links: Links,
  goals: Goals,
  /** The name of an event that treated and held out are compared by besides orders. */
  goalEvent: Text(200).nullable(),
  /** Minor units of the workspace's currency. */
  budgetMinor: Money.nullable(),
  startOn: DayText,
  endOn: DayText,
  /** Percent of the audience that is held out. */
  controlShare: z.number().int().min(0).max(50, "Hold out at most 50 %."),
  /** By what the split is balanced. */
  stratifyBy: z.array(z.enum(STRATA)).max(3, "Balance by at most three."),
};

export const CampaignInput = z
  .object({
    ...brief,
    objective: brief.objective.default(""),
    channels: brief.channels.default([]),
    ownerId: brief.ownerId.default(null),
    personaId: brief.personaId.default(null),
    segmentIds: brief.segmentIds.default([]),
    variants: brief.variants.default([]),
    links: brief.links.default([]),
    goals: brief.goals.default([]),
    goalEvent: brief.goalEvent.default(null),
    budgetMinor: brief.budgetMinor.default(null),
    controlShare: brief.controlShare.default(0),
    stratifyBy: brief.stratifyBy.default([]),
  })
  .refine(({ startOn, endOn }) => startOn <= endOn, {
    path: ["endOn"],
    message: "The end lies before the start.",
  });
export type CampaignInput = z.infer<typeof CampaignInput>;

/** Only what changes; `version` is the one the change was made on. */
export const CampaignChange = z.object({
  campaignId: z.uuid(),
  version: z.number().int().positive(),
  changes: z.object(brief).partial(),
});
export type CampaignChange = z.infer<typeof CampaignChange>;

export const StatusChange = z.object({
  campaignId: z.uuid(),
  version: z.number().int().positive(),
  to: z.enum(CAMPAIGN_STATUSES),
});
export type StatusChange = z.infer<typeof StatusChange>;

/** The person after whom the preview goes on. */
export const PreviewAfter = z.uuid().optional();

export const Review = z
  .object({
    campaignId: z.uuid(),
    version: z.number().int().positive(),
    verdict: z.enum(REVIEW_VERDICTS),
    comment: Text(2000).default(""),
  })
  .refine(({ verdict, comment }) => verdict === "approved" || comment !== "", {
    path: ["comment"],
    message: "Say what has to change.",
  });
export type Review = z.infer<typeof Review>;

/** Takes the newest version of a target segment before the launch. */
export const Retargeting = z.object({
  campaignId: z.uuid(),
  version: z.number().int().positive(),
  segmentId: z.uuid(),
});
export type Retargeting = z.infer<typeof Retargeting>;

export const CAMPAIGN_SORTS = ["name", "status", "start", "end", "owner", "progress"] as const;

export const CampaignFilters = z.object({
  /** Empty: every status but archived. */
  statuses: z.array(z.enum(CAMPAIGN_STATUSES)).default([]),
  segmentId: z.uuid().optional(),
  personaId: z.uuid().optional(),
  /** A member's id, or "none". */
  ownerId: z.union([z.uuid(), z.literal("none")]).optional(),
  channel: z.enum(CAMPAIGN_CHANNELS).optional(),
  search: z.string().trim().max(120).optional(),
  /** Only campaigns that run on a day from `from` to `to`, both inclusive. */
  from: DayText.optional(),
  to: DayText.optional(),
});
export type CampaignFilters = z.infer<typeof CampaignFilters>;

export const CampaignListing = CampaignFilters.extend({
  sort: z.enum(CAMPAIGN_SORTS).default("start"),
  isDescending: z.boolean().default(false),
});
export type CampaignListing = z.infer<typeof CampaignListing>;
