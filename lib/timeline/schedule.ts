import type { Bar, Days, Plan } from "./bars";
import { sameDays } from "./bars";
import { addWorking, countWorking, EVERY_DAY, nextWorking, type WorkCalendar } from "./calendar";
import { findCycle } from "./cycle";
import { earliest, fromPoint, slackOf, toPoint } from "./links";
import type { FollowerMode, PlanLink } from "./plan";

/** Who follows whom, indexed once per plan so that a drag can ask many times. */
export type PlanGraph = {
  plan: Plan;
  into: ReadonlyMap<string, readonly PlanLink[]>;
  outOf: ReadonlyMap<string, readonly PlanLink[]>;
};

export function buildGraph(plan: Plan, links: readonly PlanLink[]): PlanGraph {
  const into = new Map<string, PlanLink[]>();
  const outOf = new Map<string, PlanLink[]>();
  const add = (index: Map<string, PlanLink[]>, id: string, link: PlanLink) => {
    const list = index.get(id);
    if (list) list.push(link);
    else index.set(id, [link]);
  };
  for (const link of links) {
    if (!plan.byId.has(link.fromId) || !plan.byId.has(link.toId)) continue;
    add(into, link.toId, link);
    add(outOf, link.fromId, link);
  }
  return { plan, into, outOf };
}

export type ShiftOptions = { followers: FollowerMode; calendar?: WorkCalendar };

/** New days by id, the moved ones included, or the circle of ids that makes an order impossible. */
export type ShiftResult =
  | { ok: true; days: ReadonlyMap<string, Days> }
  | { ok: false; cycle: readonly string[] };

/**
 * The days of everything that changes when `moves` are made.
 *
 * Moved bars get exactly the days asked for. A campaign moved whole, by hand or pushed, takes its tactics and milestones along.
 * Followers then go no earlier than their links allow: "slack" pushes a bar only when it must and to the first
 * day that fits, "early" pulls it there too, "gap" keeps the working days between a bar and the predecessor that
 * holds it most closely, "leave" moves nobody. Bars that are done, locked or placed by hand stay; a campaign, and work
 * that has begun, is pushed but never pulled. Lengths are kept, in working days of the calendar.
 */
export function shiftPlan(
  graph: PlanGraph,
  moves: ReadonlyMap<string, Days>,
  { followers, calendar = EVERY_DAY }: ShiftOptions,
): ShiftResult {
  const order = followers === "leave" ? movedWithParts(graph, moves) : sortReached(graph, moves.keys());
  return order ? { ok: true, days: place(graph, order, moves, followers, calendar) } : circleOf(graph);
}

/**
 * The days of everything that changes when the whole plan is put as early as its dependencies allow. What waits for
 * nothing stays where it is: its days are what the rest is reckoned from.
 */
export function schedulePlan(graph: PlanGraph, calendar: WorkCalendar = EVERY_DAY): ShiftResult {
  const order = sortReached(graph, graph.outOf.keys());
  return order ? { ok: true, days: place(graph, order, NO_MOVES, "early", calendar) } : circleOf(graph);
}

const NO_MOVES: ReadonlyMap<string, Days> = new Map();

const circleOf = (graph: PlanGraph): ShiftResult => ({
  ok: false,
  cycle: findCycle(itemsOf(graph.plan), linksOf(graph)) ?? [],
});

function place(
  graph: PlanGraph,
  order: readonly Bar[],
  moves: ReadonlyMap<string, Days>,
  followers: FollowerMode,
  calendar: WorkCalendar,
): ReadonlyMap<string, Days> {
  const { plan } = graph;
  const days = new Map<string, Days>();
  const now = (bar: Bar) => ({ ...(days.get(bar.item.id) ?? bar), item: bar.item });
  for (const bar of order) {
    const asked = moves.get(bar.item.id);
    if (asked) {
      if (!sameDays(bar, asked)) days.set(bar.item.id, asked);
      continue;
    }
    if (!mayShift(bar)) continue;
    const ride = rideOf(bar, plan, days, calendar);
    let next: Days = ride ?? { start: bar.start, end: bar.end };
    if (followers !== "leave") {
      const incoming = incomingOf(graph, bar);
      if (followers === "early" && mayPull(bar)) next = asap(bar, next, incoming, now, calendar);
      if (followers === "gap" && !ride) next = keepGap(bar, incoming, now, calendar);
      next = pushed(bar, next, incoming, now, calendar);
    }
    if (!sameDays(bar, next)) days.set(bar.item.id, next);
  }
  return days;
}

/** The days of a bar pushed just so far that all it waits for comes before it. */
export function earliestDays(graph: PlanGraph, bar: Bar, calendar: WorkCalendar = EVERY_DAY): Days {
  return pushed(bar, { start: bar.start, end: bar.end }, incomingOf(graph, bar), (other) => other, calendar);
}

function incomingOf({ into, plan }: PlanGraph, bar: Bar): Incoming[] {
  return (into.get(bar.item.id) ?? []).flatMap((link) => {
    const from = plan.byId.get(link.fromId);
    return from ? [{ link, from }] : [];
  });
}

function pushed(
  bar: Bar,
  days: Days,
  incoming: readonly Incoming[],
  now: (bar: Bar) => Days & Pick<Bar, "item">,
  calendar: WorkCalendar,
): Days {
  let next = days;
  for (const { link, from } of incoming) {
    const floor = earliest(link, now(from), calendar);
    if (toPoint(link.type, { ...next, item: bar.item }) < floor) next = placeAt(bar, link, floor, calendar);
  }
  return next;
}

type Incoming = { link: PlanLink; from: Bar };

const mayShift = ({ progress, item }: Bar) => progress < 100 && !item.locked && !item.isByHand;
const mayPull = ({ progress, item }: Bar) => progress === 0 && item.kind !== "campaign";

/** As early as the links allow; days that already are, give or take days off, stay exactly as they are. */
function asap(
  bar: Bar,
  days: Days,
  incoming: readonly Incoming[],
  now: (bar: Bar) => Days & Pick<Bar, "item">,
  calendar: WorkCalendar,
): Days {
  const [first] = incoming;
  if (!first) return days;
  const least = placeAt(bar, first.link, earliest(first.link, now(first.from), calendar), calendar);
  const next = incoming.length > 1 ? pushed(bar, least, incoming, now, calendar) : least;
  return countWorking(calendar, next.start, bar.start) <= 0 &&
    pushed(bar, bar, incoming, now, calendar) === bar
    ? { start: bar.start, end: bar.end }
    : next;
}

/**
 * Where a bar comes to lie by the move of its whole campaign: as many days on, or where the campaign kept its length
 * in working days only, as many working days from its start. Null when the campaign stays or was resized.
 */
function rideOf(bar: Bar, plan: Plan, days: ReadonlyMap<string, Days>, calendar: WorkCalendar): Days | null {
  const parent = bar.item.parentId === null ? undefined : plan.byId.get(bar.item.parentId);
  const moved = parent && days.get(parent.item.id);
  if (!moved || moved.start === parent.start || moved.end === parent.end) return null;
  const shift = moved.start - parent.start;
  const working = countWorking(calendar, bar.start, bar.end);
  if (moved.end - parent.end !== shift) {
    if (countWorking(calendar, moved.start, moved.end) !== countWorking(calendar, parent.start, parent.end))
      return null;
    if (working > 0) {
      const from = countWorking(calendar, parent.start, bar.start);
      const start = nextWorking(calendar, addWorking(calendar, moved.start, from));
      return { start, end: addWorking(calendar, start, working) };
    }
  }
  return { start: bar.start + shift, end: bar.end + shift };
}

function keepGap(
  bar: Bar,
  incoming: readonly Incoming[],
  now: (bar: Bar) => Days & Pick<Bar, "item">,
  calendar: WorkCalendar,
): Days {
  let holder: Incoming | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const each of incoming) {
    const slack = slackOf(each.link, each.from, bar, calendar);
    if (slack < least) {
      least = slack;
      holder = each;
    }
  }
  if (!holder) return bar;
  const { link, from } = holder;
  const before = fromPoint(link.type, from);
  const after = fromPoint(link.type, now(from));
  if (before === after) return bar;
  const gap = countWorking(calendar, before, toPoint(link.type, bar));
  return placeAt(bar, link, addWorking(calendar, after, gap), calendar);
}

/** The earliest days of a bar's own length whose point for this link is not before `boundary`. */
function placeAt(bar: Bar, link: PlanLink, boundary: number, calendar: WorkCalendar): Days {
  const working = countWorking(calendar, bar.start, bar.end);
  const counts = working > 0 ? calendar : EVERY_DAY;
  const length = working > 0 ? working : bar.end - bar.start;
  if (bar.item.kind !== "milestone" && (link.type === "FS" || link.type === "SS")) {
    const start = nextWorking(counts, boundary);
    return { start, end: addWorking(counts, start, length) };
  }
  const end = nextWorking(counts, boundary - 1) + 1;
  return { start: addWorking(counts, end, -length), end };
}

const itemsOf = (plan: Plan) => [...plan.byId.values()].map((bar) => bar.item);
const linksOf = (graph: PlanGraph) => [...graph.outOf.values()].flat();

function* nextOf(graph: PlanGraph, bar: Bar): Generator<Bar> {
  for (const link of graph.outOf.get(bar.item.id) ?? []) {
    const to = graph.plan.byId.get(link.toId);
    if (to) yield to;
  }
  yield* bar.parts;
}

/** Everything that the given bars can reach, each after all that can move it; null when they run in a circle. */
function sortReached(graph: PlanGraph, from: Iterable<string>): Bar[] | null {
  const waits = new Map<Bar, number>();
  const reached: Bar[] = [];
  for (const id of from) {
    const bar = graph.plan.byId.get(id);
    if (!bar || waits.has(bar)) continue;
    waits.set(bar, 0);
    reached.push(bar);
  }
  for (const bar of reached)
    for (const follower of nextOf(graph, bar)) {
      const count = waits.get(follower);
      if (count === undefined) reached.push(follower);
      waits.set(follower, (count ?? 0) + 1);
    }
  const order = reached.filter((bar) => waits.get(bar) === 0);
  for (const bar of order)
    for (const follower of nextOf(graph, bar)) {
      const left = (waits.get(follower) ?? 0) - 1;
      waits.set(follower, left);
      if (left === 0) order.push(follower);
    }
  return order.length === reached.length ? order : null;
}

function movedWithParts({ plan }: PlanGraph, moves: ReadonlyMap<string, Days>): Bar[] {
  const moved = [...moves.keys()].flatMap((id) => plan.byId.get(id) ?? []);
  return [...new Set([...moved, ...moved.flatMap((bar) => bar.parts)])];
}
