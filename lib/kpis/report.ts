import type { Day } from "@/lib/days";
import type { Metric, Tally } from "./metric";
import type { Pace } from "./pace";

export type MonthTally = Tally & { month: Day };

export type TargetRow = {
  id: string;
  segmentId: string;
  segmentName: string;
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
  lifetime: Tally & { members: number };
  baseLifetime: Tally & { members: number };
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
