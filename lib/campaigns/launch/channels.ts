import { CHANNELS, type Channel } from "@/lib/customers/fields";
import type { CampaignChannel } from "../status";

/** The channels that decide who can be contacted: none when one of them (web, social, store) asks for no consent. */
export function decidingChannels(channels: readonly CampaignChannel[]): Channel[] {
  const withConsent = CHANNELS.filter((channel) => channels.includes(channel));
  return withConsent.length < channels.length ? [] : withConsent;
}
