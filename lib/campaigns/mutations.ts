import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { campaignSegments, campaigns, members, personas, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { newId } from "@/lib/ids";
import { sendNotices } from "@/lib/work/notices/mutations";
import { BRIEF_WORD, type BriefField, COVERED_BY_APPROVAL, FROZEN_BY_LAUNCH } from "./brief";
import { changedWords, entryWords } from "./history/entry";
import { listChangesSince } from "./history/queries";
import type { CampaignChange, CampaignInput } from "./model";
import { lockCampaign } from "./queries";

type Brief = Partial<CampaignInput>;

/** INVALID, with the field named, when owner, persona or a segment cannot be used. */
async function checkReferences(ctx: Ctx, { ownerId, personaId }: Brief): Promise<void> {
  if (ownerId) {
    const [owner] = await ctx.db
      .select({ role: members.role })
      .from(members)
      .where(
        and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, ownerId), isNull(members.removedAt)),
      );
    const problem = "Choose a member of the workspace who is not a viewer.";
    if (!owner || owner.role === "viewer")
      throw new AppError("INVALID", problem, { fields: { ownerId: problem } });
  }
  if (personaId) {
    const [persona] = await ctx.db
      .select({ id: personas.id })
      .from(personas)
      .where(and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId)));
    found(persona, "persona");
  }
}

/** Adds segments with the version they have now; those that stay keep theirs. */
async function setTargets(ctx: Ctx, campaignId: string, segmentIds: readonly string[]): Promise<void> {
  const own = and(
    eq(campaignSegments.workspaceId, ctx.workspaceId),
    eq(campaignSegments.campaignId, campaignId),
  );
  const wanted = [...new Set(segmentIds)];
  await ctx.db
    .delete(campaignSegments)
    .where(wanted.length > 0 ? and(own, notInArray(campaignSegments.segmentId, wanted)) : own);
  if (wanted.length === 0) return;
  const rows = await ctx.db
    .select({ segmentId: segments.id, segmentVersion: segments.version })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), inArray(segments.id, wanted)));
  if (rows.length < wanted.length) found(null, "segment");
  await ctx.db
    .insert(campaignSegments)
    .values(rows.map((row) => ({ ...row, workspaceId: ctx.workspaceId, campaignId })))
    .onConflictDoNothing();
}

/** Throws CONFLICT that names who changed what since `version`; `fields` marks what they changed. */
export async function refuseStale(
  ctx: Ctx,
  campaign: { id: string; version: number },
  version: number,
): Promise<void> {
  authorize(ctx, "campaigns:read");
  if (campaign.version === version) return;
  const changes = await listChangesSince(ctx, { campaignId: campaign.id, version });
  const [latest] = changes;
  const fields: Record<string, string> = {};
  for (const { detail } of changes)
    for (const field of Object.keys(detail.changes ?? {}))
      if (field in BRIEF_WORD) fields[field] ??= "Changed by someone else while you were editing.";
  const what = latest ? `${latest.who ?? "Someone"} ${entryWords(latest)}` : "Someone changed this campaign";
  throw new AppError("CONFLICT", `${what} while you were editing. Nothing of yours was saved yet.`, {
    fields,
  });
}

/** Creates a draft; its segments keep the version that they have now. */
export async function createCampaign(ctx: Ctx, input: CampaignInput): Promise<{ campaignId: string }> {
  authorize(ctx, "campaigns:edit");
  const campaignId = newId();
  await inTransaction(ctx, async (tx) => {
    await checkReferences(tx, input);
    const { segmentIds, ...brief } = input;
    await tx.db.insert(campaigns).values({
      ...brief,
      workspaceId: ctx.workspaceId,
      id: campaignId,
      splitSalt: newId(),
      createdBy: ctx.actor.userId,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    });
    await setTargets(tx, campaignId, segmentIds);
    await recordAudit(tx, {
      action: "campaign.created",
      subject: campaignId,
      detail: { name: input.name, version: 1 },
    });
    await sendNotices(tx, [
      {
        userId: input.ownerId,
        kind: "assigned",
        title: `${ctx.actor.name} made you the owner of “${input.name}”`,
        href: `/campaigns/${campaignId}`,
      },
    ]);
  });
  return { campaignId };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function changedFields(before: Brief, changes: Brief): BriefField[] {
  const keys = Object.keys(changes) as BriefField[];
  return keys.filter((key) => {
    const after = changes[key];
    const sorted = key === "segmentIds" ? [...(changes.segmentIds ?? [])].sort() : after;
    return after !== undefined && !isSame(sorted, before[key]);
  });
}

/**
 * Saves parts of the brief. CONFLICT when `version` is no longer the campaign's; INVALID for an archived
 * campaign, and for what a launch has frozen. Answers the version after it.
 */
export async function updateCampaign(
  ctx: Ctx,
  { campaignId, version, changes }: CampaignChange,
): Promise<{ version: number }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const before = await lockCampaign(tx, { campaignId });
    await refuseStale(tx, { id: campaignId, version: before.version }, version);
    const fields = changedFields(before, changes);
    if (fields.length === 0) return { version };
    if (before.status === "archived")
      throw new AppError("INVALID", "This campaign is archived. Take it out of the archive first.");
    const frozen = before.launchedAt ? fields.filter((field) => FROZEN_BY_LAUNCH.includes(field)) : [];
    if (frozen.length > 0) {
      const words = formatList(frozen.map((field) => BRIEF_WORD[field]));
      throw new AppError("INVALID", `The launch froze the audience: its ${words} cannot change any more.`);
    }
    const after = { ...before, ...changes };
    if (after.endOn < after.startOn) {
      const problem = "The end lies before the start.";
      throw new AppError("INVALID", problem, { fields: { endOn: problem } });
    }
    await checkReferences(tx, changes);
    const { segmentIds, ...columns } = changes;
    const isUnapproved =
      before.approvedAt !== null &&
      before.launchedAt === null &&
      fields.some((field) => COVERED_BY_APPROVAL.includes(field));
    await tx.db
      .update(campaigns)
      .set({
        ...columns,
        ...(isUnapproved && { approvedAt: null, approvedBy: null }),
        version: sql`${campaigns.version} + 1`,
        updatedAt: ctx.now(),
      })
      .where(and(eq(campaigns.workspaceId, ctx.workspaceId), eq(campaigns.id, campaignId)));
    if (segmentIds && fields.includes("segmentIds")) await setTargets(tx, campaignId, segmentIds);
    const detail = {
      version: version + 1,
      changes: Object.fromEntries(fields.map((field) => [field, [before[field], after[field]]])),
      ...(isUnapproved && { isUnapproved }),
    };
    await recordAudit(tx, { action: "campaign.changed", subject: campaignId, detail });
    const words = changedWords(detail);
    await noticeOwners(tx, { id: campaignId, before, after, words });
    if (isUnapproved)
      await sendNotices(tx, [
        {
          userId: before.approvedBy,
          kind: "approval",
          title: `${ctx.actor.name} changed ${words} of “${after.name}” after your approval: it waits for you again`,
          href: `/campaigns/${campaignId}`,
        },
      ]);
    return { version: version + 1 };
  });
}

async function noticeOwners(
  ctx: Ctx,
  change: {
    id: string;
    before: { name: string; ownerId: string | null };
    after: { name: string; ownerId: string | null };
    words: string;
  },
): Promise<void> {
  const { before, after } = change;
  const href = `/campaigns/${change.id}`;
  const who = ctx.actor.name;
  if (before.ownerId === after.ownerId)
    await sendNotices(ctx, [
      {
        userId: after.ownerId,
        kind: "progress",
        title: `${who} changed ${change.words} of “${after.name}”`,
        href,
      },
    ]);
  else
    await sendNotices(ctx, [
      {
        userId: after.ownerId,
        kind: "assigned",
        title: `${who} made you the owner of “${after.name}”`,
        href,
      },
      {
        userId: before.ownerId,
        kind: "assigned",
        title: `${who} gave “${after.name}” to another owner`,
        href,
      },
    ]);
}
