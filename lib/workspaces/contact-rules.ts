import type { CampaignChannel } from "@/lib/campaigns/status";

/** At most `cap` contacts of one person by the channel within `days`, the last day included. */
export type ContactRule = { channel: CampaignChannel; cap: number; days: number };
