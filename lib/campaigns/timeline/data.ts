import type { Day } from "@/lib/days";
import type { Holiday, NamedKey, PlanConflict, PlanItem, PlanLink } from "@/lib/timeline/plan";

export type TimelineData = {
  items: PlanItem[];
  links: PlanLink[];
  /** Pairs of campaigns that reach the same people on shared days. */
  conflicts: PlanConflict[];
  segments: NamedKey[];
  people: NamedKey[];
  holidays: Holiday[];
  /** ISO weekdays on which work is done, Monday 1. */
  workdays: number[];
  today: Day;
  /** The reader may add and remove dependencies. */
  canLink: boolean;
  /** Nothing on it is the reader's to move. */
  isReadOnly: boolean;
};
