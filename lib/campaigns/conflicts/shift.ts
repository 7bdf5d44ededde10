import type { Day } from "@/lib/days";
import { type Days, type Plan, toSpan } from "@/lib/timeline/bars";
import type { WorkCalendar } from "@/lib/timeline/calendar";
import type { PlanItem } from "@/lib/timeline/plan";
import { type PlanGraph, shiftPlan } from "@/lib/timeline/schedule";
import type { Remedy } from "./model";

/** The plan within which a remedy is looked for. */
export type Ways = { plan: Plan; graph: PlanGraph; calendar: WorkCalendar; today: Day };

export type Change = Extract<Remedy, { kind: "move" }>["changes"][number];

/** The changes that bring a bar to these days and push what waits for it; none where it may not be moved. */
export function shiftTo(item: PlanItem, days: Days, { plan, graph, calendar }: Ways): Change[] {
  if (item.locked) return [];
  const shifted = shiftPlan(graph, new Map([[item.id, days]]), { followers: "slack", calendar });
  if (!shifted.ok) return [];
  return [...shifted.days].flatMap(([id, to]): Change[] => {
    const moved = plan.byId.get(id)?.item;
    if (!moved || moved.locked) return [];
    return [{ kind: moved.kind, id, expectedVersion: moved.version, ...toSpan(to) }];
  });
}
