import type { Channel } from "@/lib/customers/fields";
import { decidingChannels } from "../launch/channels";
import type { CampaignChannel } from "../status";
import { type Combination, WORD_BITS } from "./combination";

/** What reaches people: the members of a segment ("segment 12"), or the frozen "audience" or "control" of a campaign. */
export type Source = `segment ${number}` | `audience ${string}` | `control ${string}`;

/** Whom one reaches: everybody in its sources, who may be contacted by these channels; null where a launch decided that. */
export type Reacher = { sources: Source[]; channels: Channel[] | null };

export type ReachingCampaign = {
  id: string;
  isLaunched: boolean;
  channels: readonly CampaignChannel[];
  /** It keeps its place, and nobody is asked whom it reached. */
  isPast?: boolean;
};

/** A launched campaign reaches its frozen audience, another one those of its segments who may be contacted as they stand. */
export function reacherOf(campaign: ReachingCampaign, segmentNos: readonly number[]): Reacher {
  if (campaign.isPast) return { sources: [], channels: null };
  return campaign.isLaunched
    ? { sources: [`audience ${campaign.id}`], channels: null }
    : {
        sources: segmentNos.map((no): Source => `segment ${no}`),
        channels: decidingChannels(campaign.channels),
      };
}

/** What is counted: everybody in at least one source, by the sources they are in and the sets of channels that they allow. */
export type ReachScope = { sources: Source[]; consents: Channel[][] };
/** `people` who are in exactly the sources of these bits, in words of 62, and allow exactly the sets of the bits of `may`. */
export type ReachRow = { words: string[]; may: string; people: number };
export type Reach = ReachScope & { rows: ReachRow[] };

const setKey = (channels: readonly Channel[]) => channels.join(" ");

export function scopeOf(reachers: readonly Reacher[]): ReachScope {
  const consents = reachers.flatMap(({ channels }) => (channels ? [channels] : []));
  return {
    sources: [...new Set(reachers.flatMap(({ sources }) => sources))].sort(),
    consents: [...new Map(consents.map((set) => [setKey(set), set])).values()],
  };
}

/** Whether everything that `wanted` asks for was counted. */
export function covers(reach: ReachScope, wanted: ReachScope): boolean {
  const sources = new Set(reach.sources);
  const sets = new Set(reach.consents.map(setKey));
  return (
    wanted.sources.every((source) => sources.has(source)) &&
    wanted.consents.every((set) => sets.has(setKey(set)))
  );
}

/** From whom the sources hold to whom the reachers reach, by their places in the list. Whom nobody reaches is left out. */
export function combinationsOf(reach: Reach, reachers: readonly Reacher[]): Combination[] {
  const placeOf = new Map(reach.sources.map((source, place) => [source, place]));
  const sets = reach.consents.map(setKey);
  const masks = reachers.map(({ sources, channels }) => {
    const words: bigint[] = [];
    for (const source of sources) {
      const place = placeOf.get(source);
      if (place === undefined) continue;
      const word = Math.floor(place / WORD_BITS);
      words[word] = (words[word] ?? 0n) | (1n << BigInt(place % WORD_BITS));
    }
    return { words, may: channels === null ? null : 1n << BigInt(sets.indexOf(setKey(channels))) };
  });
  const found = new Map<string, Combination>();
  for (const row of reach.rows) {
    const words = row.words.map(BigInt);
    const may = BigInt(row.may);
    const places = masks.flatMap((mask, place) =>
      (mask.may === null || may & mask.may) && words.some((word, at) => word & (mask.words[at] ?? 0n))
        ? [place]
        : [],
    );
    if (places.length === 0) continue;
    const key = places.join();
    const known = found.get(key);
    if (known) known.people += row.people;
    else found.set(key, { places, people: row.people });
  }
  return [...found.values()];
}
