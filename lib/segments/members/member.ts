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
  /** Why the person came in; null when it is not on record. */
  cause: Cause | null;
  /** Put in by hand: the rule need not hold. */
  isByHand: boolean;
  isSuppressed: boolean;
};
/** `total` is null under a search. The cursors are null where there is no further page. */
export type MemberPage = {
  members: MemberRow[];
  total: number | null;
  nextAfter: number | null;
  previousBefore: number | null;
};

/** A person put in (`isIncluded`) or kept out by hand. */
export type OverrideRow = {
  customerId: string;
  externalId: string;
  name: string | null;
  isIncluded: boolean;
  byName: string | null;
  at: Date;
};

/** `isIncluded` is null when nothing was done by hand. */
export type PersonFound = {
  customerId: string;
  externalId: string;
  name: string | null;
  email: string | null;
  isMember: boolean;
  isIncluded: boolean | null;
};

export type SegmentOfCustomer = { segmentId: string; name: string; enteredAt: Date };

/** What an evaluation of a segment changed. */
export type Refreshed = { size: number; joined: number; left: number };
