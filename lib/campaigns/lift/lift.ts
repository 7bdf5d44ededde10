import type { RatioTest } from "@/lib/statistics/sample-ratio";
import type { Design } from "../launch/design";
import type { Adjusted, Comparison, influenceOf } from "./comparison";
import type { Outlook } from "./outlook";

/** One row of results: a segment or a variant, or two variants of one channel against each other. */
export type LiftPart = {
  id: string;
  name: string;
  comparison: Comparison;
  /** The p-value of the share that bought, adjusted for the number of rows; null where it cannot be tested. */
  adjustedP: number | null;
};

export type Lift = {
  /** From the launch, or the first day if that is later, to the end of the last day. */
  from: Date;
  to: Date;
  isOver: boolean;
  /** When it was counted, where a large workspace shows what is stored; null: it is as of now. */
  countedAt: Date | null;
  total: Comparison;
  /** Each person in one. Empty where a part is too small for this role to see. */
  segments: LiftPart[];
  /** Each against the whole control group; empty with fewer than two alternatives. */
  variants: LiftPart[];
  /** The first of a channel's variants against each other one. */
  pairs: LiftPart[];
  areSegmentsHidden: boolean;
  areVariantsHidden: boolean;
  /** The event that the campaign aims at besides orders. */
  goal: { name: string; label: string } | null;
  /** Whether the groups have the sizes that the split was to give them; null without a control group. */
  ratio: RatioTest | null;
  /** Stays valid however often somebody looks; null without a control group. */
  peekP: number | null;
  outlook: Outlook | null;
  design: Design | null;
  /** Spend of the campaign so far, in minor units. */
  spentMinor: number;
  /** What was spent in so many days before it begins is known. */
  adjusted: Adjusted | null;
  beforeDays: number;
  /** What the person with the largest amount weighs; `person` is null for roles that do not see everybody. */
  influence: { carries: boolean; turnsVerdict: boolean; person: ReturnType<typeof influenceOf> } | null;
};
