import { fromDayNumber, toDayNumber } from "@/lib/days";
import type { PlanItem, Span } from "./plan";

/** Day numbers [start, end). */
export type Days = { start: number; end: number };

/** An item with its days as numbers and its own progress, rolled up where it has tactics. */
export type Bar = Days & {
  item: PlanItem;
  /** 0 to 100. */
  progress: number;
  baseline: Days | null;
  parts: readonly Bar[];
};

export type Plan = { bars: readonly Bar[]; byId: ReadonlyMap<string, Bar> };

export function toDays({ startOn, endOn }: Span): Days {
  return { start: toDayNumber(startOn), end: toDayNumber(endOn) + 1 };
}

export function toSpan({ start, end }: Days): Span {
  return { startOn: fromDayNumber(start), endOn: fromDayNumber(end - 1) };
}

export function sameDays(a: Days, b: Days): boolean {
  return a.start === b.start && a.end === b.end;
}

/**
 * The share of a campaign's work that is done, 0 to 100: tactics weighed by their hours, or by their days
 * when not one of them has hours. Milestones weigh nothing; null without tactics.
 */
export function rollUpProgress(parts: readonly (Days & { item: PlanItem })[]): number | null {
  const tactics = parts.filter((part) => part.item.kind === "tactic");
  if (tactics.length === 0) return null;
  const hasHours = tactics.some((part) => (part.item.hours ?? 0) > 0);
  let total = 0;
  let done = 0;
  for (const part of tactics) {
    const weight = hasHours ? (part.item.hours ?? 0) : part.end - part.start;
    total += weight;
    done += weight * part.item.progress;
  }
  return Math.round(done / total);
}

type Draft = Days & { item: PlanItem; progress: number; baseline: Days | null; parts: Draft[] };

/** Items as bars, tactics and milestones under their campaign, campaigns and orphans at the top, in the given order. */
export function buildPlan(items: readonly PlanItem[]): Plan {
  const byId = new Map<string, Draft>();
  for (const item of items)
    byId.set(item.id, {
      item,
      ...toDays(item),
      progress: item.progress,
      baseline: item.baseline ? toDays(item.baseline) : null,
      parts: [],
    });
  const bars: Draft[] = [];
  for (const bar of byId.values()) {
    const parent = bar.item.parentId === null ? undefined : byId.get(bar.item.parentId);
    if (parent) parent.parts.push(bar);
    else bars.push(bar);
  }
  for (const bar of bars) bar.progress = rollUpProgress(bar.parts) ?? bar.item.progress;
  return { bars, byId };
}

/** What is known here of some items but not yet in those from the server. */
export type Overlay = ReadonlyMap<string, Partial<PlanItem>>;

export function withOverlay(items: readonly PlanItem[], overlay: Overlay): readonly PlanItem[] {
  if (overlay.size === 0) return items;
  return items.map((item) => {
    const own = overlay.get(item.id);
    return own ? { ...item, ...own } : item;
  });
}
