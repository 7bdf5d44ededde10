import type { DependencyType } from "@/lib/campaigns/status";
import type { Bar, Days, Plan } from "./bars";
import { addWorking, EVERY_DAY, type WorkCalendar } from "./calendar";
import type { PlanLink } from "./plan";
import { countDays } from "./scale";

type Pointed = Days & { item: { kind: Bar["item"]["kind"] } };

/** A milestone happens at the close of its day: work that ends on that day still comes before it. */
const startPoint = (bar: Pointed) => (bar.item.kind === "milestone" ? bar.end : bar.start);

/** The point of the first bar from which the link counts. */
export function fromPoint(type: DependencyType, bar: Pointed): number {
  return type === "FS" || type === "FF" ? bar.end : startPoint(bar);
}

/** The point of the second bar that must not lie earlier. */
export function toPoint(type: DependencyType, bar: Pointed): number {
  return type === "FS" || type === "SS" ? startPoint(bar) : bar.end;
}

/** The earliest boundary that the link allows for the second bar's point; lag counts working days. */
export function earliest(link: PlanLink, from: Pointed, calendar: WorkCalendar = EVERY_DAY): number {
  return addWorking(calendar, fromPoint(link.type, from), link.lagDays);
}

/** Days to spare before the link is broken; negative when it is. */
export function slackOf(
  link: PlanLink,
  from: Pointed,
  to: Pointed,
  calendar: WorkCalendar = EVERY_DAY,
): number {
  return toPoint(link.type, to) - earliest(link, from, calendar);
}

export type LinkState = { link: PlanLink; from: Bar; to: Bar; slack: number; isBroken: boolean };

/** Each link whose two ends are in the plan, with its slack in days. */
export function checkLinks(plan: Plan, links: readonly PlanLink[], calendar?: WorkCalendar): LinkState[] {
  return links.flatMap((link) => {
    const from = plan.byId.get(link.fromId);
    const to = plan.byId.get(link.toId);
    if (!from || !to) return [];
    const slack = slackOf(link, from, to, calendar);
    return [{ link, from, to, slack, isBroken: slack < 0 }];
  });
}

/** A broken link that can still be mended: what waits is not done. */
export const isPressing = ({ isBroken, to }: LinkState): boolean => isBroken && to.progress < 100;

const MEANING: Record<DependencyType, string> = {
  FS: "starts after it ends",
  SS: "starts with or after it",
  FF: "ends with or after it",
  SF: "ends after it starts",
};

/** "starts after it ends, 2 days later". */
export function linkWords({ type, lagDays }: Pick<PlanLink, "type" | "lagDays">): string {
  const days = countDays(Math.abs(lagDays));
  return lagDays === 0 ? MEANING[type] : `${MEANING[type]}, ${days} ${lagDays > 0 ? "later" : "earlier"}`;
}
