import { BUYING_LABEL } from "@/lib/customers/customer";
import { CHANNEL_LABEL, type Channel, type ConsentState } from "@/lib/customers/fields";
import type { CustomerFilters } from "@/lib/customers/model";
import type { FilterParam } from "./address";

/** A channel inside a sentence: "e-mail", "SMS". */
export function channelWord(channel: Channel): string {
  return channel === "sms" ? CHANNEL_LABEL.sms : CHANNEL_LABEL[channel].toLowerCase();
}

/** "opted in to e-mail", "opted out of SMS", "were not asked about post". */
export function consentWords(channel: Channel, status: ConsentState): string {
  const word = channelWord(channel);
  if (status === "in") return `opted in to ${word}`;
  return status === "out" ? `opted out of ${word}` : `were not asked about ${word}`;
}

export type NamedFilter = { param: FilterParam; name: string; value: string };

/** The filters that narrow the list now, in words: Search “ana”, Country LV. */
export function filterNames(
  { search, segmentId, country, consent, stage }: CustomerFilters,
  segments: readonly { id: string; name: string }[],
): NamedFilter[] {
  const [channel, status] = (consent?.split(":") ?? []) as [Channel?, ConsentState?];
  const segment = segments.find(({ id }) => id === segmentId);
  const all: (NamedFilter | undefined)[] = [
    search ? { param: "q", name: "Search", value: `“${search}”` } : undefined,
    segmentId ? { param: "segment", name: "Segment", value: segment?.name ?? "one that is gone" } : undefined,
    country ? { param: "country", name: "Country", value: country } : undefined,
    channel && status
      ? { param: "consent", name: "Consent", value: consentWords(channel, status) }
      : undefined,
    stage ? { param: "stage", name: "Orders", value: BUYING_LABEL[stage] } : undefined,
  ];
  return all.filter((filter) => filter !== undefined);
}
