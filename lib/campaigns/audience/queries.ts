import { and, eq, sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import type { AudienceNumbers } from "../campaign";
import { LEFT_OUT_REASONS, type LeftOutReason } from "../launch/reasons";
import { type Audience, audienceOf } from "./sql";

/** What decides who is in the audience and who is held out; NOT_FOUND for another workspace's. */
export async function getSplit(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<Audience> {
  authorize(ctx, "campaigns:read");
  const [row] = await ctx.db
    .select({
      id: campaigns.id,
      channels: campaigns.channels,
      controlShare: campaigns.controlShare,
      splitSalt: campaigns.splitSalt,
      stratifyBy: campaigns.stratifyBy,
      launchedAt: campaigns.launchedAt,
    })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  return found(row, "campaign");
}

type Counted = { reason: LeftOutReason | null; isControl: boolean; people: number };

/** Who is contacted, held out and left out, live before the launch and frozen after it. Null: too few for this role. */
export async function getAudienceNumbers(
  ctx: Ctx,
  { campaignId }: { campaignId: string },
): Promise<AudienceNumbers> {
  authorize(ctx, "campaigns:read");
  const split = await getSplit(ctx, { campaignId });
  const rows = await ctx.db.execute<Counted>(sql`
    select reason, is_control as "isControl", count(*)::int as people
    from ${audienceOf(ctx.workspaceId, split)} as people group by reason, is_control`);
  const count = (test: (row: Counted) => boolean) =>
    rows.filter(test).reduce((sum, { people }) => sum + people, 0);
  const leftOut = LEFT_OUT_REASONS.flatMap((reason) => {
    const people = count((row) => row.reason === reason);
    return people > 0 ? [{ reason, people }] : [];
  });
  const numbers = {
    members: count(() => true),
    treated: count((row) => row.reason === null && !row.isControl),
    control: count((row) => row.reason === null && row.isControl),
    leftOut,
  };
  const parts = [numbers.treated, numbers.control, ...leftOut.map(({ people }) => people)];
  // A part that is too small could be told from the whole and the other parts.
  if (isBelowFloor(ctx, numbers.members) || parts.some((part) => part > 0 && isBelowFloor(ctx, part)))
    return null;
  return { isFrozen: split.launchedAt !== null, ...numbers };
}
