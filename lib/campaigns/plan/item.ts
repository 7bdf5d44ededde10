import type { Day } from "@/lib/days";
import type { CampaignChannel, DependencyType, PlanItemKind } from "../status";

export type PlanItemRow = {
  id: string;
  campaignId: string;
  kind: PlanItemKind;
  name: string;
  channel: CampaignChannel | null;
  assigneeId: string | null;
  assigneeName: string | null;
  startOn: Day;
  endOn: Day;
  hours: number;
  progress: number;
  isByHand: boolean;
  doneAt: Date | null;
  position: number;
  version: number;
  /** The reader may change it: by role, or because it is assigned to them. */
  canEdit: boolean;
};
/** An end is a campaign, or one of its items; both ends carry the name of what they point at. */
export type DependencyRow = {
  id: string;
  fromId: string;
  fromName: string;
  fromCampaignId: string;
  toId: string;
  toName: string;
  toCampaignId: string;
  type: DependencyType;
  lagDays: number;
};
