import type { Day } from "@/lib/days";
import type { Period } from "../series/period";
import type { Standing } from "../tally";

/** The periods of one segment, and those that each of them is held against, in the same order. */
export type GroupSeries = {
  today: Day;
  own: Period[];
  previous: Period[];
  year: Period[];
  base: Period[];
  /** The segment beside it that was chosen; null where none was, or the role may not see it. */
  sibling: { name: string; periods: Period[] } | null;
  siblings: { id: string; name: string }[];
  standing: { own: Standing; base: Standing };
};
