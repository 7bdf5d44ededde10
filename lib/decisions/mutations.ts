import { and, eq, isNull } from "drizzle-orm";
import { campaigns, decisionLinks, decisions, members, segments, segmentVersions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { DECIDERS, type DecisionState } from "./decision";
import { readFigure } from "./figures/queries";
import { changesOf } from "./history";
import type {
  DecisionInput,
  DecisionLinkInput,
  DecisionLinkRef,
  DecisionRef,
  DecisionStep,
  DecisionUpdate,
} from "./model";

async function requireDecider(ctx: Ctx, userId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ role: members.role })
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId), isNull(members.removedAt)),
    );
  const { role } = found(row, "member");
  if (!DECIDERS.includes(role))
    throw new AppError("INVALID", "Only a manager or an owner decides. Choose one of them.", {
      fields: { decidedBy: "Choose a manager or an owner." },
    });
}

async function requireSegment(ctx: Ctx, segmentId: string): Promise<{ name: string }> {
  const [row] = await ctx.db
    .select({ name: segments.name })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  return found(row, "segment");
}

async function requireCampaign(ctx: Ctx, campaignId: string): Promise<{ name: string }> {
  const [row] = await ctx.db
    .select({ name: campaigns.name })
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
  return found(row, "campaign");
}

/** Records a decision with the figure that it rests on, as that stands now. */
export async function makeDecision(ctx: Ctx, input: DecisionInput): Promise<{ decisionId: string }> {
  authorize(ctx, "decisions:edit");
  const { segmentId, campaignId, figure: key, ...fields } = input;
  const decisionId = newId();
  await inTransaction(ctx, async (tx) => {
    await requireDecider(tx, fields.decidedBy);
    if (segmentId) await requireSegment(tx, segmentId);
    if (campaignId) await requireCampaign(tx, campaignId);
    const figure = key && (await readFigure(tx, { segmentId, campaignId, figure: key }));
    if (key && !figure)
      throw new AppError("INVALID", "There is no such figure yet.", {
        fields: {
          figure:
            key.kind === "forecast"
              ? "There are too few weeks of orders for a forecast."
              : "There is none before the launch.",
        },
      });
    await tx.db.insert(decisions).values({
      ...fields,
      ...{ workspaceId: ctx.workspaceId, id: decisionId, segmentId, campaignId },
      figure: figure === "hidden" ? null : figure,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    });
    await recordAudit(tx, {
      action: "decision.made",
      subject: decisionId,
      detail: { title: fields.title, segmentId, campaignId },
    });
  });
  return { decisionId };
}

const own = ({ workspaceId }: Ctx, decisionId: string) =>
  and(eq(decisions.workspaceId, workspaceId), eq(decisions.id, decisionId));

async function lockDecision(tx: Ctx, decisionId: string) {
  const [row] = await tx.db
    .select({
      title: decisions.title,
      reason: decisions.reason,
      outcome: decisions.outcome,
      state: decisions.state,
      decidedOn: decisions.decidedOn,
      decidedBy: decisions.decidedBy,
      reviewOn: decisions.reviewOn,
      updatedAt: decisions.updatedAt,
    })
    .from(decisions)
    .where(own(tx, decisionId))
    .for("update");
  return found(row, "decision");
}

/** Saves the words and days of a decision. CONFLICT when someone saved since `updatedAt`; nothing is overwritten. */
export async function changeDecision(ctx: Ctx, input: DecisionUpdate): Promise<{ decisionId: string }> {
  authorize(ctx, "decisions:edit");
  const { decisionId, updatedAt, ...fields } = input;
  await inTransaction(ctx, async (tx) => {
    const { updatedAt: savedAt, state: _, ...before } = await lockDecision(tx, decisionId);
    if (savedAt.getTime() !== updatedAt.getTime())
      throw new AppError(
        "CONFLICT",
        "Someone saved this decision while you were editing. Open it again to see the changes.",
      );
    if (fields.decidedBy !== before.decidedBy) await requireDecider(tx, fields.decidedBy);
    const changes = changesOf(before, fields);
    if (Object.keys(changes).length === 0) return;
    await tx.db
      .update(decisions)
      .set({ ...fields, updatedAt: ctx.now() })
      .where(own(tx, decisionId));
    await recordAudit(tx, {
      action: "decision.changed",
      subject: decisionId,
      detail: { title: fields.title, changes },
    });
  });
  return { decisionId };
}

/** Sets the state and answers the one before, which undoes it. */
export async function setDecisionState(
  ctx: Ctx,
  { decisionId, state }: DecisionStep,
): Promise<{ from: DecisionState }> {
  authorize(ctx, "decisions:edit");
  return inTransaction(ctx, async (tx) => {
    const { state: from, title } = await lockDecision(tx, decisionId);
    if (from === state) return { from };
    await tx.db.update(decisions).set({ state, updatedAt: ctx.now() }).where(own(tx, decisionId));
    await recordAudit(tx, {
      action: "decision.stepped",
      subject: decisionId,
      detail: { title, from, to: state },
    });
    return { from };
  });
}

/** Links a decision to what it led to. Once is enough: the same link again answers the first. */
export async function linkDecision(
  ctx: Ctx,
  { decisionId, to }: DecisionLinkInput,
): Promise<{ linkId: string }> {
  authorize(ctx, "decisions:edit");
  return inTransaction(ctx, async (tx) => {
    const { title } = await lockDecision(tx, decisionId);
    const words = await wordsOf(tx, to);
    const target =
      "campaignId" in to
        ? { campaignId: to.campaignId, segmentId: null, segmentVersion: null }
        : { campaignId: null, segmentId: to.segmentId, segmentVersion: to.version };
    const [known] = await tx.db
      .select({ id: decisionLinks.id })
      .from(decisionLinks)
      .where(
        and(
          eq(decisionLinks.workspaceId, ctx.workspaceId),
          eq(decisionLinks.decisionId, decisionId),
          "campaignId" in to
            ? eq(decisionLinks.campaignId, to.campaignId)
            : and(eq(decisionLinks.segmentId, to.segmentId), eq(decisionLinks.segmentVersion, to.version)),
        ),
      );
    if (known) return { linkId: known.id };
    const linkId = newId();
    await tx.db.insert(decisionLinks).values({
      ...target,
      ...{ workspaceId: ctx.workspaceId, id: linkId, decisionId },
      ...{ createdBy: ctx.actor.userId, createdAt: ctx.now() },
    });
    await recordAudit(tx, { action: "decision.linked", subject: decisionId, detail: { title, to: words } });
    return { linkId };
  });
}

async function wordsOf(ctx: Ctx, to: DecisionLinkInput["to"]): Promise<string> {
  if ("campaignId" in to) return `the campaign “${(await requireCampaign(ctx, to.campaignId)).name}”`;
  const { name } = await requireSegment(ctx, to.segmentId);
  const [row] = await ctx.db
    .select({ version: segmentVersions.version })
    .from(segmentVersions)
    .where(
      and(
        eq(segmentVersions.workspaceId, ctx.workspaceId),
        eq(segmentVersions.segmentId, to.segmentId),
        eq(segmentVersions.version, to.version),
      ),
    );
  return `version ${found(row, "version").version} of “${name}”`;
}

/** Takes a link away and answers what would link it again. */
export async function unlinkDecision(
  ctx: Ctx,
  { decisionId, linkId }: DecisionLinkRef,
): Promise<DecisionLinkInput> {
  authorize(ctx, "decisions:edit");
  return inTransaction(ctx, async (tx) => {
    const { title } = await lockDecision(tx, decisionId);
    const [row] = await tx.db
      .delete(decisionLinks)
      .where(
        and(
          eq(decisionLinks.workspaceId, ctx.workspaceId),
          eq(decisionLinks.decisionId, decisionId),
          eq(decisionLinks.id, linkId),
        ),
      )
      .returning({
        segmentId: decisionLinks.segmentId,
        version: decisionLinks.segmentVersion,
        campaignId: decisionLinks.campaignId,
      });
    const { segmentId, version, campaignId } = found(row, "link");
    const to = campaignId ? { campaignId } : { segmentId: segmentId ?? "", version: version ?? 0 };
    const words = await wordsOf(tx, to);
    await recordAudit(tx, { action: "decision.unlinked", subject: decisionId, detail: { title, to: words } });
    return { decisionId, to };
  });
}

async function setRemoved(ctx: Ctx, { decisionId }: DecisionRef, removedAt: Date | null): Promise<void> {
  authorize(ctx, "decisions:edit");
  await inTransaction(ctx, async (tx) => {
    const { title } = await lockDecision(tx, decisionId);
    await tx.db.update(decisions).set({ removedAt }).where(own(tx, decisionId));
    await recordAudit(tx, {
      action: removedAt ? "decision.removed" : "decision.restored",
      subject: decisionId,
      detail: { title },
    });
  });
}

/** Takes a decision off every page until `restoreDecision` undoes it; its history stays. */
export async function removeDecision(ctx: Ctx, { decisionId }: DecisionRef): Promise<void> {
  authorize(ctx, "decisions:edit");
  return setRemoved(ctx, { decisionId }, ctx.now());
}

/** Brings a removed decision back, links included. */
export async function restoreDecision(ctx: Ctx, { decisionId }: DecisionRef): Promise<void> {
  authorize(ctx, "decisions:edit");
  return setRemoved(ctx, { decisionId }, null);
}
