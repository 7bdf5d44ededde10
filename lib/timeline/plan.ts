import type { CampaignChannel, CampaignStatus, DependencyType } from "@/lib/campaigns/status";

export const PLAN_KINDS = ["campaign", "tactic", "milestone"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const GROUPINGS = ["segment", "owner", "channel", "campaign", "status", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/**
 * What happens to the followers of a moved bar: pushed only when needed, put as early as their dependencies allow,
 * kept at their distance, or left.
 */
export const FOLLOWER_MODES = ["slack", "early", "gap", "leave"] as const;
export type FollowerMode = (typeof FOLLOWER_MODES)[number];

export type NamedKey = { key: string; label: string };

/** Calendar days "YYYY-MM-DD", both inclusive; a milestone starts and ends on its day. */
export type Span = { startOn: string; endOn: string };

/**
 * One bar of the plan. `progress` is 0 to 100; a campaign that has tactics shows theirs instead.
 * `version` counts edits and travels back with each change.
 */
export type PlanItem = Span & {
  id: string;
  kind: PlanKind;
  name: string;
  /** The campaign of a tactic or milestone; null for a campaign. */
  parentId: string | null;
  version: number;
  progress: number;
  /** Null for tactics and milestones. */
  status: CampaignStatus | null;
  /** Owner of a campaign, assignee of a tactic. */
  ownerId: string | null;
  channels: readonly CampaignChannel[];
  /** Empty for tactics and milestones, which follow their campaign. */
  segmentIds: readonly string[];
  /** Planned hours: the weight in a campaign's progress. Without them the days weigh. */
  hours?: number;
  baseline?: Span;
  /** It stays where it was put: scheduling passes it over. */
  isByHand?: boolean;
  /** Of a pasted part that is not saved yet: whose checklist and links it gets. */
  copyOf?: string;
  /** The person looking may not change it. */
  locked?: boolean;
};

/** The page of a campaign, or of the plan that a part stands in. */
export const hrefOf = ({ id, parentId }: PlanItem): string =>
  parentId === null ? `/campaigns/${id}` : `/campaigns/${parentId}/plan`;

/** `fromId` comes first, `toId` waits for it. Lag in days, negative for a lead. */
export type PlanLink = { id: string; fromId: string; toId: string; type: DependencyType; lagDays: number };

/** Something wrong on shared days, drawn as a hatch over each of `itemIds`. `text` is one short sentence. */
export type PlanConflict = Span & { id: string; itemIds: readonly string[]; text: string; href?: string };

/** A broken dependency that somebody accepted while it was this many days too early, or fewer. */
export type AllowedLink = { linkId: string; days: number };

/** What is wrong with a plan beside its broken dependencies, and which of those are accepted. */
export type PlanProblems = { conflicts: readonly PlanConflict[]; allowedLinks: readonly AllowedLink[] };

/** How many people two campaigns share by a channel of both, whatever their days: what a drag may bring together. */
export type SharedPeople = {
  campaigns: readonly (Span & { id: string; name: string })[];
  /** Places in `campaigns`, the lower first. */
  pairs: readonly (readonly [a: number, b: number, people: number])[];
};

export type Holiday = { day: string; name: string };

/** New days of one item; the write is refused when `expectedVersion` is no longer its version. */
export type PlanChange = Span & { kind: PlanKind; id: string; expectedVersion: number };

/** Same shape as the result of an action. */
export type PlanResult<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };

/** Versions after a save, by item id, for the items that were written. */
export type SavedVersions = { versions: Readonly<Record<string, number>> };
