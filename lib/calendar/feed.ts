/** What a feed holds: what is one person's, one campaign with its plan, or everything that is planned. */
export const FEED_KINDS = ["person", "campaign", "workspace"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** As many feeds of their own a person may have open at once. */
export const MAX_FEEDS = 20;

/** A feed that still answers. Its address is known to nobody but who has it. */
export type OpenFeed = {
  id: string;
  kind: FeedKind;
  campaignName: string | null;
  ownerId: string;
  ownerName: string;
  createdAt: Date;
  /** To a few minutes; null for never. */
  lastReadAt: Date | null;
};

/** What stands in the list of feeds. */
export function feedWords({ kind, campaignName }: Pick<OpenFeed, "kind" | "campaignName">): string {
  if (kind === "campaign") return `“${campaignName ?? "Campaign"}” and its plan`;
  return kind === "person" ? "My campaigns and tactics" : "All campaigns and their plans";
}
