import { grants, ROLES, type Role } from "@/lib/auth/permissions";
import type { Day } from "@/lib/days";
import type { FigureKey, Snapshot } from "./figure";

export const DECISION_STATES = ["open", "done", "dropped"] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

export const STATE_LABEL: Record<DecisionState, string> = { open: "Open", done: "Done", dropped: "Dropped" };

/** The roles that decide. */
export const DECIDERS: readonly Role[] = ROLES.filter((role) => grants(role, "decisions:edit") === "all");

type Named = { id: string; name: string };

/** What a decision led to: a version of a segment, or a campaign. */
export type DecisionLink = { id: string } & (
  | { kind: "version"; segment: Named; version: number }
  | { kind: "campaign"; campaign: Named }
);

export type DecisionRow = {
  id: string;
  title: string;
  reason: string;
  outcome: string;
  state: DecisionState;
  decidedOn: Day;
  decidedBy: Named | null;
  reviewOn: Day | null;
  segment: Named | null;
  campaign: Named | null;
  /** As it stood when it was decided; "hidden" when the group is smaller than the role may see. */
  figure: Snapshot | "hidden" | null;
  figureKey: FigureKey | null;
  links: DecisionLink[];
  updatedAt: Date;
  isRemoved: boolean;
};

export type DecisionChoices = {
  segments: Named[];
  campaigns: Named[];
  targets: (Named & { segmentId: string | null })[];
  /** Who may decide. */
  people: Named[];
};

/** Open and its day has come. */
export function isDue({ state, reviewOn }: Pick<DecisionRow, "state" | "reviewOn">, today: Day): boolean {
  return state === "open" && reviewOn !== null && reviewOn <= today;
}

export function linkHref(link: DecisionLink): string {
  return link.kind === "campaign" ? `/campaigns/${link.campaign.id}` : `/segments/${link.segment.id}/history`;
}

/** "version 3 of “Coffee regulars”", "the campaign “Refill”". */
export function linkWords(link: DecisionLink): string {
  return link.kind === "campaign"
    ? `the campaign “${link.campaign.name}”`
    : `version ${link.version} of “${link.segment.name}”`;
}
