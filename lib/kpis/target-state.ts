export const TARGET_STATES = ["not started", "met", "on track", "at risk", "off", "missed"] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** At least this share of what should be there by now is "on track"; below AT_RISK it is "off". */
export const ON_TRACK = 0.97;
export const AT_RISK = 0.85;

/** Whose target it is: “Regulars” or all customers. */
export function targetOwner({
  segmentName,
  campaign,
}: {
  segmentName: string | null;
  campaign: { name: string } | null;
}): string {
  const name = segmentName ?? campaign?.name;
  return name ? `“${name}”` : "all customers";
}

/** Where a target is read and changed: with its segment, its campaign, or all customers. */
export function targetHref({
  segmentId,
  campaign,
}: {
  segmentId: string | null;
  campaign: { id: string } | null;
}): string {
  if (campaign) return `/campaigns/${campaign.id}/kpis`;
  return segmentId ? `/segments/${segmentId}/kpis` : "/kpis";
}
