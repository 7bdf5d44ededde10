import type { Outcome } from "@/lib/campaigns/results/outcome";
import type { CampaignStatus } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";
import type { DecisionRow } from "@/lib/decisions/decision";
import type { Metric } from "@/lib/kpis/metric";
import type { TargetRow } from "@/lib/kpis/report";
import type { Tally } from "@/lib/kpis/tally";
import type { Matter } from "@/lib/overview/matter";
import type { Span } from "../period";
import type { Report } from "../report";

/** The key figures of a report, in their order. */
export const REPORT_METRICS = [
  "revenue",
  "orders",
  "averageOrderValue",
  "repeatRate",
] as const satisfies Metric[];

/** `isHidden`: the group is smaller than the role may see, and its tallies are empty. */
export type ReportedSegment = { id: string; name: string; isHidden: boolean; now: Tally; before: Tally };

export type ReportedCampaign = {
  id: string;
  name: string;
  status: CampaignStatus;
  startOn: Day;
  endOn: Day;
  /** What it did in the period; what ended in it may have begun in it too. */
  event: "started" | "ended" | "ran";
  /** Of the whole campaign, once it has ended, and so far where the period is the last one; else null. */
  outcome: Outcome | "hidden" | null;
};

export type ReportContents = {
  report: Report;
  today: Day;
  span: Span;
  /** The period before, of the same kind. */
  prior: Span;
  /** False while the period still runs. */
  isOver: boolean;
  /** The last that is over, or the one that runs: only then is what holds today part of it. */
  isCurrent: boolean;
  now: Tally;
  before: Tally;
  /** Of everybody, the period itself last. */
  trend: { from: Day; tally: Tally }[];
  /** By the change in revenue, the largest first. */
  segments: ReportedSegment[];
  /** Those that ended in the period; those that run where it is the current one. */
  targets: TargetRow[];
  campaigns: ReportedCampaign[];
  decisions: DecisionRow[];
  /** What needs a decision today; null for an earlier period, of which it is not kept. */
  matters: Matter[] | null;
};

/** How the revenue of a segment changed; null where it is hidden. */
export function revenueChange({ isHidden, now, before }: ReportedSegment): number | null {
  return isHidden ? null : now.revenueMinor - before.revenueMinor;
}
