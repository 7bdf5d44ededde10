import { fromDayNumber, toDayNumber } from "@/lib/days";
import { type Bar, buildPlan } from "@/lib/timeline/bars";
import { workingDays } from "@/lib/timeline/calendar";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import { buildGraph, type PlanGraph, schedulePlan } from "@/lib/timeline/schedule";
import { compare, type Pair } from "./measure";

const TACTICS = 5000;
const LINKS = 2000;
const EACH = 10;
/** One run takes a few milliseconds: so many are timed together. */
const TIMES = 20;

/** 5,000 tactics in 500 campaigns, all on one day, with 2,000 dependencies in chains of four. */
function heap(): PlanGraph {
  const start = toDayNumber("2026-05-04");
  const items: PlanItem[] = [];
  const links: PlanLink[] = [];
  const item = (id: string, parentId: string | null, length: number): PlanItem => ({
    ...{
      id,
      kind: parentId ? "tactic" : "campaign",
      name: id,
      parentId,
      version: 1,
      progress: 0,
      status: null,
    },
    ...{ ownerId: null, channels: [], segmentIds: [] },
    ...{ startOn: fromDayNumber(start), endOn: fromDayNumber(start + length - 1) },
  });
  for (let campaign = 0; campaign < TACTICS / EACH; campaign += 1) {
    items.push(item(`c${campaign}`, null, 60));
    for (let part = 0; part < EACH; part += 1)
      items.push(item(`t${campaign}.${part}`, `c${campaign}`, 3 + ((campaign + part) % 5)));
    for (let part = 0; part < (LINKS * EACH) / TACTICS; part += 1)
      links.push({
        ...{ id: `l${campaign}.${part}`, fromId: `t${campaign}.${part}`, toId: `t${campaign}.${part + 1}` },
        ...{ type: "FS", lagDays: part % 2 },
      });
  }
  return buildGraph(buildPlan(items), links);
}

/** Kahn's algorithm over the same bars and the same ties, a campaign's to its parts among them, and nothing else. */
function sortOnly({ plan, outOf }: PlanGraph): number {
  const waits = new Map<Bar, number>();
  for (const bar of plan.byId.values()) waits.set(bar, bar.item.parentId === null ? 0 : 1);
  for (const links of outOf.values())
    for (const link of links) {
      const to = plan.byId.get(link.toId);
      if (to) waits.set(to, (waits.get(to) ?? 0) + 1);
    }
  const order = [...plan.byId.values()].filter((bar) => waits.get(bar) === 0);
  const follow = (bar: Bar) => {
    const left = (waits.get(bar) ?? 0) - 1;
    waits.set(bar, left);
    if (left === 0) order.push(bar);
  };
  for (const bar of order) {
    for (const link of outOf.get(bar.item.id) ?? []) {
      const to = plan.byId.get(link.toId);
      if (to) follow(to);
    }
    for (const part of bar.parts) follow(part);
  }
  return order.length;
}

/** Rescheduling everything against sorting it, and how many bars moved. */
export async function reschedule(): Promise<Pair & { moved: number }> {
  const graph = heap();
  const calendar = workingDays([toDayNumber("2026-05-14"), toDayNumber("2026-05-25")]);
  const many = (run: () => unknown) => async () => {
    for (let time = 0; time < TIMES; time += 1) run();
  };
  const result = schedulePlan(graph, calendar);
  if (!result.ok || sortOnly(graph) !== graph.plan.byId.size) throw new Error("The plan runs in a circle.");
  const pair = await compare(
    many(() => schedulePlan(graph, calendar)),
    many(() => sortOnly(graph)),
    15,
  );
  return { ...pair, ours: pair.ours / TIMES, baseline: pair.baseline / TIMES, moved: result.days.size };
}
