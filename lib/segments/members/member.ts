import type { Day } from "@/lib/days";
import type { Cause } from "../dimension";

export type MemberRow = {
  customerNo: number;
  customerId: string;
  externalId: string;
  name: string | null;
  email: string | null;
  country: string | null;
  city: string | null;
  orderCount: number;
  spendMinor: number;
  lastOrderAt: Date | null;
  enteredAt: Date;
  isSuppressed: boolean;
};
export type MemberPage = { members: MemberRow[]; total: number; nextAfter: number | null };

export type MemberChange = {
  customerId: string;
  name: string | null;
  externalId: string;
  hasEntered: boolean;
  cause: Cause;
  at: Date;
};

export type DayChange = { day: Day; cause: Cause; joined: number | null; left: number | null };

export type SegmentOfCustomer = { segmentId: string; name: string; enteredAt: Date };

/** What an evaluation of a segment changed. */
export type Refreshed = { size: number; joined: number; left: number };
