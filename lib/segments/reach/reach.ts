import type { Channel } from "@/lib/customers/fields";

/** How many members can be contacted. Null where the count is too small for the role to see. */
export type Reach = {
  size: number | null;
  /** Not suppressed, no objection, and at least one channel that is not opted out of. */
  contactable: number | null;
  /** Of these: not in the treated audience of a campaign that runs today. */
  free: number | null;
  channels: Record<Channel, number | null>;
};
