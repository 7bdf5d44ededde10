import type { Day } from "@/lib/days";
import { formatMoment } from "@/lib/format";
import type { StoredFigure } from "@/lib/kpis/campaign/series";
import { type Cell, sumOf } from "../lift/cell";
import type { Contact, Side } from "../results/outcome";

/** A launched campaign with all that its outcomes are counted by. */
export type Launched = {
  id: string;
  /** Messages name a campaign by its id or its name. */
  name: string;
  startOn: Day;
  endOn: Day;
  launchedAt: Date;
  /** Orders count from the first to the second, contacts from the third. */
  opensAt: Date;
  closesAt: Date;
  contactsAt: Date;
  goalEvent: string | null;
  /** Which outcomes came with the audience: orders, or what it aimed at. */
  told: { orders: boolean; goal: boolean };
  /** Of one that a file brought in, whose audience each batch of it may change; null for every other. */
  version: number | null;
};

export type Sides = {
  treated: Side;
  control: Side;
  /** Treated people by the id of the segment through which they came in. */
  bySegment: Record<string, number>;
};

/**
 * What a launched campaign did, in the parts that pages read. It does not depend on the day, nor on who asks: what a role
 * may not see is hidden when it is read.
 */
export type Outcomes = { sides: Sides; contact: Contact; cells: Cell[]; figures: StoredFigure[] };
export type Part = keyof Outcomes;

/** What the counts of a campaign rest on besides facts: where it differs, what is stored is of something else. */
export function basisOf(campaign: Launched, timeZone: string): string {
  const { name, startOn, endOn, launchedAt, goalEvent, told, version } = campaign;
  return JSON.stringify([timeZone, name, startOn, endOn, launchedAt, goalEvent, told, version]);
}

function sideOf(cells: readonly Cell[]): Side {
  const { people, buyers, orders, revenue } = sumOf(cells);
  return { people, buyers, orders, revenueMinor: revenue };
}

/** Both sides of a campaign from its cells. */
export function sidesOf(cells: readonly Cell[]): Sides {
  const treated = cells.filter(({ isControl }) => !isControl);
  const bySegment: Sides["bySegment"] = {};
  for (const { segmentId, people } of treated) bySegment[segmentId] = (bySegment[segmentId] ?? 0) + people;
  return { treated: sideOf(treated), control: sideOf(cells.filter(({ isControl }) => isControl)), bySegment };
}

/** "as of 09:41": since when the oldest of these was counted; null where all of them are as of now. */
export function asOf(
  outcomes: Iterable<{ countedAt: Date | null } | "hidden" | null>,
  { timeZone, now }: { timeZone: string; now: Date },
): string | null {
  const times = [...outcomes].flatMap((outcome) =>
    outcome && outcome !== "hidden" && outcome.countedAt ? [outcome.countedAt.getTime()] : [],
  );
  return times.length > 0 ? `as of ${formatMoment(new Date(Math.min(...times)), timeZone, now)}` : null;
}
