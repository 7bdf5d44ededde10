import type { Bar, Days, Plan } from "./bars";
import { addWorking, countWorking, EVERY_DAY, nextWorking, type WorkCalendar } from "./calendar";
import { earliest, toPoint } from "./links";
import type { PlanLink } from "./plan";
import { type PlanGraph, schedulePlan } from "./schedule";

/** How a bar stands in its network, in working days of the calendar. */
export type Float = {
  /** The days that the forward pass gives it: as early as what it waits for allows. */
  early: Days;
  /** The days that the backward pass gives it: as late as the end of the network allows. */
  late: Days;
  /** Total float: by how much it may slip, from where it stands, before the network ends later. */
  slack: number;
  /** Free float: by how much it may slip before anything that waits for it has to. */
  free: number;
  /** Not done, and nothing to spare. */
  isCritical: boolean;
};

/**
 * The critical path method (Kelley and Walker, Critical-Path Planning and Scheduling, 1959) over the plan as it stands.
 * A network is a campaign's tactics and milestones with all that dependencies tie to them, campaigns among it where
 * they are tied themselves; it ends where the last of its bars ends. Null when dependencies run in a circle.
 */
export function findFloats(
  graph: PlanGraph,
  calendar: WorkCalendar = EVERY_DAY,
): ReadonlyMap<string, Float> | null {
  const scheduled = schedulePlan(graph, calendar);
  if (!scheduled.ok) return null;
  const nodes = nodesOf(graph);
  const order = inOrder(graph, nodes);
  const ends = networkEnds(graph, nodes);
  const floats = new Map<string, Float>();
  for (const bar of order.reverse()) {
    const { id } = bar.item;
    const toEnd = countWorking(calendar, bar.end, ends.get(id) ?? bar.end);
    let slack = toEnd;
    let free = toEnd;
    for (const link of graph.outOf.get(id) ?? []) {
      const to = graph.plan.byId.get(link.toId);
      if (!to) continue;
      const spare = spareOf(link, bar, to, calendar);
      free = Math.min(free, spare);
      slack = Math.min(slack, spare + (floats.get(link.toId)?.slack ?? 0));
    }
    floats.set(id, {
      early: scheduled.days.get(id) ?? { start: bar.start, end: bar.end },
      late: slipped(bar, slack, calendar),
      slack,
      free,
      isCritical: slack <= 0 && bar.progress < 100,
    });
  }
  return floats;
}

function spareOf(link: PlanLink, from: Bar, to: Bar, calendar: WorkCalendar): number {
  return countWorking(calendar, earliest(link, from, calendar), toPoint(link.type, to));
}

/** The bar so many working days later, of the same working length; days off are not begun on. */
function slipped(bar: Bar, by: number, calendar: WorkCalendar): Days {
  if (by === 0) return { start: bar.start, end: bar.end };
  const length = countWorking(calendar, bar.start, bar.end);
  const start = nextWorking(calendar, addWorking(calendar, bar.start, by));
  return { start, end: length > 0 ? addWorking(calendar, start, length) : start + bar.end - bar.start };
}

/** Parts of campaigns, and whatever a dependency touches. */
function nodesOf({ plan, into, outOf }: PlanGraph): Bar[] {
  return [...plan.byId.values()].filter(
    ({ item }) => item.kind !== "campaign" || into.has(item.id) || outOf.has(item.id),
  );
}

function inOrder({ plan, into, outOf }: PlanGraph, nodes: readonly Bar[]): Bar[] {
  const waits = new Map(nodes.map((bar) => [bar.item.id, into.get(bar.item.id)?.length ?? 0]));
  const order = nodes.filter((bar) => waits.get(bar.item.id) === 0);
  for (const bar of order)
    for (const link of outOf.get(bar.item.id) ?? []) {
      const left = (waits.get(link.toId) ?? 0) - 1;
      waits.set(link.toId, left);
      const to = plan.byId.get(link.toId);
      if (left === 0 && to) order.push(to);
    }
  return order;
}

/** For each node the last end of its network. */
function networkEnds({ plan, outOf }: PlanGraph, nodes: readonly Bar[]): ReadonlyMap<string, number> {
  const above = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) {
      const next = above.get(up);
      if (next !== undefined) above.set(at, next);
      at = up;
    }
    return at;
  };
  const join = (a: string, b: string) => {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x !== y) above.set(x, y);
  };
  for (const { item } of nodes) {
    if (item.parentId !== null && plan.byId.has(item.parentId)) join(item.id, item.parentId);
    for (const link of outOf.get(item.id) ?? []) join(item.id, link.toId);
  }
  const last = new Map<string, number>();
  for (const bar of nodes) {
    const root = rootOf(bar.item.id);
    last.set(root, Math.max(last.get(root) ?? bar.end, bar.end));
  }
  return new Map(nodes.map((bar) => [bar.item.id, last.get(rootOf(bar.item.id)) ?? bar.end]));
}

/** Whether a dependency lies on a critical path: both ends do, and it has no working day to spare. */
export function isTight(
  link: PlanLink,
  plan: Plan,
  floats: ReadonlyMap<string, Float>,
  calendar: WorkCalendar = EVERY_DAY,
): boolean {
  const [from, to] = [plan.byId.get(link.fromId), plan.byId.get(link.toId)];
  if (!from || !to || !floats.get(link.fromId)?.isCritical || !floats.get(link.toId)?.isCritical)
    return false;
  return spareOf(link, from, to, calendar) <= 0;
}
