import { useEffect, useMemo, useState } from "react";
import type { WorkCalendar } from "@/lib/timeline/calendar";
import type { Float } from "@/lib/timeline/critical";
import type { PlanState } from "./plan-store";

/** How the bars stand in their networks, and which dependencies lie on a critical path. */
export type Critical = { floats: ReadonlyMap<string, Float>; tightIds: ReadonlySet<string> };

type Method = typeof import("@/lib/timeline/critical");

/** The critical path, whose code comes when it is first asked for; null until then, and for a plan in a circle. */
export function useCritical(
  isNeeded: boolean,
  { graph, plan, links }: PlanState,
  calendar: WorkCalendar,
): Critical | null {
  const [method, setMethod] = useState<Method | null>(null);
  useEffect(() => {
    if (isNeeded && !method) void import("@/lib/timeline/critical").then(setMethod);
  }, [isNeeded, method]);
  return useMemo(() => {
    const floats = (isNeeded && method?.findFloats(graph, calendar)) || null;
    if (!floats || !method) return null;
    const tight = links.filter((link) => method.isTight(link, plan, floats, calendar));
    return { floats, tightIds: new Set(tight.map(({ id }) => id)) };
  }, [isNeeded, method, graph, plan, links, calendar]);
}
