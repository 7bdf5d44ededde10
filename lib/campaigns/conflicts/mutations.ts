import { and, eq, inArray } from "drizzle-orm";
import { allowedConflicts, campaignExclusions, campaigns, planItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { setCampaignStatus } from "../launch/mutations";
import { assignTactic, finishTactic, reopenTactic } from "../tactics/mutations";
import { moveTimelineItems } from "../timeline/mutations";
import type { Allowance, AllowanceRef, Remedy } from "./model";
import { listConflicts } from "./queries";

async function lockOpen(tx: Ctx, campaignId: string) {
  const [row] = await tx.db
    .select({
      name: campaigns.name,
      launchedAt: campaigns.launchedAt,
      version: campaigns.version,
      isYielding: campaigns.isYielding,
    })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, campaignId)))
    .for("update");
  const campaign = found(row, "campaign");
  if (campaign.launchedAt)
    throw new AppError("INVALID", "The launch froze the audience: who is left out cannot change any more.");
  return campaign;
}

async function countUp(tx: Ctx, campaignId: string, version: number, values: { isYielding?: boolean } = {}) {
  await tx.db
    .update(campaigns)
    .set({ ...values, version: version + 1, updatedAt: tx.now() })
    .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, campaignId)));
}

async function exclude(
  ctx: Ctx,
  { campaignId, otherId, isOn }: Extract<Remedy, { kind: "exclude" }>,
): Promise<void> {
  authorize(ctx, "campaigns:edit");
  await inTransaction(ctx, async (tx) => {
    const campaign = await lockOpen(tx, campaignId);
    const [other] = await tx.db
      .select({ name: campaigns.name })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, otherId)));
    const { name: otherName } = found(other, "campaign");
    const row = { workspaceId: tx.workspaceId, campaignId, otherId };
    if (isOn) {
      const [back] = await tx.db
        .select({ id: campaignExclusions.campaignId })
        .from(campaignExclusions)
        .where(
          and(
            eq(campaignExclusions.workspaceId, tx.workspaceId),
            eq(campaignExclusions.campaignId, otherId),
            eq(campaignExclusions.otherId, campaignId),
          ),
        );
      if (back || otherId === campaignId)
        throw new AppError("INVALID", `“${otherName}” leaves its people to “${campaign.name}” already.`);
      await tx.db.insert(campaignExclusions).values(row).onConflictDoNothing();
    } else
      await tx.db
        .delete(campaignExclusions)
        .where(
          and(
            eq(campaignExclusions.workspaceId, tx.workspaceId),
            eq(campaignExclusions.campaignId, campaignId),
            eq(campaignExclusions.otherId, otherId),
          ),
        );
    await countUp(tx, campaignId, campaign.version);
    await recordAudit(tx, {
      action: "campaign.excluded",
      subject: campaignId,
      detail: { name: campaign.name, otherId, otherName, isOn, version: campaign.version + 1 },
    });
  });
}

async function giveWay(ctx: Ctx, { campaignId, isOn }: Extract<Remedy, { kind: "yield" }>): Promise<void> {
  authorize(ctx, "campaigns:edit");
  await inTransaction(ctx, async (tx) => {
    const campaign = await lockOpen(tx, campaignId);
    await countUp(tx, campaignId, campaign.version, { isYielding: isOn });
    await recordAudit(tx, {
      action: "campaign.yielded",
      subject: campaignId,
      detail: { name: campaign.name, isOn, version: campaign.version + 1 },
    });
  });
}

async function pause(ctx: Ctx, { campaignId, isOn }: Extract<Remedy, { kind: "pause" }>): Promise<void> {
  authorize(ctx, "campaigns:edit");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ version: campaigns.version })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.id, campaignId)))
      .for("update");
    const { version } = found(row, "campaign");
    await setCampaignStatus(tx, { campaignId, version, to: isOn ? "paused" : "running" });
  });
}

type Move = Extract<Remedy, { kind: "move" }>;

/** The same bars with the days that they have now; versions are filled in once they moved. */
async function daysBefore(tx: Ctx, changes: Move["changes"]): Promise<Move["changes"]> {
  const ids = changes.map(({ id }) => id);
  const read = (table: typeof campaigns | typeof planItems) =>
    tx.db
      .select({ id: table.id, startOn: table.startOn, endOn: table.endOn })
      .from(table)
      .where(and(eq(table.workspaceId, tx.workspaceId), inArray(table.id, ids)));
  const rows = [...(await read(campaigns)), ...(await read(planItems))];
  return changes.flatMap((change) => {
    const row = rows.find(({ id }) => id === change.id);
    return row ? [{ ...change, startOn: row.startOn, endOn: row.endOn }] : [];
  });
}

/**
 * Does what was proposed against a conflict, and answers what takes it back. CONFLICT when something moved meanwhile,
 * INVALID for a campaign whose audience is frozen, FORBIDDEN as for the same change made by hand.
 */
export async function applyRemedy(ctx: Ctx, remedy: Remedy): Promise<{ undo: Remedy }> {
  authorize(ctx, "tactics:edit");
  switch (remedy.kind) {
    case "move":
      return inTransaction(ctx, async (tx) => {
        const before = await daysBefore(tx, remedy.changes);
        const { versions } = await moveTimelineItems(tx, { changes: remedy.changes });
        const changes = before.map((change) => ({
          ...change,
          expectedVersion: versions[change.id] ?? change.expectedVersion,
        }));
        return { undo: { kind: "move", changes } };
      });
    case "exclude":
      await exclude(ctx, remedy);
      return { undo: { ...remedy, isOn: !remedy.isOn } };
    case "yield":
      await giveWay(ctx, remedy);
      return { undo: { ...remedy, isOn: !remedy.isOn } };
    case "pause":
      await pause(ctx, remedy);
      return { undo: { ...remedy, isOn: !remedy.isOn } };
    case "assign": {
      const [row] = await ctx.db
        .select({ assigneeId: planItems.assigneeId })
        .from(planItems)
        .where(and(eq(planItems.workspaceId, ctx.workspaceId), eq(planItems.id, remedy.itemId)));
      await assignTactic(ctx, { itemId: remedy.itemId, toUserId: remedy.toUserId, note: "" });
      return { undo: { ...remedy, toUserId: row?.assigneeId ?? null } };
    }
    case "finish":
      await finishTactic(ctx, { itemId: remedy.itemId });
      return { undo: { kind: "reopen", itemId: remedy.itemId } };
    case "reopen":
      await reopenTactic(ctx, { itemId: remedy.itemId, progress: 0 });
      return { undo: { kind: "finish", itemId: remedy.itemId } };
  }
}

/** Accepts a conflict with a reason: it is quiet until its harm is larger than `size`. NOT_FOUND when it is gone. */
export async function allowConflict(ctx: Ctx, { key, size, reason }: Allowance): Promise<void> {
  authorize(ctx, "campaigns:edit");
  const conflict = found(
    (await listConflicts(ctx, { withRemedies: false })).find((each) => each.key === key),
    "conflict",
  );
  await inTransaction(ctx, async (tx) => {
    const row = { size, reason, allowedBy: tx.actor.userId, allowedAt: tx.now() };
    await tx.db
      .insert(allowedConflicts)
      .values({ workspaceId: tx.workspaceId, key, ...row })
      .onConflictDoUpdate({ target: [allowedConflicts.workspaceId, allowedConflicts.key], set: row });
    await recordAudit(tx, {
      action: "campaign.allowed",
      subject: conflict.campaigns[0]?.id,
      detail: { name: conflict.title, size, reason },
    });
  });
}

/** The conflict counts again. */
export async function disallowConflict(ctx: Ctx, { key }: AllowanceRef): Promise<void> {
  authorize(ctx, "campaigns:edit");
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .delete(allowedConflicts)
      .where(and(eq(allowedConflicts.workspaceId, tx.workspaceId), eq(allowedConflicts.key, key)))
      .returning({ size: allowedConflicts.size });
    if (row) await recordAudit(tx, { action: "campaign.disallowed", detail: { name: key, size: row.size } });
  });
}
