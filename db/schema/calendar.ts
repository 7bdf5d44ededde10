import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { FEED_KINDS } from "@/lib/calendar/feed";
import { campaigns } from "./campaigns";
import { createdAt, moment, workspaceId } from "./columns";
import { members } from "./workspaces";

/** Addresses that calendars read. Each answers with what its owner may see at that moment. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    workspaceId: workspaceId(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: FEED_KINDS }).notNull(),
    tokenHash: text("token_hash").notNull(),
    ownerId: uuid("owner_id").notNull(),
    /** Of a campaign's feed only. */
    campaignId: uuid("campaign_id"),
    createdAt: createdAt(),
    lastReadAt: moment("last_read_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("calendar_feeds_token").on(t.tokenHash),
    index("calendar_feeds_owner").on(t.workspaceId, t.ownerId),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
    foreignKey({
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }),
  ],
);
