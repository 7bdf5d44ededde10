import { isLive } from "@/lib/campaigns/conflicts/live";
import type { Day } from "@/lib/days";
import { type Days, type Plan, toDays } from "./bars";
import { isPressing, type LinkState } from "./links";
import type { AllowedLink, PlanConflict } from "./plan";

export type ConflictMark = Days & { id: string; text: string; href: string | undefined };

/** The marks of each item, first day first. */
export function marksByItem(
  conflicts: readonly PlanConflict[],
): ReadonlyMap<string, readonly ConflictMark[]> {
  const marks = new Map<string, ConflictMark[]>();
  for (const { id, itemIds, text, href, ...span } of conflicts) {
    const mark = { id, text, href, ...toDays(span) };
    for (const itemId of new Set(itemIds)) {
      const list = marks.get(itemId);
      if (list) list.push(mark);
      else marks.set(itemId, [mark]);
    }
  }
  for (const list of marks.values()) list.sort((a, b) => a.start - b.start);
  return marks;
}

/** The hatches to draw: marks joined where they touch, cut to the bar's own days. */
export function hatches(marks: readonly Days[], bar: Days): Days[] {
  const out: Days[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(mark.start, bar.start);
    const end = Math.min(mark.end, bar.end);
    if (end <= start) continue;
    const last = out.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/**
 * The broken links that count as conflicts, by the rule of the conflicts page: what waits is not done, both campaigns
 * are live, and nobody allowed as many days.
 */
export function countedLinks(
  states: readonly LinkState[],
  byId: Plan["byId"],
  allowed: readonly AllowedLink[],
  today: Day,
): LinkState[] {
  const isOfLive = ({ item }: LinkState["to"]) => {
    const campaign = item.parentId === null ? item : byId.get(item.parentId)?.item;
    return campaign !== undefined && isLive(campaign, today);
  };
  return states.filter(
    (state) =>
      isPressing(state) &&
      isOfLive(state.from) &&
      isOfLive(state.to) &&
      !allowed.some(({ linkId, days }) => linkId === state.link.id && days >= -state.slack),
  );
}

/** How many of these links each item has, at either end. */
export function linksByItem(states: readonly LinkState[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { link } of states)
    for (const id of [link.fromId, link.toId]) count.set(id, (count.get(id) ?? 0) + 1);
  return count;
}
