import type { Day } from "@/lib/days";
import type { CampaignLink } from "../brief";
import type { CampaignChannel, DependencyType, PlanItemKind } from "../status";

export type ChecklistItem = { id: string; text: string; isDone: boolean };

/** Percent done of a checklist; null for an empty one, whose tactic says its progress itself. */
export function checklistProgress(checklist: readonly ChecklistItem[]): number | null {
  if (checklist.length === 0) return null;
  return Math.floor((100 * checklist.filter((point) => point.isDone).length) / checklist.length);
}

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
  checklist: ChecklistItem[];
  links: CampaignLink[];
  comments: number;
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
