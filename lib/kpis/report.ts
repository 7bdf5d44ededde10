import type { Day } from "@/lib/days";
import type { Metric } from "./metric";
import type { Pace } from "./pace";
import type { Tally } from "./tally";

export type MonthTally = Tally & { month: Day; correctedOn: Day | null };

/** What today's members did over their whole life. */
export type Lifetime = Pick<Tally, "members" | "buyers" | "repeatBuyers" | "orders" | "revenueMinor">;

export type TargetRow = {
  id: string;
  /** Null: of everybody. */
  segmentId: string | null;
  segmentName: string | null;
  /** Set where it is a campaign's: then of no segment, and over the campaign's days. */
  campaign: { id: string; name: string } | null;
  metric: Metric;
  startOn: Day;
  endOn: Day;
  value: number;
  actual: number | null;
  pace: Pace;
};

export type SegmentKpis = {
  id: string;
  name: string;
  size: number | null;
  /** The group is smaller than this role may see; every figure is empty. */
  isHidden: boolean;
  today: Day;
  lifetime: Lifetime;
  baseLifetime: Lifetime;
  months: MonthTally[];
  baseMonths: MonthTally[];
  sizes: { day: Day; size: number }[];
  targets: TargetRow[];
};

export type SegmentRow = {
  id: string;
  name: string;
  parentId: string | null;
  size: number | null;
  isHidden: boolean;
  ownerId: string | null;
  ownerName: string | null;
  now: Tally;
  before: Tally;
  months: MonthTally[];
  target: TargetRow | null;
};

export type Overview = {
  today: Day;
  /** Whole calendar months: `from` is the first day, `to` the last; `before` is as long and ends the day before. */
  period: { from: Day; to: Day; months: number };
  members: { inSegments: number; all: number };
  now: Tally;
  before: Tally;
  months: MonthTally[];
  segments: SegmentRow[];
};

export type SizeDrop = { segmentId: string; name: string; from: number; to: number };
