import fc from "fast-check";
import { DEPENDENCY_TYPES } from "@/lib/campaigns/status";
import { fromDayNumber, toDayNumber } from "@/lib/days";
import type { Bar } from "./bars";
import type { PlanItem, PlanLink } from "./plan";
import type { BarRow } from "./rows";

/** One valid item for tests; a campaign unless told otherwise. */
export function planItem(id: string, startOn: string, endOn: string, rest: Partial<PlanItem> = {}): PlanItem {
  return {
    id,
    kind: "campaign",
    name: `Item ${id}`,
    startOn,
    endOn,
    parentId: null,
    version: 1,
    progress: 0,
    status: rest.kind && rest.kind !== "campaign" ? null : "planned",
    ownerId: null,
    channels: [],
    segmentIds: [],
    ...rest,
  };
}

export function planLink(fromId: string, toId: string, rest: Partial<PlanLink> = {}): PlanLink {
  return { id: `${fromId}>${toId}`, fromId, toId, type: "FS", lagDays: 0, ...rest };
}

export function barRow(bar: Bar): BarRow {
  const place = { level: 1, index: 0, parentIndex: -1, position: 1, siblings: 1, isOpen: false };
  return { kind: "bar", key: bar.item.id, bar, count: bar.parts.length, ...place };
}

const BASE = toDayNumber("2026-03-02");

/** Campaigns with parts and links that always lead from an earlier to a later one, so without a circle. */
export const acyclicPlan = fc
  .record({
    campaigns: fc.integer({ min: 1, max: 5 }),
    parts: fc.array(
      fc.record({
        campaign: fc.nat(),
        start: fc.integer({ min: 0, max: 60 }),
        length: fc.integer({ min: 1, max: 15 }),
        isMilestone: fc.boolean(),
        progress: fc.constantFrom(0, 0, 0, 40, 100),
        locked: fc.constantFrom(false, false, false, true),
      }),
      { maxLength: 14 },
    ),
    spans: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 })), {
      minLength: 5,
      maxLength: 5,
    }),
    links: fc.array(
      fc.record({
        a: fc.nat(),
        b: fc.nat(),
        type: fc.constantFrom(...DEPENDENCY_TYPES),
        lagDays: fc.integer({ min: -3, max: 5 }),
      }),
      { maxLength: 24 },
    ),
  })
  .map(({ campaigns, parts, spans, links }) => {
    const items: PlanItem[] = [];
    const span = (start: number, length: number) =>
      [fromDayNumber(BASE + start), fromDayNumber(BASE + start + length - 1)] as const;
    for (let index = 0; index < campaigns; index += 1) {
      const [start, length] = spans[index] ?? [0, 1];
      items.push(planItem(`c${index}`, ...span(start, length)));
    }
    parts.forEach((part, index) => {
      items.push(
        planItem(`p${index}`, ...span(part.start, part.isMilestone ? 1 : part.length), {
          kind: part.isMilestone ? "milestone" : "tactic",
          parentId: `c${part.campaign % campaigns}`,
          progress: part.progress,
          locked: part.locked,
        }),
      );
    });
    const made = new Map<string, PlanLink>();
    for (const { a, b, type, lagDays } of links) {
      const from = items[a % items.length];
      const to = items[b % items.length];
      if (!from || !to || rank(from, items) >= rank(to, items)) continue;
      made.set(`${from.id}>${to.id}`, planLink(from.id, to.id, { type, lagDays }));
    }
    return { items, links: [...made.values()] };
  });

/** By campaign, a campaign before its parts: links along this order cannot close a circle. */
function rank(item: PlanItem, items: readonly PlanItem[]): number {
  const campaign = item.parentId ?? item.id;
  return Number(campaign.slice(1)) * 1000 + (item.parentId === null ? 0 : 1 + items.indexOf(item));
}
