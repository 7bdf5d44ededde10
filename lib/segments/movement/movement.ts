import { addDays, addMonths, type Day, formatDay, startOfMonth, startOfWeek } from "@/lib/days";
import { CAUSES, type Cause } from "../dimension";

export type MemberChange = {
  customerNo: number;
  customerId: string;
  name: string | null;
  externalId: string;
  hasEntered: boolean;
  cause: Cause;
  at: Date;
};
/** Where a page of changes ends: all of an evaluation have one moment, so the number decides. */
export type ChangePlace = { at: Date; customerNo: number };
export type ChangePage = { changes: MemberChange[]; next: ChangePlace | null };

/** Null: too few for the role to see. */
export type DayChange = { day: Day; cause: Cause; joined: number | null; left: number | null };

export const CAUSE_WORDS: Record<Cause, string> = {
  data: "Data changed",
  rule: "Rule changed",
  time: "Time passed",
  manual: "By hand",
};

export const SPANS = ["month", "quarter", "year"] as const;
export type Span = (typeof SPANS)[number];

/** The days of a span that ends today, in steps that one chart can hold: days, weeks, months. */
export function stepsOf(span: Span, today: Day): { from: Day; to: Day; label: string }[] {
  const count = { month: 28, quarter: 12, year: 12 }[span];
  const startAt = (ago: number): Day => {
    if (span === "month") return addDays(today, -ago);
    return span === "quarter" ? addDays(startOfWeek(today), -7 * ago) : addMonths(startOfMonth(today), -ago);
  };
  return Array.from({ length: count }, (_, index) => {
    const ago = count - 1 - index;
    const from = startAt(ago);
    return { from, to: addDays(startAt(ago - 1), -1), label: formatDay(from, today) };
  });
}

export type Flow = { joined: number; left: number; isPartlyHidden: boolean };

/** Sums of changes between two days, both included. */
export function flowOf(changes: readonly DayChange[], from: Day, to: Day, cause?: Cause): Flow {
  const flow: Flow = { joined: 0, left: 0, isPartlyHidden: false };
  for (const change of changes) {
    if (change.day < from || change.day > to || (cause && change.cause !== cause)) continue;
    flow.joined += change.joined ?? 0;
    flow.left += change.left ?? 0;
    if (change.joined === null || change.left === null) flow.isPartlyHidden = true;
  }
  return flow;
}

/** One row per cause that changed anything. */
export function flowsByCause(changes: readonly DayChange[], from: Day, to: Day): (Flow & { cause: Cause })[] {
  return CAUSES.map((cause) => ({ cause, ...flowOf(changes, from, to, cause) })).filter(
    (flow) => flow.joined + flow.left > 0 || flow.isPartlyHidden,
  );
}

/** "2026-05-14T09:00:00.000Z~17" and back; undefined when it is no place. */
export function placeText(place: ChangePlace): string {
  return `${place.at.toISOString()}~${place.customerNo}`;
}
export function readPlace(text: string | undefined): ChangePlace | undefined {
  const [moment = "", no = ""] = (text ?? "").split("~");
  const at = new Date(moment);
  const customerNo = Number(no);
  return Number.isNaN(at.getTime()) || !no || !Number.isInteger(customerNo) ? undefined : { at, customerNo };
}
