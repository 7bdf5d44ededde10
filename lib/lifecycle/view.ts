import type { ScoreFormulas } from "@/lib/customers/scores/formulas";
import { addDays, type Day } from "@/lib/days";
import type { Scope } from "./scope";

/** What takes seconds to count of a large workspace: there it is kept once a day. */
export const LIFECYCLE_VIEWS = ["retention", "fifths", "stages"] as const;
export type LifecycleView = (typeof LIFECYCLE_VIEWS)[number];

/** What kept figures rest on beside the facts: another day, zone or formula makes them another count. */
export const basisOf = ({ today, timeZone }: Scope, { recency, lifecycle }: ScoreFormulas): string =>
  JSON.stringify([today, timeZone, recency, lifecycle]);

/** The day that stages are compared with where none is asked for: twelve weeks ago. */
export const comparedDay = (today: Day): Day => addDays(today, -84);
