import { type Day, startOfQuarter, startOfWeek } from "@/lib/days";
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

const earliest = (days: readonly Day[]): Day | undefined => [...days].sort()[0];

/**
 * Where messages begin to be read: they add up over days, so that none before the first period that is kept matters.
 * Whether each was the first of its kind is looked up in all of history, which is what makes them dear.
 */
export function messagesFrom({ readFrom, since, grains, windows }: TallyScope): Day | null {
  if (readFrom === null) return null;
  const ofGrains =
    grains.length === 0 ? [] : since ? [startOfQuarter(since), startOfWeek(since)] : [readFrom];
  const first = earliest([...ofGrains, ...windows.map(({ from }) => from)]) ?? readFrom;
  return first > readFrom ? first : readFrom;
}
