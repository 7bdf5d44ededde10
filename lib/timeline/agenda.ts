import type { Bar } from "./bars";
import { floorTo } from "./scale";

export type AgendaEntry = {
  bar: Bar;
  campaign: string | null;
  what: "starts" | "ends" | "runs" | "due" | "milestone";
  day: number;
};
export type AgendaWeek = { monday: number; entries: readonly AgendaEntry[] };

const ORDER: Record<AgendaEntry["what"], number> = { milestone: 0, starts: 1, due: 2, ends: 3, runs: 4 };

/**
 * The plan by week: campaigns that start, end or run in it, tactics that are due in it and not done, milestones on their
 * day. Within a week by day, what merely runs last.
 */
export function agendaWeeks(bars: readonly Bar[], firstDay: number, weeks: number): AgendaWeek[] {
  const monday = floorTo(firstDay, "week");
  const out = Array.from({ length: weeks }, (_, index) => ({
    monday: monday + 7 * index,
    entries: [] as AgendaEntry[],
  }));
  const last = monday + 7 * weeks;
  const add = (entry: AgendaEntry, day: number) => {
    out[Math.floor((day - monday) / 7)]?.entries.push(entry);
  };
  for (const bar of bars) {
    const from = Math.max(bar.start, monday);
    for (let day = floorTo(from, "week"); day < Math.min(bar.end, last); day += 7) {
      const starts = bar.start >= day;
      const ends = bar.end <= day + 7;
      const what = starts ? "starts" : ends ? "ends" : "runs";
      add({ bar, campaign: null, what, day: starts ? bar.start : ends ? bar.end - 1 : day }, day);
    }
    for (const part of bar.parts) {
      const day = part.end - 1;
      const isDone = part.item.kind === "tactic" && part.progress >= 100;
      if (isDone || day < monday || day >= last) continue;
      add(
        {
          bar: part,
          campaign: bar.item.name,
          what: part.item.kind === "milestone" ? "milestone" : "due",
          day,
        },
        day,
      );
    }
  }
  for (const week of out)
    week.entries.sort(
      (a, b) =>
        Number(a.what === "runs") - Number(b.what === "runs") ||
        a.day - b.day ||
        ORDER[a.what] - ORDER[b.what] ||
        a.bar.item.name.localeCompare(b.bar.item.name, "en"),
    );
  return out;
}
