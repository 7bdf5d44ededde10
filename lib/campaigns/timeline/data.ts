import type { Day } from "@/lib/days";
import type { Holiday, NamedKey, PlanItem, PlanLink } from "@/lib/timeline/plan";

export type TimelineData = {
  /** Names the workspace and the person: nothing that the browser remembers of a plan goes beyond them. */
  scope: string;
  items: PlanItem[];
  links: PlanLink[];
  segments: NamedKey[];
  people: NamedKey[];
  holidays: Holiday[];
  /** ISO weekdays on which work is done, Monday 1. */
  workdays: number[];
  /** Snapshots to compare with, the newest first, and the one that the items carry. */
  baselines: NamedKey[];
  baselineId: string | null;
  /** Changes with every change to the plan, whoever makes it. */
  stamp: string;
  /** The moment of it, by the clock of the server. */
  asOf: string;
  today: Day;
  /** The reader may add and remove dependencies. */
  canLink: boolean;
  /** Nothing on it is the reader's to move. */
  isReadOnly: boolean;
};

/** The same on its way to the browser: bars and dependencies as one text (`packPlan`). */
export type SentTimeline = Omit<TimelineData, "items" | "links"> & { plan: string };
