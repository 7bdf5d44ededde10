import { addDays, addMonths, type Day, diffDays, startOfMonth, startOfWeek } from "@/lib/days";
import type { CampaignStatus, PlanItemKind } from "../status";

export const CALENDAR_SPANS = ["month", "week"] as const;
export type CalendarSpan = (typeof CALENDAR_SPANS)[number];

/** Something with days: a campaign, or an item of its plan. */
export type CalendarEntry = {
  id: string;
  kind: "campaign" | PlanItemKind;
  campaignId: string;
  campaignName: string;
  name: string;
  status: CampaignStatus;
  startOn: Day;
  endOn: Day;
  /** 0 to 100; null for a campaign without tactics. */
  progress: number | null;
  who: string | null;
};

/** An entry within one week: its columns 0 to 6, its lane, and whether it begins and ends here. */
export type CalendarBar = {
  entry: CalendarEntry;
  from: number;
  to: number;
  lane: number;
  isStart: boolean;
  isEnd: boolean;
};
/** `hidden` counts, per day, what found no lane. */
export type CalendarWeek = { monday: Day; bars: CalendarBar[]; lanes: number; hidden: number[] };

/** The Mondays of the weeks that a span shows: all weeks that touch the month, or the one week. */
export function mondaysOf(span: CalendarSpan, at: Day): Day[] {
  if (span === "week") return [startOfWeek(at)];
  const mondays: Day[] = [];
  const end = addMonths(startOfMonth(at), 1);
  for (let monday = startOfWeek(startOfMonth(at)); monday < end; monday = addDays(monday, 7))
    mondays.push(monday);
  return mondays;
}

/** The day of the span before (-1) or after (1) the one of `at`. */
export function stepOf(span: CalendarSpan, at: Day, by: -1 | 1): Day {
  return span === "week" ? addDays(at, 7 * by) : addMonths(startOfMonth(at), by);
}

const RANK: Record<CalendarEntry["kind"], number> = { campaign: 0, milestone: 1, tactic: 2 };

/**
 * Puts the entries of a week into lanes: campaigns above milestones above tactics, the earlier and longer ones first,
 * each in the highest lane that is free on all of its days. What needs a lane beyond `most` is only counted.
 */
export function layoutWeek(entries: readonly CalendarEntry[], monday: Day, most: number): CalendarWeek {
  const sunday = addDays(monday, 6);
  const here = entries
    .filter(({ startOn, endOn }) => startOn <= sunday && endOn >= monday)
    .toSorted(
      (a, b) =>
        RANK[a.kind] - RANK[b.kind] ||
        a.startOn.localeCompare(b.startOn) ||
        b.endOn.localeCompare(a.endOn) ||
        a.name.localeCompare(b.name),
    );
  const bars: CalendarBar[] = [];
  const hidden = Array.from({ length: 7 }, () => 0);
  const taken: boolean[][] = [];
  for (const entry of here) {
    const from = Math.max(0, diffDays(monday, entry.startOn));
    const to = Math.min(6, diffDays(monday, entry.endOn));
    const isFree = (lane: boolean[]) => !lane.slice(from, to + 1).some(Boolean);
    const found = taken.findIndex(isFree);
    const lane = found === -1 ? taken.length : found;
    if (lane >= most) {
      for (let day = from; day <= to; day++) hidden[day] = (hidden[day] ?? 0) + 1;
      continue;
    }
    const row = taken[lane] ?? Array.from({ length: 7 }, () => false);
    row.fill(true, from, to + 1);
    taken[lane] = row;
    bars.push({ entry, from, to, lane, isStart: entry.startOn >= monday, isEnd: entry.endOn <= sunday });
  }
  return { monday, bars, lanes: taken.length, hidden };
}
