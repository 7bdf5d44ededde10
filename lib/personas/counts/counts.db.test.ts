import { and, eq, gt, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { makeCustomer } from "@/db/factories";
import { customers, factCounts, segmentChanges, segmentMembers, segments } from "@/db/schema";
import { makePersonaShop, personaDraft } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { getSegmentFacts } from "../facts/queries";
import { archivePersona, createPersona } from "../mutations";
import { renewCounts } from "./mutations";
import { EVERYBODY, listCounts } from "./queries";

let workspace: TestWorkspace;
let segmentId: string;
let personaId: string;
let ctx: Ctx;
beforeEach(async () => {
  ({ workspace, segmentId } = await makePersonaShop());
  ctx = workspace.ctx();
  ({ personaId } = await createPersona(ctx, personaDraft(segmentId)));
});

const after = (minutes: number): Ctx => ({
  ...ctx,
  now: () => new Date(workspace.ctx().now().getTime() + minutes * 60_000),
});
const facts = (by = ctx) => getSegmentFacts(by, { segmentId, wanted: ["city:Oslo"] });
const riga = async (by = ctx) => (await facts(by)).facts.find(({ key }) => key === "city:Riga");
const mine = (table: typeof customers | typeof segmentMembers | typeof factCounts) =>
  eq(table.workspaceId, ctx.workspaceId);

/** Ten of the forty members leave. */
async function leave(by: Ctx): Promise<void> {
  await ctx.db.delete(segmentMembers).where(and(mine(segmentMembers), gt(segmentMembers.customerNo, 30)));
  await ctx.db.insert(segmentChanges).values({
    ...{ workspaceId: ctx.workspaceId, segmentNo: 1, customerNo: 31 },
    ...{ at: by.now(), hasEntered: false, cause: "data" as const },
  });
  await ctx.db.update(segments).set({ size: 30 }).where(eq(segments.id, segmentId));
}

/** Until nothing is new: while a transaction of another test is open, what came after its beginning is seen twice. */
const renewed = (by: Ctx) =>
  expect.poll(async () => (await renewCounts(by)).counted, { timeout: 20_000 }).toBe(0);

it("stores what gives the same facts as counting now, and says when it was counted", async () => {
  const counted = await facts();
  expect(counted.countedAt).toBeNull();
  expect(await renewCounts(ctx)).toEqual({ counted: 2 });
  const stored = await facts(after(5));
  expect(stored).toEqual({ ...counted, countedAt: ctx.now() });
  expect(stored.facts.length).toBeGreaterThan(15);
  // Proof that it is the store that answers.
  await ctx.db.update(customers).set({ city: "Oslo" }).where(mine(customers));
  expect(await facts(after(5))).toEqual(stored);
});

it("gives the same from a sample, too", async () => {
  const limits = { counted: 50, asked: 40 };
  const counted = await getSegmentFacts(ctx, { segmentId }, limits);
  expect(counted.sample).toEqual({ members: 40, base: 40 });
  await renewCounts(ctx, {}, limits);
  expect(await getSegmentFacts(after(5), { segmentId }, limits)).toEqual({
    ...counted,
    countedAt: ctx.now(),
  });
  await leave(after(9));
  expect(await renewCounts(after(10), {}, limits)).toEqual({ counted: 0 });
  expect(await renewCounts(after(60), {}, limits)).toEqual({ counted: 2 });
});

it("counts members again who changed since, at once on the page and then in the store, and everybody only once", async () => {
  await renewed(ctx);
  await leave(after(9));
  expect(await facts(after(9))).toMatchObject({ size: 30, countedAt: null });
  expect(await riga(after(9))).toMatchObject({ k: 30, n: 30, baseN: 80 });
  await ctx.db.execute(sql`update fact_counts set counts = jsonb_set(counts, '{asked}', '7')
    where workspace_id = ${ctx.workspaceId} and segment_no = ${EVERYBODY}`);
  expect(await renewCounts(after(11))).toEqual({ counted: 1 });
  expect((await listCounts(ctx, { nos: [EVERYBODY] })).get(EVERYBODY)?.counts.asked).toBe(7);
  expect(await facts(after(12))).toMatchObject({ size: 30, countedAt: after(11).now() });
  expect(await renewCounts(after(13))).toEqual({ counted: 0 });
});

it("counts everything again when facts were written, the day turned or the rule changed, else nothing", async () => {
  await renewed(ctx);
  expect(await renewCounts(after(5))).toEqual({ counted: 0 });
  await makeCustomer(ctx, { no: 81 });
  expect(await renewCounts(after(6))).toEqual({ counted: 2 });
  expect(await renewCounts(after(24 * 60))).toEqual({ counted: 2 });
  await renewed(after(24 * 60));
  await ctx.db.update(segments).set({ version: 2 }).where(eq(segments.id, segmentId));
  expect((await facts(after(24 * 60 + 1))).countedAt).toBeNull();
  expect(await renewCounts(after(24 * 60 + 1))).toEqual({ counted: 1 });
});

it("keeps nothing for a segment without a persona, and touches no other workspace", async () => {
  await renewCounts(ctx);
  const other = await makeWorkspace();
  expect(await renewCounts(other.ctx())).toEqual({ counted: 0 });
  await expect(renewCounts(workspace.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await ctx.db.select().from(factCounts).where(mine(factCounts))).toHaveLength(2);
  await archivePersona(ctx, { personaId });
  await renewCounts(ctx);
  expect(await ctx.db.select().from(factCounts).where(mine(factCounts))).toHaveLength(0);
});
