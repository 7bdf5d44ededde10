import type { CampaignChannel } from "../status";

/** Variants of one channel are alternatives: a person gets one of them. */
export type VariantGroup = { channel: CampaignChannel | null; ids: string[] };

/** The variants by channel, in the order of the brief; those for every channel are a group of their own. */
export function variantGroups(
  variants: readonly { id: string; channel: CampaignChannel | null }[],
): VariantGroup[] {
  const groups = new Map<CampaignChannel | null, string[]>();
  for (const { id, channel } of variants) groups.set(channel, [...(groups.get(channel) ?? []), id]);
  return [...groups].map(([channel, ids]) => ({ channel, ids }));
}
