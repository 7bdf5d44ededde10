import type { Day } from "@/lib/days";
import type { LeftOutReason } from "../launch/reasons";

export const AUDIENCE_GROUPS = ["treated", "control", "leftOut"] as const;
export type AudienceGroup = (typeof AUDIENCE_GROUPS)[number];

export const GROUP_LABEL: Record<AudienceGroup, string> = {
  treated: "Contacted",
  control: "Held out",
  leftOut: "Left out",
};

/** Whom a file can hold: never those left out. */
export const FILE_GROUPS = ["treated", "control", "both"] as const;
export type FileGroup = (typeof FILE_GROUPS)[number];

export type GroupCounts = { treated: number; control: number; leftOut: number };

export type AudienceDetail = {
  /** Each person in one of them: the one that was made first. */
  segments: ({ id: string; name: string } & GroupCounts)[];
  /** In words; empty for a plain split. */
  strata: { name: string; treated: number; control: number }[];
  /** Who was in the segments as many days before today as the campaign lasts, and who of them has ordered since. */
  base: { buyers: number; people: number; days: number };
};

/** People of the audience whom no other campaign speaks to on that day. */
export type FreeDay = { day: Day; free: number };

export type AudiencePerson = {
  customerNo: number;
  customerId: string;
  externalId: string;
  name: string | null;
  city: string | null;
  country: string | null;
  group: AudienceGroup;
  reason: LeftOutReason | null;
  segmentName: string;
};

export type AudiencePage = {
  people: AudiencePerson[];
  nextAfter: number | null;
  previousBefore: number | null;
};
