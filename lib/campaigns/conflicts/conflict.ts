import type { Day } from "@/lib/days";
import type { CampaignChannel, CampaignStatus } from "../status";
import type { Remedy } from "./model";

export const CONFLICT_KINDS = [
  "overlap",
  "pressure",
  "overload",
  "dependency",
  "milestone",
  "content",
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

export const CONFLICT_LABEL: Record<ConflictKind, string> = {
  overlap: "Same people",
  pressure: "Contact pressure",
  overload: "Too much work",
  dependency: "Broken dependency",
  milestone: "Past its date",
  content: "Not approved",
};

export type ProposedRemedy = {
  /** Verb and object. */
  label: string;
  remedy: Remedy;
  done: string;
};

export type Conflict = {
  /** The same for the same things as long as they are in conflict. */
  key: string;
  kind: ConflictKind;
  /** People, hours, or days, as `harm` says in words; larger is worse within a kind. */
  size: number;
  harm: string;
  title: string;
  detail: string;
  startOn: Day;
  endOn: Day;
  /** The bars on which it is drawn. */
  itemIds: string[];
  campaigns: { id: string; name: string }[];
  remedies: ProposedRemedy[];
  /** Why nothing can be done by who could otherwise; empty where something is proposed. */
  stuck: string;
  /** Accepted as it is, with its size then. */
  allowed: { reason: string; by: string | null } | null;
};

const LINK_KEY = "dependency:";
export const keyOfLink = (linkId: string): string => LINK_KEY + linkId;
/** The dependency behind the key of a conflict of its kind. */
export const linkIdOf = (key: string): string => key.slice(LINK_KEY.length);

/** A remedy that holds until somebody takes it back. */
export type Concession = {
  campaignId: string;
  campaignName: string;
  text: string;
  /** Null once the launch froze who is left out, and for who may not edit campaigns. */
  takeBack: ProposedRemedy | null;
};

export type FoundConflict = Omit<Conflict, "allowed" | "stuck"> & { stuck?: string };

/** A null channel is all of them together. */
export type ContactRule = { channel: CampaignChannel | null; cap: number; days: number };

export type LiveCampaign = {
  id: string;
  name: string;
  version: number;
  status: CampaignStatus;
  channels: CampaignChannel[];
  startOn: Day;
  endOn: Day;
  isLaunched: boolean;
  isYielding: boolean;
  isApproved: boolean;
  /** The campaigns whose people it leaves out. */
  excludes: string[];
};

export type Worker = { id: string; name: string; weeklyHours: number };
