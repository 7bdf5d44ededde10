import { addDays, type Day, formatDay, toDayNumber } from "@/lib/days";
import { toSpan } from "@/lib/timeline/bars";
import { nextWorking } from "@/lib/timeline/calendar";
import type { PlanItem } from "@/lib/timeline/plan";
import type { Combination } from "../overlap/combination";
import type { ContactRule, FoundConflict, LiveCampaign, ProposedRemedy } from "./conflict";
import { afterExclusions, contactsOf, isAboveWithin, peopleAbove } from "./people";
import { type Change, shiftTo, type Ways } from "./shift";

/** What can be done about a conflict, or why nothing can. */
type Proposed = Pick<FoundConflict, "remedies" | "stuck">;

/** A campaign that is not launched: whom it reaches and when is still open. */
const isOpen = (campaign: LiveCampaign) => !campaign.isLaunched && campaign.status === "planned";
const laterFirst = (a: { startOn: Day }, b: { startOn: Day }) => b.startOn.localeCompare(a.startOn);

/** Moves a campaign that has not begun, with its plan, to the first working day after `end` on which it `helps`. */
function shiftAfter(
  campaign: LiveCampaign,
  end: Day,
  ways: Ways,
  helps: (changes: readonly Change[]) => boolean = () => true,
): ProposedRemedy[] {
  const item = ways.plan.byId.get(campaign.id)?.item;
  return item ? moveAfter(item, end, ways, helps, `Start “${item.name}” on`) : [];
}

/** So many days after a conflict a place for what causes it is looked for. */
const LOOK_AHEAD_DAYS = 14;

function moveAfter(
  item: PlanItem,
  end: Day,
  ways: Ways,
  helps: (changes: readonly Change[]) => boolean,
  words: string,
): ProposedRemedy[] {
  const bar = ways.plan.byId.get(item.id);
  const last = toDayNumber(end) + LOOK_AHEAD_DAYS;
  if (!bar || item.locked) return [];
  for (let day = toDayNumber(end) + 1; day <= last; day += 1) {
    const start = nextWorking(ways.calendar, day);
    const days = { start, end: start + bar.end - bar.start };
    const changes = shiftTo(item, days, ways);
    if (changes.length === 0) return [];
    if (helps(changes))
      return [
        {
          label: `${words} ${formatDay(toSpan(days).startOn, ways.today)}`,
          remedy: { kind: "move", changes },
          done: `“${item.name}” moved`,
        },
      ];
    day = start;
  }
  return [];
}

const yielding = (campaign: LiveCampaign): ProposedRemedy[] =>
  campaign.isYielding
    ? []
    : [
        {
          label: `Lower the priority of “${campaign.name}”`,
          remedy: { kind: "yield", campaignId: campaign.id, isOn: true },
          done: `“${campaign.name}” gives way to others`,
        },
      ];

const pausing = (campaign: LiveCampaign): ProposedRemedy[] =>
  campaign.status === "running"
    ? [
        {
          label: `Pause “${campaign.name}”`,
          remedy: { kind: "pause", campaignId: campaign.id, isOn: true },
          done: `“${campaign.name}” reaches nobody until it is resumed`,
        },
      ]
    : [];

/**
 * For a pair: move the later one, leave the shared people to the other, or let it give way to all. Of two that are
 * launched the audiences are frozen: what has not begun can still be moved, and what runs can pause.
 */
export function overlapRemedies(
  pair: readonly [LiveCampaign, LiveCampaign],
  { ways, mayPause }: { ways: Ways; mayPause: boolean },
): Proposed {
  const [later] = pair.filter(isOpen).sort(laterFirst);
  if (later) {
    const other = pair[0] === later ? pair[1] : pair[0];
    return {
      remedies: [
        ...shiftAfter(later, other.endOn, ways),
        {
          label: `Leave the shared people to “${other.name}”`,
          remedy: { kind: "exclude", campaignId: later.id, otherId: other.id, isOn: true },
          done: `“${later.name}” leaves out whom “${other.name}” reaches`,
        },
        ...yielding(later),
      ],
    };
  }
  const [last, first] = [...pair].sort(laterFirst) as [LiveCampaign, LiveCampaign];
  return {
    remedies: [...shiftAfter(last, first.endOn, ways), ...(mayPause ? [last, first].flatMap(pausing) : [])],
    stuck:
      "Both are launched and have begun: whom they reach is frozen. A manager can pause one until the other has ended.",
  };
}

/**
 * For too many contacts: the campaign that starts last moves behind the days, or gives way, or the last tactic that
 * speaks in them does. Where all are launched, one that still has to speak can pause.
 */
export function pressureRemedies(
  conflict: FoundConflict,
  { rule, worstOn }: { rule: ContactRule; worstOn: Day },
  found: {
    combinations: readonly Combination[];
    campaigns: readonly LiveCampaign[];
    items: readonly PlanItem[];
    ways: Ways;
    mayPause: boolean;
  },
): Proposed {
  const { combinations, campaigns, items, ways, mayPause } = found;
  const { today } = ways;
  const touching = campaigns.filter(({ id }) => conflict.itemIds.includes(id)).sort(laterFirst);
  const isRelieved = (all: readonly LiveCampaign[], parts = items, last = conflict.endOn) =>
    !isAboveWithin(combinations, contactsOf(all, parts, today), rule, {
      from: conflict.startOn,
      to: addDays(last, rule.days - 1),
    });
  const helps = (changes: readonly Change[]) => {
    const days = new Map(changes.map(({ id, startOn, endOn }) => [id, { startOn, endOn }]));
    const moved = <T extends { id: string }>(all: readonly T[]) =>
      all.map((one) => ({ ...one, ...days.get(one.id) }));
    const last = changes.reduce((most, { startOn }) => (startOn > most ? startOn : most), conflict.endOn);
    return isRelieved(moved(campaigns), moved(items), last);
  };
  const from = addDays(conflict.startOn, 1 - rule.days);
  const [speaker] = items
    .filter(
      ({ kind, parentId, channels, startOn, progress }) =>
        kind === "tactic" &&
        progress === 0 &&
        startOn > today &&
        startOn >= from &&
        startOn <= conflict.endOn &&
        touching.some(({ id }) => id === parentId) &&
        channels.some((channel) => rule.channel === null || channel === rule.channel),
    )
    .sort(laterFirst);
  const of = touching.find(({ id }) => id === speaker?.parentId);
  const [open] = touching.filter(isOpen);
  const asLow = campaigns.map((one) => (one === open ? { ...one, isYielding: true } : one));
  const left = afterExclusions(combinations, asLow);
  const isLess = peopleAbove(left, contactsOf(campaigns, items, today), rule, worstOn) < conflict.size;
  const lower = open && isLess ? yielding(open) : [];
  const remedies = [
    ...(open ? [...shiftAfter(open, conflict.endOn, ways, helps), ...lower] : []),
    ...(speaker
      ? moveAfter(speaker, conflict.endOn, ways, helps, `Move “${speaker.name}” of “${of?.name}” to`)
      : []),
  ];
  const paused = (id: string) =>
    campaigns.map((one) => (one.id === id ? { ...one, status: "paused" as const } : one));
  if (remedies.length > 0) return { remedies };
  const pauses = touching.filter(({ id }) => isRelieved(paused(id))).flatMap(pausing);
  const frozen = "All of them are launched: whom they reach is frozen, and no tactic is left to speak later.";
  return pauses.length > 0 && !mayPause
    ? { remedies: [], stuck: `${frozen} A manager can pause ${pauses.length > 1 ? "one of them" : "one"}.` }
    : { remedies: pauses, stuck: frozen };
}
