import type { Day } from "@/lib/days";
import type { Contact } from "../contact";
import type { CalendarGrain, Span } from "../grain";

/** Events that count as contacts and visits, by the number of their name. */
export type NamedContact = Contact & { no: number };

/** Whose figures: segments by their members of each day, or the contacted people of a campaign by its frozen audience. */
export type Holders =
  | { kind: "segments"; segmentNos: readonly number[]; hasBase: boolean }
  | { kind: "campaign"; campaignId: string; campaignName: string; from: Day; to: Day };

export type TallyScope = {
  workspaceId: number;
  timeZone: string;
  holders: Holders;
  contacts: readonly NamedContact[];
  grains: readonly CalendarGrain[];
  /** Runs of whole months, each compared with as many days before it. */
  windows: readonly (Span & { before: Day })[];
  /** Periods that end before this day are left out; null: all of history. */
  since: Day | null;
  /** Where the facts begin to be read: early enough for the period before `since`. Null: all of history. */
  readFrom: Day | null;
  /** The first day of any fact, or of those that are read. */
  first: Day;
  today: Day;
};

/** The length of period in which facts are folded first: the longest that the asked ones are made of. */
export function unitOf({ grains, windows }: Pick<TallyScope, "grains" | "windows">): CalendarGrain {
  return windows.length === 0 && grains.every((grain) => grain === "month" || grain === "quarter")
    ? "month"
    : "day";
}
