import type { Effect } from "@/lib/statistics/shares";
import type { Stage } from "./funnel";

/** One side of a campaign during its days: net revenue in minor units, orders without returns. */
export type Side = { people: number; buyers: number; orders: number; revenueMinor: number };
export type Outcome = {
  treated: Side;
  control: Side;
  effect: Effect | null;
  /** When it was counted, where a large workspace shows what is stored; null: it is as of now. */
  countedAt: Date | null;
};
export type Contact = {
  /** Treated people per stage of contact; absent when no such event carries this campaign. */
  stages: Partial<Record<Stage, number>>;
  /** People of the control group who were contacted all the same: they blur the comparison. */
  contactedControl: number;
};
export type Results = Outcome &
  Contact & {
    /** From the launch, or the first day if that is later, to the end of the last day. */
    from: Date;
    to: Date;
    isOver: boolean;
  };
