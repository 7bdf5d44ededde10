export const CAMPAIGN_STATUSES = ["draft", "planned", "running", "paused", "finished", "archived"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Nothing of its plan can change any more. */
export function isOver(status: CampaignStatus | null): boolean {
  return status === "finished" || status === "archived";
}

export const STATUS_LABEL: Record<CampaignStatus, string> = {
  draft: "Draft",
  planned: "Planned",
  running: "Running",
  paused: "Paused",
  finished: "Finished",
  archived: "Archived",
};

/** What a manager says about a planned campaign. */
export const REVIEW_VERDICTS = ["approved", "sent back"] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

export const JOURNEY_STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"] as const;
export type JourneyStage = (typeof JOURNEY_STAGES)[number];
export const STAGE_LABEL: Record<JourneyStage, string> = {
  awareness: "Awareness",
  consideration: "Consideration",
  purchase: "Purchase",
  retention: "Retention",
  advocacy: "Advocacy",
};

export const CAMPAIGN_CHANNELS = ["email", "sms", "phone", "post", "ads", "social", "web", "store"] as const;
export type CampaignChannel = (typeof CAMPAIGN_CHANNELS)[number];
export const CAMPAIGN_CHANNEL_LABEL: Record<CampaignChannel, string> = {
  email: "E-mail",
  sms: "SMS",
  phone: "Phone",
  post: "Post",
  ads: "Ads",
  social: "Social",
  web: "Web",
  store: "Store",
};

export const DEPENDENCY_TYPES = ["FS", "SS", "FF", "SF"] as const;
export type DependencyType = (typeof DEPENDENCY_TYPES)[number];
export const DEPENDENCY_LABEL: Record<DependencyType, string> = {
  FS: "Start after it ends",
  SS: "Start after it starts",
  FF: "End after it ends",
  SF: "End after it starts",
};

/** A plan item is a tactic (work over days) or a milestone (one day). */
export const PLAN_ITEM_KINDS = ["tactic", "milestone"] as const;
export type PlanItemKind = (typeof PLAN_ITEM_KINDS)[number];
