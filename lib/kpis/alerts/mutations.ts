import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { campaigns, members, segments, targets } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { formatPercent } from "@/lib/format";
import { sendNotices } from "@/lib/work/notices/mutations";
import { todayIn } from "@/lib/zone";
import { listCampaignTargets } from "../campaign/queries";
import { METRICS } from "../metric";
import { listTargets } from "../queries";
import { targetHref } from "../target-state";

/**
 * Tells who answers for a target when it has come to be at risk or off: who owns its segment or campaign and who set it,
 * and of everybody's targets the managers. Quiet while the state stays as it was told, and when it gets better.
 */
export async function tellTargets(ctx: Ctx): Promise<{ told: number }> {
  authorize(ctx, "segments:edit");
  return inTransaction(ctx, async (tx) => {
    const today = todayIn(tx.workspace.timeZone, tx.now());
    const own = eq(targets.workspaceId, tx.workspaceId);
    const stored = await tx.db
      .select({
        id: targets.id,
        told: targets.toldState,
        createdBy: targets.createdBy,
        ownerId: sql<string | null>`coalesce(${segments.ownerId}, ${campaigns.ownerId})`,
      })
      .from(targets)
      .leftJoin(
        segments,
        and(eq(segments.workspaceId, targets.workspaceId), eq(segments.id, targets.segmentId)),
      )
      .leftJoin(
        campaigns,
        and(eq(campaigns.workspaceId, targets.workspaceId), eq(campaigns.id, targets.campaignId)),
      )
      .where(own)
      .for("update", { of: targets });
    const known = new Map(stored.map((row) => [row.id, row]));
    const managers = await tx.db
      .select({ userId: members.userId })
      .from(members)
      .where(
        and(
          eq(members.workspaceId, tx.workspaceId),
          isNull(members.removedAt),
          inArray(members.role, ["owner", "manager"]),
        ),
      );
    let told = 0;
    for (const target of [...(await listTargets(tx)), ...(await listCampaignTargets(tx))]) {
      const before = known.get(target.id);
      const { state, ratio } = target.pace;
      if (!before || before.told === state || target.startOn > today || target.endOn < today) continue;
      await tx.db
        .update(targets)
        .set({ toldState: state })
        .where(and(own, eq(targets.id, target.id)));
      if ((state !== "at risk" && state !== "off") || before.told === "off") continue;
      const name = target.segmentName ?? target.campaign?.name;
      const about = name ? `“${name}”` : "all customers";
      const share = ratio === null ? "" : `: ${formatPercent(ratio, 0)} of what should be there by now`;
      const people = name
        ? [before.ownerId, before.createdBy]
        : [...managers.map(({ userId }) => userId), before.createdBy];
      await sendNotices(
        tx,
        people.map((userId) => ({
          userId,
          kind: "target" as const,
          title: `${METRICS[target.metric].label} of ${about} is ${state === "off" ? "off target" : "at risk"}${share}`,
          href: targetHref(target),
        })),
      );
      told += 1;
    }
    return { told };
  });
}
