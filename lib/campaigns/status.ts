export const CAMPAIGN_STATUSES = ["draft", "planned", "running", "paused", "finished", "archived"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Which status may follow which; a step in APPROVAL needs "campaigns:approve". */
export const NEXT_STATUS: Record<CampaignStatus, readonly CampaignStatus[]> = {
  draft: ["planned", "archived"],
  planned: ["running", "draft", "archived"],
  running: ["paused", "finished"],
  paused: ["running", "finished"],
  finished: ["archived"],
  archived: ["draft"],
};
export const NEEDS_APPROVAL: readonly CampaignStatus[] = ["running"];

export const JOURNEY_STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"] as const;
export type JourneyStage = (typeof JOURNEY_STAGES)[number];

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

/** A plan item is a tactic (work over days) or a milestone (one day). */
export const PLAN_ITEM_KINDS = ["tactic", "milestone"] as const;
export type PlanItemKind = (typeof PLAN_ITEM_KINDS)[number];
