import type { Role } from "@/lib/auth/permissions";
import type { Day } from "@/lib/days";

/** `hours` of what the filter lets through, `total` of everything; both against the hours of that week. */
export type LoadCell = { hours: number; total: number; capacity: number };

export type WorkloadRow = {
  userId: string;
  name: string;
  role: Role;
  weeklyHours: number;
  segments: number;
  campaigns: number;
  open: number;
  late: number;
  weeks: LoadCell[];
};

/** A tactic behind a cell: how many of its hours fall on that week. */
export type LoadedTask = {
  id: string;
  name: string;
  campaignId: string;
  campaignName: string;
  startOn: Day;
  endOn: Day;
  progress: number;
  hours: number;
};

/** Whom a cell belongs to: a member, or the tactics that nobody has. */
export const NOBODY = "none";

export type Workload = {
  today: Day;
  weekStarts: Day[];
  /** The reader's own row where the role sees no other. */
  isOwnOnly: boolean;
  people: WorkloadRow[];
  /** Hours per week of tactics that nobody has. */
  free: number[];
  /** Live campaigns with open tactics, to narrow by. */
  campaigns: { id: string; name: string }[];
};

export type OpenCell = {
  who: string;
  /** Null for tactics that nobody has. */
  name: string | null;
  monday: Day;
  tasks: LoadedTask[];
};
