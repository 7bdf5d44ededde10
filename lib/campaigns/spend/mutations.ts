import { and, eq } from "drizzle-orm";
import { campaignSpend, campaigns } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { formatDay } from "@/lib/days";
import { found } from "@/lib/errors";
import { formatMoney } from "@/lib/format";
import { newId } from "@/lib/ids";
import { requireOpen } from "../plan/rights";
import { lockCampaign } from "../queries";
import type { SpendChange, SpendInput, SpendRef } from "./model";

type Entry = Pick<SpendInput, "spentOn" | "amountMinor" | "note">;

async function lockEntry(ctx: Ctx, spendId: string) {
  const [row] = await ctx.db
    .select({
      campaignId: campaignSpend.campaignId,
      spentOn: campaignSpend.spentOn,
      amountMinor: campaignSpend.amountMinor,
      note: campaignSpend.note,
      campaign: { name: campaigns.name, status: campaigns.status },
    })
    .from(campaignSpend)
    .innerJoin(
      campaigns,
      and(eq(campaigns.workspaceId, campaignSpend.workspaceId), eq(campaigns.id, campaignSpend.campaignId)),
    )
    .where(and(eq(campaignSpend.workspaceId, ctx.workspaceId), eq(campaignSpend.id, spendId)))
    .for("update");
  const entry = found(row, "spend entry");
  requireOpen(entry.campaign);
  return entry;
}

const isThis = (ctx: Ctx, spendId: string) =>
  and(eq(campaignSpend.workspaceId, ctx.workspaceId), eq(campaignSpend.id, spendId));

const amountText = (ctx: Ctx, { amountMinor }: Entry) => formatMoney(amountMinor, ctx.workspace.currency);

const told = (ctx: Ctx, entry: Entry) => ({
  amount: amountText(ctx, entry),
  spentOn: entry.spentOn,
  note: entry.note,
});

/** Enters what was spent on a day. Its author is who enters it. */
export async function addSpend(ctx: Ctx, { campaignId, ...entry }: SpendInput): Promise<{ spendId: string }> {
  authorize(ctx, "campaigns:edit");
  const spendId = newId();
  await inTransaction(ctx, async (tx) => {
    requireOpen(await lockCampaign(tx, { campaignId }));
    await tx.db.insert(campaignSpend).values({
      ...entry,
      ...{ workspaceId: ctx.workspaceId, campaignId, id: spendId },
      ...{ createdBy: ctx.actor.userId, createdAt: ctx.now() },
    });
    await recordAudit(tx, { action: "campaign.spent", subject: campaignId, detail: told(ctx, entry) });
  });
  return { spendId };
}

/** Changes an entry; answers what it was, for the way back. */
export async function changeSpend(ctx: Ctx, { spendId, ...entry }: SpendChange): Promise<SpendChange> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const { campaignId, campaign: _, ...before } = await lockEntry(tx, spendId);
    await tx.db.update(campaignSpend).set(entry).where(isThis(ctx, spendId));
    await recordAudit(tx, {
      action: "campaign.spendChanged",
      subject: campaignId,
      detail: {
        ...told(ctx, entry),
        before: `${amountText(ctx, before)} on ${formatDay(before.spentOn)}`,
      },
    });
    return { spendId, ...before };
  });
}

/** Removes an entry; answers what addSpend enters again. */
export async function removeSpend(ctx: Ctx, { spendId }: SpendRef): Promise<SpendInput> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const { campaign: _, ...entry } = await lockEntry(tx, spendId);
    await tx.db.delete(campaignSpend).where(isThis(ctx, spendId));
    await recordAudit(tx, {
      action: "campaign.spendRemoved",
      subject: entry.campaignId,
      detail: told(ctx, entry),
    });
    return entry;
  });
}
