import { addDays, type Day, formatDay, formatDayRange } from "@/lib/days";
import { formatCount } from "@/lib/format";
import type { PlanItem } from "@/lib/timeline/plan";
import type { Combination } from "../overlap/combination";
import { CAMPAIGN_CHANNEL_LABEL, type CampaignChannel } from "../status";
import type { ContactRule, FoundConflict, LiveCampaign } from "./conflict";

export const sharesDays = (a: { startOn: Day; endOn: Day }, b: { startOn: Day; endOn: Day }): boolean =>
  a.startOn <= b.endOn && b.startOn <= a.endOn;
/** A paused campaign speaks to nobody until it is resumed. */
const speaks = ({ status }: LiveCampaign) => status !== "paused";
const sharesChannel = (a: LiveCampaign, b: LiveCampaign) =>
  a.channels.some((channel) => b.channels.includes(channel));

/** Whether a campaign that is not launched would leave out whom the other one reaches, once they share a day. */
function wouldGiveWay(campaign: LiveCampaign, other: LiveCampaign): boolean {
  if (campaign.isLaunched || campaign.id === other.id) return false;
  if (campaign.excludes.includes(other.id)) return true;
  return campaign.isYielding && !other.isYielding && sharesChannel(campaign, other);
}

/** Whether a campaign that is not launched leaves out whom the other one reaches. */
export const givesWay = (campaign: LiveCampaign, other: LiveCampaign): boolean =>
  sharesDays(campaign, other) && wouldGiveWay(campaign, other);

/** The combinations as they will be: without the campaigns that leave a person to another one. */
export function afterExclusions(
  combinations: readonly Combination[],
  campaigns: readonly LiveCampaign[],
): Combination[] {
  const yields = campaigns.map((campaign) =>
    campaigns.flatMap((other, place) => (givesWay(campaign, other) ? [place] : [])),
  );
  return combinations.map(({ places, people }) => ({
    people,
    places: places.filter((place) => !yields[place]?.some((other) => places.includes(other))),
  }));
}

/** How many people each two campaigns share, by their places, the lower first; pairs without anybody are left out. */
export function pairCounts(combinations: readonly Combination[]): { a: number; b: number; people: number }[] {
  const count = combinations.reduce((most, { places }) => Math.max(most, 1 + (places.at(-1) ?? -1)), 0);
  const counts = new Array<number>(count * count).fill(0);
  for (const { places, people } of combinations)
    for (const a of places)
      for (const b of places) if (a < b) counts[a * count + b] = (counts[a * count + b] ?? 0) + people;
  return counts.flatMap((people, at) =>
    people > 0 ? [{ a: Math.floor(at / count), b: at % count, people }] : [],
  );
}

/**
 * Pairs that would reach the same people by a shared channel if their days met. A third campaign to which one of them
 * leaves people counts as its days are.
 */
export function findShared(
  combinations: readonly Combination[],
  campaigns: readonly LiveCampaign[],
): { a: number; b: number; people: number }[] {
  return pairCounts(combinations).filter((pair) => {
    const [a, b] = [campaigns[pair.a], campaigns[pair.b]];
    return (
      a && b && speaks(a) && speaks(b) && sharesChannel(a, b) && !wouldGiveWay(a, b) && !wouldGiveWay(b, a)
    );
  });
}

/** The same for the same two campaigns. */
export const overlapKey = (a: string, b: string): string => `overlap:${[a, b].sort().join(":")}`;

/** Pairs of campaigns that reach the same people by a shared channel on shared days from `today` on. */
export function findOverlaps(
  combinations: readonly Combination[],
  campaigns: readonly LiveCampaign[],
  today: Day,
): (FoundConflict & { pair: [LiveCampaign, LiveCampaign] })[] {
  return pairCounts(combinations).flatMap((pair) => {
    const { people } = pair;
    const [a, b] = [campaigns[pair.a], campaigns[pair.b]];
    if (!a || !b || !speaks(a) || !speaks(b) || !sharesChannel(a, b)) return [];
    const startOn = [a.startOn, b.startOn, today].sort().at(-1) ?? today;
    const endOn = a.endOn < b.endOn ? a.endOn : b.endOn;
    if (startOn > endOn) return [];
    const harm = formatCount(people, "person", "people");
    return {
      key: overlapKey(a.id, b.id),
      kind: "overlap" as const,
      size: people,
      harm,
      title: `${harm} get both “${a.name}” and “${b.name}”`,
      detail: `${formatDayRange(startOn, endOn, today)}, by ${a.channels
        .filter((channel) => b.channels.includes(channel))
        .map((channel) => CAMPAIGN_CHANNEL_LABEL[channel])
        .join(" and ")}`,
      ...{ startOn, endOn },
      itemIds: [a.id, b.id],
      campaigns: [a, b].map(({ id, name }) => ({ id, name })),
      remedies: [],
      pair: [a, b] as [LiveCampaign, LiveCampaign],
    };
  });
}

export type Contact = { place: number; channel: CampaignChannel; day: Day };

/**
 * When a campaign speaks to its people: on the first day of each tactic that has a channel, and by a channel that no
 * tactic names once, on the campaign's first day. A paused one spoke before `today`, and does not from then on.
 */
export function contactsOf(
  campaigns: readonly LiveCampaign[],
  items: readonly PlanItem[],
  today: Day,
): Contact[] {
  const tactics = new Map<string | null, PlanItem[]>();
  for (const item of items) {
    if (item.kind !== "tactic" || item.channels.length === 0) continue;
    const list = tactics.get(item.parentId);
    if (list) list.push(item);
    else tactics.set(item.parentId, [item]);
  }
  return campaigns.flatMap((campaign, place) => {
    const named = (tactics.get(campaign.id) ?? []).flatMap((item) =>
      item.channels.map((channel) => ({ place, channel, day: item.startOn })),
    );
    const others = campaign.channels.filter((channel) => !named.some((each) => each.channel === channel));
    const all = [...named, ...others.map((channel) => ({ place, channel, day: campaign.startOn }))];
    return speaks(campaign) ? all : all.filter(({ day }) => day < today);
  });
}

/** How often each campaign spoke, by its place, in the days of the rule up to `day`. */
function spokenBy(contacts: readonly Contact[], rule: ContactRule, day: Day): number[] {
  const from = addDays(day, 1 - rule.days);
  const perPlace: number[] = [];
  for (const contact of contacts)
    if (contact.day >= from && contact.day <= day)
      perPlace[contact.place] = (perPlace[contact.place] ?? 0) + 1;
  return perPlace;
}

const ofRule = (contacts: readonly Contact[], { channel }: ContactRule) =>
  contacts.filter((contact) => channel === null || contact.channel === channel);

export type PressureDay = { day: Day; people: number };

function countAbove(combinations: readonly Combination[], perPlace: readonly number[], cap: number): number {
  let above = 0;
  for (const { places, people } of combinations) {
    let sum = 0;
    for (const place of places) sum += perPlace[place] ?? 0;
    if (sum > cap) above += people;
  }
  return above;
}

/**
 * The days from `today` on, at which people have had more contacts than the rule allows within its days, that day
 * included, and how many they are. The number changes only where a contact comes or leaves the window.
 */
export function pressureDays(
  combinations: readonly Combination[],
  contacts: readonly Contact[],
  rule: ContactRule,
  today: Day,
): PressureDay[] {
  const counted = ofRule(contacts, rule);
  const days = new Set(
    counted.flatMap(({ day }) => Array.from({ length: rule.days }, (_, after) => addDays(day, after))),
  );
  const found: PressureDay[] = [];
  let before = "";
  let people = 0;
  for (const day of [...days].filter((each) => each >= today).sort()) {
    const perPlace = spokenBy(counted, rule, day);
    const same = perPlace.join();
    if (same !== before) people = countAbove(combinations, perPlace, rule.cap);
    before = same;
    if (people > 0) found.push({ day, people });
  }
  return found;
}

/** How many people have more contacts than the rule allows within its days up to this one. */
export const peopleAbove = (
  combinations: readonly Combination[],
  contacts: readonly Contact[],
  rule: ContactRule,
  day: Day,
): number => countAbove(combinations, spokenBy(ofRule(contacts, rule), rule, day), rule.cap);

/** Whether anybody has more contacts than the rule allows on a day from `from` to `to`; the first such day ends the search. */
export function isAboveWithin(
  combinations: readonly Combination[],
  contacts: readonly Contact[],
  rule: ContactRule,
  { from, to }: { from: Day; to: Day },
): boolean {
  // Between two contacts the number only falls.
  const later = ofRule(contacts, rule).flatMap(({ day }) => (day > from && day <= to ? [day] : []));
  return [from, ...new Set(later)].some((day) => peopleAbove(combinations, contacts, rule, day) > 0);
}

/** One conflict per rule and run of days without a gap, with the campaigns that speak in it. */
export function findPressure(
  combinations: readonly Combination[],
  campaigns: readonly LiveCampaign[],
  contacts: readonly Contact[],
  rules: readonly ContactRule[],
  today: Day,
): (FoundConflict & { rule: ContactRule; worstOn: Day })[] {
  return rules.flatMap((rule) => {
    const runs: PressureDay[][] = [];
    for (const day of pressureDays(combinations, contacts, rule, today)) {
      const last = runs.at(-1);
      if (last && last.at(-1)?.day === addDays(day.day, -1)) last.push(day);
      else runs.push([day]);
    }
    return runs.flatMap((run) => {
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last) return [];
      const worst = run.reduce((most, day) => (day.people > most.people ? day : most), first);
      const from = addDays(first.day, 1 - rule.days);
      const touching = campaigns.filter(
        (_, place) =>
          combinations.some(({ places }) => places.length > 1 && places.includes(place)) &&
          contacts.some(
            (contact) =>
              contact.place === place &&
              (rule.channel === null || contact.channel === rule.channel) &&
              contact.day >= from &&
              contact.day <= last.day,
          ),
      );
      const harm = formatCount(worst.people, "person", "people");
      const by = rule.channel ? ` by ${CAMPAIGN_CHANNEL_LABEL[rule.channel]}` : "";
      const names = touching.map(({ id }) => id).sort();
      return {
        // By its last day: the first one moves along with today.
        key: `pressure:${rule.channel ?? "any"}:${last.day}:${names.join(":")}`.slice(0, 200),
        kind: "pressure" as const,
        size: worst.people,
        harm,
        title: `${harm} get more than ${formatCount(rule.cap, "contact")}${by} in ${formatCount(rule.days, "day")}`,
        detail: `worst on ${formatDay(worst.day, today)}, on ${formatCount(run.length, "day")} in all`,
        startOn: first.day,
        endOn: last.day,
        itemIds: touching.map(({ id }) => id),
        campaigns: touching.map(({ id, name }) => ({ id, name })),
        remedies: [],
        rule,
        worstOn: worst.day,
      };
    });
  });
}
