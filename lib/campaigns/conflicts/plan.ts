import { addDays, diffDays, formatDay, startOfWeek, toDayNumber } from "@/lib/days";
import { formatCount, formatNumber } from "@/lib/format";
import { type Bar, type Days, toSpan } from "@/lib/timeline/bars";
import { nextWorking } from "@/lib/timeline/calendar";
import { checkLinks, isPressing, linkWords } from "@/lib/timeline/links";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import { countDays } from "@/lib/timeline/scale";
import { earliestDays } from "@/lib/timeline/schedule";
import { capacityOf, overBy, type WorkWeek, weeklyLoad } from "@/lib/work/load";
import {
  type FoundConflict,
  keyOfLink,
  type LiveCampaign,
  type ProposedRemedy,
  type Worker,
} from "./conflict";
import { shiftTo, type Ways } from "./shift";

const parentOf = (item: PlanItem, campaigns: readonly LiveCampaign[]) =>
  campaigns.find(({ id }) => id === (item.parentId ?? item.id));

const namesOf = (items: readonly PlanItem[], campaigns: readonly LiveCampaign[]) => {
  const found = items.flatMap((item) => parentOf(item, campaigns) ?? []);
  return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()];
};

/** The move of one bar, with all that has to follow, as what is proposed; nothing where it may not be moved. */
function moving(item: PlanItem, days: Days, ways: Ways): ProposedRemedy[] {
  const changes = shiftTo(item, days, ways);
  const more = changes.length > 1 ? `, and ${changes.length - 1} more` : "";
  return changes.length === 0
    ? []
    : [
        {
          label: `Move “${item.name}” to ${formatDay(toSpan(days).startOn, ways.today)}${more}`,
          remedy: { kind: "move", changes },
          done: `${changes.length === 1 ? `“${item.name}”` : formatCount(changes.length, "bar")} moved`,
        },
      ];
}

/** Links whose second end lies before the first one allows, and the move of the second one that mends it. */
export function findBroken(
  links: readonly PlanLink[],
  campaigns: readonly LiveCampaign[],
  ways: Ways,
): FoundConflict[] {
  const { plan, graph, calendar } = ways;
  return checkLinks(plan, links, calendar).flatMap((state) => {
    if (!isPressing(state)) return [];
    const { link, from, to, slack } = state;
    const harm = countDays(-slack);
    const span = toSpan(to);
    return {
      key: keyOfLink(link.id),
      kind: "dependency" as const,
      size: -slack,
      harm,
      title: `“${to.item.name}” is ${harm} too early`,
      detail: `it ${linkWords(link)}: “${from.item.name}”`,
      ...{ startOn: span.startOn, endOn: span.startOn },
      itemIds: [from.item.id, to.item.id],
      campaigns: namesOf([from.item, to.item], campaigns),
      remedies: moving(to.item, earliestDays(graph, to, calendar), ways),
      stuck: `“${to.item.name}” has begun, so that it stays. Remove the dependency on the timeline, or allow it.`,
    };
  });
}

/** Milestones that are not reached and whose day has passed. */
export function findLateMilestones(campaigns: readonly LiveCampaign[], ways: Ways): FoundConflict[] {
  const { plan, today, calendar } = ways;
  return [...plan.byId.values()].flatMap(({ item }) => {
    if (item.kind !== "milestone" || item.progress === 100 || item.endOn >= today) return [];
    const late = diffDays(item.endOn, today);
    const next = nextWorking(calendar, toDayNumber(today));
    return {
      key: `milestone:${item.id}`,
      kind: "milestone" as const,
      size: late,
      harm: countDays(late),
      title: `“${item.name}” is ${countDays(late)} past its date`,
      detail: `due ${formatDay(item.endOn, today)} in “${parentOf(item, campaigns)?.name ?? ""}”`,
      ...{ startOn: item.startOn, endOn: item.endOn },
      itemIds: [item.id],
      campaigns: namesOf([item], campaigns),
      remedies: item.locked
        ? []
        : [
            ...moving(item, { start: next, end: next + 1 }, ways),
            {
              label: "Mark as reached",
              remedy: { kind: "finish" as const, itemId: item.id },
              done: `“${item.name}” is reached`,
            },
          ],
    };
  });
}

const WEEKS = 8;

/** Members with more hours in a week ahead than they work, one conflict per member and the worst week. */
export function findOverload(
  campaigns: readonly LiveCampaign[],
  workers: readonly Worker[],
  work: WorkWeek,
  ways: Ways,
): FoundConflict[] {
  const { plan, today } = ways;
  const tactics = [...plan.byId.values()].filter(
    ({ item }) => item.kind === "tactic" && item.progress < 100 && (item.hours ?? 0) > 0,
  );
  const ofWorker = (id: string) => tactics.filter(({ item }) => item.ownerId === id);
  const loadOf = (items: readonly PlanItem[]) =>
    weeklyLoad(
      items.map((item) => ({ ...item, hours: item.hours ?? 0 })),
      today,
      WEEKS,
      work,
    );
  const loadOfWorker = (id: string) => loadOf(ofWorker(id).map(({ item }) => item));
  const capacity = (worker: Worker, week: number) =>
    capacityOf(worker.weeklyHours, addDays(startOfWeek(today), 7 * week), work);
  const overOf = (load: readonly number[], worker: Worker) =>
    load.map((hours, week) => overBy(hours, capacity(worker, week)));
  return workers.flatMap((worker) => {
    const load = loadOfWorker(worker.id);
    const over = overOf(load, worker);
    const most = Math.max(...over);
    if (most === 0) return [];
    const week = over.indexOf(most);
    const startOn = addDays(startOfWeek(today), 7 * week);
    const endOn = addDays(startOn, 6);
    const busy = ofWorker(worker.id).filter(({ item }) =>
      week === 0 ? item.startOn <= endOn : item.startOn <= endOn && item.endOn >= startOn,
    );
    const hours = Math.round(most);
    const movable = busy
      .filter(({ item }) => !item.locked)
      .sort((a, b) => (b.item.hours ?? 0) - (a.item.hours ?? 0));
    const helper = workers
      .filter(({ id }) => id !== worker.id)
      .map((other) => ({ other, free: capacity(other, week) - (loadOfWorker(other.id)[week] ?? 0) }))
      .sort((a, b) => b.free - a.free)[0];
    const given = helper && movable.find(({ item }) => (item.hours ?? 0) <= helper.free);
    const aWeekLater = ({ start, end }: Bar) => ({ start: start + 7, end: end + 7 });
    const eases = (bar: Bar) => {
      const days = new Map(shiftTo(bar.item, aWeekLater(bar), ways).map((change) => [change.id, change]));
      const after = ofWorker(worker.id).map(({ item }) => ({ ...item, ...days.get(item.id) }));
      return Math.max(...overOf(loadOf(after), worker)) < most;
    };
    const later = movable.find((bar) => bar.item.progress === 0 && bar.item.startOn >= today && eases(bar));
    return {
      key: `overload:${worker.id}`,
      kind: "overload" as const,
      size: Math.max(1, hours),
      harm: `${formatNumber(Math.max(1, hours))} hours`,
      title: `${worker.name} has ${formatNumber(load[week] ?? 0, 0)} hours of work for ${formatNumber(capacity(worker, week), 0)} in the week of ${formatDay(startOn, today)}`,
      detail: `${formatCount(busy.length, "task")} in that week`,
      ...{ startOn, endOn },
      itemIds: busy.map(({ item }) => item.id),
      campaigns: namesOf(
        busy.map(({ item }) => item),
        campaigns,
      ),
      remedies: [
        ...(given && helper
          ? [
              {
                label: `Hand “${given.item.name}” to ${helper.other.name}`,
                remedy: { kind: "assign" as const, itemId: given.item.id, toUserId: helper.other.id },
                done: `${helper.other.name} has “${given.item.name}” now`,
              },
            ]
          : []),
        ...(later ? moving(later.item, aWeekLater(later), ways) : []),
      ],
      stuck: "Nobody has as many hours left in that week, and a week later nothing of it would fit better.",
    };
  });
}

/** Before a launch the content has to be approved so many days ahead. */
const CONTENT_DAYS = 7;

/** Campaigns that run, or are to start within a week or should have started, without content that a manager approved. */
export function findUnready(campaigns: readonly LiveCampaign[], ways: Ways): FoundConflict[] {
  const { plan, today, calendar } = ways;
  return campaigns.flatMap((campaign) => {
    const isDue =
      campaign.status === "running" ||
      (campaign.status === "planned" && campaign.startOn <= addDays(today, CONTENT_DAYS));
    if (campaign.isApproved || !isDue) return [];
    const startOn = campaign.startOn > today ? campaign.startOn : today;
    const left = diffDays(today, campaign.startOn);
    const bar = plan.byId.get(campaign.id);
    const start = nextWorking(calendar, toDayNumber(today) + CONTENT_DAYS + 1);
    return {
      key: `content:${campaign.id}`,
      kind: "content" as const,
      // More urgent with each day that passes.
      size: CONTENT_DAYS - Math.min(left, CONTENT_DAYS),
      harm: left > 0 ? `${countDays(left)} left` : `${countDays(-left)} late`,
      title:
        campaign.status === "running"
          ? `“${campaign.name}” runs with content that nobody approved`
          : `“${campaign.name}” starts ${formatDay(campaign.startOn, today)} and nobody approved its content`,
      detail: "a manager approves message and offer in the brief",
      ...{ startOn, endOn: startOn },
      itemIds: [campaign.id],
      campaigns: [{ id: campaign.id, name: campaign.name }],
      remedies:
        bar && campaign.status === "planned"
          ? moving(bar.item, { start, end: start + bar.end - bar.start }, ways)
          : [],
      stuck: "It runs already.",
    };
  });
}
