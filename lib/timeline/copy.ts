import { type Bar, type Days, toSpan } from "./bars";
import { addWorking, countWorking, EVERY_DAY, nextWorking, type WorkCalendar } from "./calendar";
import type { PlanItem, PlanLink } from "./plan";

export type PlanCopy = { parts: PlanItem[]; links: PlanLink[] };

export type Paste = {
  campaignId: string;
  /** The day on which the first of the copied parts is to begin. */
  start: number;
  calendar?: WorkCalendar;
  newId: () => string;
};

/** The first day of the given parts, or null for none. */
function firstDay(parts: readonly Days[]): number | null {
  return parts.length === 0 ? null : Math.min(...parts.map((part) => part.start));
}

/**
 * Copies of parts for a campaign, shifted so that the first begins on a given day, with the links among them. Lengths
 * and the distances from the first are kept in working days; nothing of a copy is done yet.
 */
export function copyParts(
  parts: readonly Bar[],
  links: readonly PlanLink[],
  { campaignId, start, calendar = EVERY_DAY, newId }: Paste,
): PlanCopy {
  const first = firstDay(parts);
  if (first === null) return { parts: [], links: [] };
  const ids = new Map(parts.map((part) => [part.item.id, newId()]));
  const from = nextWorking(calendar, start);
  const shifted = (bar: Bar): Days => {
    const length = countWorking(calendar, bar.start, bar.end);
    const at = addWorking(calendar, from, countWorking(calendar, first, bar.start));
    // Work that stood on days off only has no working day to keep: it keeps its days.
    if (length === 0) return { start: at, end: at + bar.end - bar.start };
    const begin = nextWorking(calendar, at);
    return { start: begin, end: addWorking(calendar, begin, length) };
  };
  return {
    parts: parts.map((bar) => {
      const { baseline: _, ...item } = bar.item;
      return {
        ...item,
        ...toSpan(shifted(bar)),
        id: ids.get(item.id) ?? newId(),
        copyOf: item.id,
        parentId: campaignId,
        version: 1,
        progress: 0,
        locked: false,
      };
    }),
    links: links.flatMap((link) => {
      const [fromId, toId] = [ids.get(link.fromId), ids.get(link.toId)];
      return fromId && toId ? [{ ...link, id: newId(), fromId, toId }] : [];
    }),
  };
}
