import type { Channel, ConsentState } from "./fields";

/** What the list can be sorted by. */
export const CUSTOMER_SORTS = ["seen", "name", "key", "orders", "last", "value"] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

/** How often somebody bought; returns are no orders. */
export const BUYING_STAGES = ["none", "once", "again"] as const;
export type BuyingStage = (typeof BUYING_STAGES)[number];
export const BUYING_LABEL: Record<BuyingStage, string> = {
  none: "have not ordered yet",
  once: "ordered once",
  again: "ordered more than once",
};

export type SegmentName = { id: string; name: string };

/** What a list shows of one person. Without the right to see who it is, `isMasked` and the personal parts are null. */
export type CustomerRow = {
  id: string;
  /** The source's own id; null when it is an e-mail address that the role may not see. */
  key: string | null;
  name: string | null;
  email: string | null;
  country: string | null;
  city: string | null;
  firstSeenAt: Date;
  orderCount: number;
  spendMinor: number;
  lastOrderAt: Date | null;
  consents: Record<Channel, ConsentState>;
  isSuppressed: boolean;
  isMasked: boolean;
  /** The smallest first: it says most. */
  segments: SegmentName[];
};

/** A page of the list. The cursors are ids of its last and first person, null where the list ends. */
export type CustomerPage = { rows: CustomerRow[]; after: string | null; before: string | null };

/** The row without what tells who it is; a key that is an e-mail address tells it too. */
export function maskedRow(row: CustomerRow): CustomerRow {
  const key = row.key?.includes("@") ? null : row.key;
  return { ...row, key, name: null, email: null, city: null, isMasked: true };
}

/** What stands where a name would. */
export function titleOf(person: Pick<CustomerRow, "name" | "key">): string {
  return person.name ?? person.key ?? "Customer";
}
