import type { CampaignChannel, PlanItemKind } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";

export type Task = {
  id: string;
  kind: PlanItemKind;
  name: string;
  campaignId: string;
  campaignName: string;
  channel: CampaignChannel | null;
  startOn: Day;
  endOn: Day;
  hours: number;
  progress: number;
  doneAt: Date | null;
  /** False as long as who was given it has neither said so nor begun. */
  isAccepted: boolean;
};
/** A segment with its sizes of the last twelve weeks; size null and no sizes when too small for the role. */
export type OwnSegment = {
  id: string;
  name: string;
  size: number | null;
  /** Relative to four weeks ago; null without a figure from then. */
  change: number | null;
  sizes: number[];
  /** False as long as who was handed it has not said so. */
  isAccepted: boolean;
};
export type Launch = { id: string; name: string; startOn: Day; ownerName: string | null };
export type MyWork = { today: Day; tasks: Task[]; segments: OwnSegment[]; launches: Launch[] };
export type FreeWork = { today: Day; tasks: Task[]; segments: OwnSegment[]; mayTake: boolean };
