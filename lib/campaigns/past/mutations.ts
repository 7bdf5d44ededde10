import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { campaignAudience, campaignSegments, campaigns, segmentOverrides, segments } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { keyOf } from "@/lib/customers/intake/customer";
import { type Origin, takeCustomers } from "@/lib/customers/intake/mutations";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { createSegment } from "@/lib/segments/mutations";
import { NOBODY } from "@/lib/segments/static/origin";
import { listTargetSegments } from "../targets/queries";
import type { PastPerson, PastSettings } from "./past";
import { type PastRow, writePast } from "./sql";

/** "erased": the person was erased and is not written again; "repeated": an earlier row is the same person. */
export type PastOutcome = "created" | "changed" | "unchanged" | "erased" | "repeated";

const MOST_SEGMENTS = 50;

const isOurs = ({ workspaceId }: Ctx, campaignId: string) =>
  and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId));

/**
 * Makes the campaign that a file tells of: finished, with a variant per treated group. The same name and days that were brought
 * in before are the same campaign, which keeps its variants by their names. INVALID where another campaign stands in the way.
 */
export async function preparePastCampaign(
  ctx: Ctx,
  {
    importId,
    settings,
    tells,
  }: { importId: string; settings: PastSettings; tells: { orders: boolean; goal: boolean } },
): Promise<{ campaignId: string }> {
  authorize(ctx, "campaigns:edit");
  const name = settings.name.trim();
  return inTransaction(ctx, async (tx) => {
    const [known] = await tx.db
      .select({ id: campaigns.id, variants: campaigns.variants })
      .from(campaigns)
      .where(
        and(
          eq(campaigns.workspaceId, tx.workspaceId),
          ...[eq(campaigns.name, name), eq(campaigns.startOn, settings.startOn)],
          ...[eq(campaigns.endOn, settings.endOn), isNotNull(campaigns.importId)],
        ),
      )
      .for("update");
    const treated = settings.arms.filter(({ role }) => role === "variant");
    const variants = treated.map((arm) => ({
      id: known?.variants.find((variant) => variant.name === arm.name.trim())?.id ?? newId(),
      ...{ name: arm.name.trim(), channel: null, offer: "", message: "" },
    }));
    const held = settings.arms.filter(({ role }) => role === "control");
    const control = held.reduce((sum, { weight }) => sum + weight, 0);
    const whole = treated.reduce((sum, { weight }) => sum + weight, control);
    const values = {
      ...{ variants, status: "finished" as const, importId, updatedAt: tx.now() },
      controlShare: Math.round((control / whole) * 100),
      launchedAt: sql`${settings.startOn}::timestamp at time zone ${tx.workspace.timeZone}`,
      arms: {
        control,
        variants: variants.map(({ id }, place) => ({ id, weight: treated[place]?.weight ?? 1 })),
        told: { orders: tells.orders, goal: tells.goal ? settings.goal.trim() || "Reached its aim" : null },
      },
    };
    const campaignId = known?.id ?? newId();
    if (known) await tx.db.update(campaigns).set(values).where(isOurs(tx, campaignId));
    else
      await tx.db.insert(campaigns).values({
        ...{ ...values, workspaceId: tx.workspaceId, id: campaignId, name, journeyStage: "purchase" },
        ...{ startOn: settings.startOn, endOn: settings.endOn, splitSalt: newId() },
        ...{ createdBy: tx.actor.userId, createdAt: tx.now() },
      });
    await recordAudit(tx, { action: "campaign.imported", subject: campaignId, detail: { name, version: 1 } });
    return { campaignId };
  });
}

/**
 * Takes people of a campaign that is over, in the order of their rows, all or nothing. Who is new becomes a customer; known
 * ones stay as they are. Told again, the same people change nothing.
 */
export async function takePastPeople(
  ctx: Ctx,
  people: readonly PastPerson[],
  { settings, ...origin }: Origin & { settings: PastSettings },
): Promise<PastOutcome[]> {
  authorize(ctx, "imports:run");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ id: campaigns.id, name: campaigns.name, variants: campaigns.variants })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, tx.workspaceId), eq(campaigns.importId, origin.importId ?? "")));
    const campaign = found(row, "campaign");
    const { nos } = await takeCustomers(
      tx,
      people.map(({ customer }) => customer),
      { ...origin, mode: "fill" },
    );
    const lists = await listsOf(tx, campaign, [...new Set(people.map(({ segment }) => segment))]);
    const arms = new Map(settings.arms.map((arm) => [arm.value, arm]));
    const rows = new Map<number, PastRow>();
    const placed = people.map((person): number | PastOutcome => {
      const no = nos.get(keyOf(person.customer));
      if (no === undefined) return "erased";
      if (rows.has(no)) return "repeated";
      const arm = arms.get(person.arm);
      const list = found(lists.get(person.segment), "segment");
      const variant = campaign.variants.find(({ name }) => name === arm?.name.trim());
      const isControl = arm?.role === "control";
      rows.set(no, {
        ...{ no, segment_id: list.id, segment_no: list.no, is_control: isControl },
        variant_ids: isControl || !variant ? [] : [variant.id],
        ...{ orders: person.orders, amount: person.amountMinor, reached: person.hasReached },
      });
      return no;
    });
    const key = { workspaceId: tx.workspaceId, campaignId: campaign.id, at: tx.now() };
    const written = await tx.db.execute<{ no: number; isNew: boolean }>(writePast(key, [...rows.values()]));
    // What is stored of its outcomes rests on the version.
    if (written.length > 0)
      await tx.db
        .update(campaigns)
        .set({ version: sql`${campaigns.version} + 1` })
        .where(isOurs(tx, campaign.id));
    const outcomes = new Map(
      [...written].map(({ no, isNew }) => [no, isNew ? "created" : "changed"] as const),
    );
    return placed.map((place) => (typeof place === "number" ? (outcomes.get(place) ?? "unchanged") : place));
  });
}

/** The fixed lists that stand for the segments of the file, by their value; new ones are made. */
async function listsOf(
  tx: Ctx,
  campaign: { id: string; name: string },
  values: readonly string[],
): Promise<Map<string, { id: string; no: number }>> {
  const known = await listTargetSegments(tx, { campaignIds: [campaign.id] });
  const lists = new Map<string, { id: string; no: number }>();
  for (const value of values) {
    const name = (value === "" ? `People of ${campaign.name}` : `${campaign.name}: ${value}`).slice(0, 120);
    const list = known.find((each) => each.name === name);
    if (list) lists.set(value, await takenOut(tx, list));
    else if (known.length + lists.size >= MOST_SEGMENTS)
      throw new AppError(
        "INVALID",
        `The column of segments has more than ${MOST_SEGMENTS} values. Leave it out.`,
      );
    else lists.set(value, await makeList(tx, campaign.id, name));
  }
  return lists;
}

/** A list that was archived when its people were taken back is in use again. */
async function takenOut(
  tx: Ctx,
  { id, no, archivedAt }: { id: string; no: number; archivedAt: Date | null },
) {
  if (archivedAt)
    await tx.db
      .update(segments)
      .set({ archivedAt: null, updatedAt: tx.now() })
      .where(and(eq(segments.workspaceId, tx.workspaceId), eq(segments.id, id)));
  return { id, no };
}

async function makeList(tx: Ctx, campaignId: string, name: string): Promise<{ id: string; no: number }> {
  const { workspaceId } = tx;
  const [taken] = await tx.db
    .select({ id: segments.id })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.name, name)));
  if (taken)
    throw new AppError(
      "INVALID",
      `There is a segment called “${name}” already. Give the campaign another name.`,
    );
  const { segmentId } = await createSegment(tx, {
    ...{ name, description: "", dimension: "behavioural", parentId: null, rule: NOBODY },
  });
  const [made] = await tx.db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  await tx.db.insert(campaignSegments).values({ workspaceId, campaignId, segmentId, segmentVersion: 1 });
  return { id: segmentId, no: found(made, "segment").no };
}

/**
 * Takes the people of a campaign that an import brought in back: its audience and its lists are emptied and archived. Who came
 * as a new customer stays. The same file brings all of it again.
 */
export async function takeBackCampaign(ctx: Ctx, { importId }: { importId: string }): Promise<void> {
  authorize(ctx, "imports:run");
  await inTransaction(ctx, async (tx) => {
    const { db, workspaceId } = tx;
    const [row] = await db
      .select({ id: campaigns.id, name: campaigns.name, version: campaigns.version })
      .from(campaigns)
      .where(
        and(
          ...[eq(campaigns.workspaceId, workspaceId), eq(campaigns.importId, importId)],
          eq(campaigns.status, "finished"),
        ),
      )
      .for("update");
    const { id, name, version } = found(row, "campaign");
    const lists = await listTargetSegments(tx, { campaignIds: [id] });
    await db
      .delete(campaignAudience)
      .where(and(eq(campaignAudience.workspaceId, workspaceId), eq(campaignAudience.campaignId, id)));
    if (lists.length > 0) {
      const nos = lists.map(({ no }) => no);
      await db
        .delete(segmentOverrides)
        .where(and(eq(segmentOverrides.workspaceId, workspaceId), inArray(segmentOverrides.segmentNo, nos)));
      await db
        .update(segments)
        .set({ archivedAt: tx.now(), updatedAt: tx.now() })
        .where(and(eq(segments.workspaceId, workspaceId), inArray(segments.no, nos)));
    }
    await db
      .update(campaigns)
      .set({ status: "archived", version: version + 1, updatedAt: tx.now() })
      .where(isOurs(tx, id));
    await enqueue(tx, "segments.refreshAll", { cause: "data" }, { key: "import" });
    await recordAudit(tx, {
      action: "campaign.takenBack",
      subject: id,
      detail: { name, version: version + 1 },
    });
  });
}
