import type { CampaignChannel } from "@/lib/campaigns/status";

/** What a message tells. */
export const DELIVERY_KINDS = [
  "segment.entered",
  "segment.left",
  "campaign.launched",
  "webhook.test",
] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** `waiting`: not tried yet, or to be tried again; `failed`: given up. */
export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What came of a call. `code` is null when nothing answered; `error` says why it did not succeed. */
export type Answer = { code: number | null; durationMs: number; excerpt: string; error: string | null };

/** A launch as it was at its moment: what every page of its audience repeats. */
export type LaunchFacts = {
  campaign: { id: string; name: string; startOn: string; endOn: string; channels: CampaignChannel[] };
  segments: { id: string; name: string; version: number }[];
  variants: { id: string; name: string; channel: CampaignChannel | null }[];
  counts: { treated: number; control: number; leftOut: number };
};
/** `index` counts from 1. */
export type LaunchPage = LaunchFacts & { page: { index: number; total: number } };
