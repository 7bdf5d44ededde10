import type { Day } from "@/lib/days";
import type { CampaignLink, Goal, Variant } from "./brief";
import type { LeftOutReason } from "./launch/reasons";
import type { Stratum } from "./launch/strata";
import type { CampaignChannel, CampaignStatus, JourneyStage } from "./status";
import type { Step } from "./steps";

/** `version` is the one the campaign was planned on (launched: froze its audience on), `current` the newest. */
export type TargetSegment = {
  id: string;
  name: string;
  version: number;
  current: number;
  /** Null when it was never counted, or is too small for this role to see. */
  size: number | null;
  isCounted: boolean;
  isArchived: boolean;
};
export type Tactics = { total: number; finished: number; late: number };
export type CampaignRow = {
  id: string;
  version: number;
  name: string;
  status: CampaignStatus;
  journeyStage: JourneyStage;
  channels: CampaignChannel[];
  ownerId: string | null;
  ownerName: string | null;
  startOn: Day;
  endOn: Day;
  isLaunched: boolean;
  isApproved: boolean;
  hasMessage: boolean;
  segments: TargetSegment[];
  tactics: Tactics;
  /** 0 to 100; null without tactics. */
  progress: number | null;
};
/**
 * People of the segments, each once (`members`): contacted, held out, or left out by reason, which add up. Null: too few
 * to show.
 */
export type AudienceNumbers = {
  isFrozen: boolean;
  members: number;
  treated: number;
  control: number;
  leftOut: { reason: LeftOutReason; people: number }[];
} | null;
export type Campaign = CampaignRow & {
  objective: string;
  persona: { id: string; name: string; tagline: string } | null;
  variants: Variant[];
  links: CampaignLink[];
  goals: Goal[];
  goalEvent: string | null;
  budgetMinor: number | null;
  /** The sum of its spend entries. */
  spentMinor: number;
  controlShare: number;
  stratifyBy: Stratum[];
  launchedAt: Date | null;
  approvedAt: Date | null;
  approvedBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  today: Day;
  audience: AudienceNumbers;
  /** What may follow, with what stands in its way. Empty for roles that may not edit campaigns. */
  /** `leadsBack`: whether this person may take the opposite one at once. */
  steps: (Step & { mayApprove: boolean; leadsBack: boolean })[];
};
