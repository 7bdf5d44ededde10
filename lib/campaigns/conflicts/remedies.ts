import { type Day, formatDay, toDayNumber } from "@/lib/days";
import { type Plan, toSpan } from "@/lib/timeline/bars";
import { nextWorking, type WorkCalendar } from "@/lib/timeline/calendar";
import { type PlanGraph, shiftPlan } from "@/lib/timeline/schedule";
import type { FoundConflict, LiveCampaign, ProposedRemedy } from "./conflict";
import { changeOf } from "./plan";

export type Ways = { plan: Plan; graph: PlanGraph; calendar: WorkCalendar; today: Day };

/** Moves a campaign that is not launched, with its plan, to the first working day after `end`. */
function shiftAfter(
  campaign: LiveCampaign,
  end: Day,
  { plan, graph, calendar, today }: Ways,
): ProposedRemedy[] {
  const bar = plan.byId.get(campaign.id);
  if (!bar || bar.item.locked) return [];
  const start = nextWorking(calendar, toDayNumber(end) + 1);
  const days = { start, end: start + bar.end - bar.start };
  const shifted = shiftPlan(graph, new Map([[campaign.id, days]]), { followers: "slack", calendar });
  if (!shifted.ok) return [];
  const changes = [...shifted.days].flatMap(([id, to]) => {
    const moved = plan.byId.get(id);
    return moved && !moved.item.locked ? [changeOf(moved.item, to)] : [];
  });
  return [
    {
      label: `Start “${campaign.name}” on ${formatDay(toSpan(days).startOn, today)}`,
      remedy: { kind: "move", changes },
      done: `“${campaign.name}” moved`,
    },
  ];
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

/** For a pair: move the later one, leave the shared people to the other, or let it give way to all. */
export function overlapRemedies([a, b]: readonly [LiveCampaign, LiveCampaign], ways: Ways): ProposedRemedy[] {
  const open = [a, b].filter((campaign) => !campaign.isLaunched && campaign.status === "planned");
  const later = open.sort((one, other) => other.startOn.localeCompare(one.startOn))[0];
  if (!later) return [];
  const other = later === a ? b : a;
  return [
    ...shiftAfter(later, other.endOn, ways),
    {
      label: `Leave the shared people to “${other.name}”`,
      remedy: { kind: "exclude", campaignId: later.id, otherId: other.id, isOn: true },
      done: `“${later.name}” leaves out whom “${other.name}” reaches`,
    },
    ...yielding(later),
  ];
}

/** For too many contacts: the campaign that starts last moves behind the days, or gives way. */
export function pressureRemedies(
  conflict: FoundConflict,
  campaigns: readonly LiveCampaign[],
  ways: Ways,
): ProposedRemedy[] {
  const open = campaigns
    .filter(
      ({ id, isLaunched, status }) => conflict.itemIds.includes(id) && !isLaunched && status === "planned",
    )
    .sort((a, b) => b.startOn.localeCompare(a.startOn));
  const [later] = open;
  return later ? [...shiftAfter(later, conflict.endOn, ways), ...yielding(later)] : [];
}
