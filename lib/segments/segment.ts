import type { CampaignStatus } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";
import type { Dimension } from "./dimension";
import type { Rule } from "./rule";
import type { SentenceToken } from "./sentence";
import type { Origin } from "./static/origin";

/** `new`: not counted yet; `failing`: the last evaluation failed, `evaluationError` says why. */
export type SegmentStatus = "live" | "new" | "failing" | "archived";

export type SegmentRow = {
  id: string;
  no: number;
  name: string;
  description: string;
  parentId: string | null;
  dimension: Dimension;
  status: SegmentStatus;
  version: number;
  ownerId: string | null;
  ownerName: string | null;
  /** Null when not counted yet, or when the group is smaller than the role may see (`isHidden`). */
  size: number | null;
  isHidden: boolean;
  /** Of all customers. */
  share: number | null;
  /** Sizes at the ends of the last 12 weeks, oldest first; weeks before the first count are left out. */
  weeks: { day: Day; size: number }[];
  personaCount: number;
  campaignCount: number;
  evaluatedAt: Date | null;
  updatedAt: Date;
  /** A fixed list of people rather than a rule. */
  isFixed: boolean;
};

/** `isHidden`: the group is smaller than the role may see. */
export type SegmentLink = { id: string; name: string; size: number | null; isHidden: boolean };
export type SegmentDetail = {
  id: string;
  no: number;
  name: string;
  description: string;
  dimension: Dimension;
  status: SegmentStatus;
  rule: Rule;
  version: number;
  sentence: string;
  tokens: SentenceToken[];
  size: number | null;
  isHidden: boolean;
  base: number;
  share: number | null;
  evaluatedAt: Date | null;
  evaluationError: string | null;
  /** When a failed count is tried again. */
  retryAt: Date | null;
  owner: { id: string; name: string } | null;
  /** A fixed list: whose members it copied. Null for a segment with a rule. */
  origin: Origin | null;
  /** From the macro segment down to the parent. */
  ancestors: SegmentLink[];
  children: SegmentLink[];
  /** The size of each day on which it was counted, oldest first, at most two years. */
  sizes: { day: Day; size: number }[];
  uses: SegmentUses;
  createdAt: Date;
  updatedAt: Date;
};
export type SegmentUses = {
  personas: { id: string; name: string }[];
  campaigns: {
    id: string;
    name: string;
    status: CampaignStatus;
    startOn: Day;
    endOn: Day;
    segmentVersion: number;
  }[];
  /** Segments whose rule names this one (children are apart). */
  segments: { id: string; name: string }[];
};

/** What a write of a segment answers. */
export type Saved = { segmentId: string; version: number; size: number };
