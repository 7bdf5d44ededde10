import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { customers, notifications, personaFacts } from "@/db/schema";
import { makePersonaShop, personaDraft } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { archivePersona, createPersona } from "../mutations";
import { getPersona, listPersonas } from "../queries";
import { acceptDrift, checkFacts, pinFact, undoAccept, unpinFact } from "./mutations";

let workspace: TestWorkspace;
let segmentId: string;
let personaId: string;
let ctx: Ctx;
beforeEach(async () => {
  ({ workspace, segmentId } = await makePersonaShop());
  ctx = workspace.ctx();
  ({ personaId } = await createPersona(ctx, personaDraft(segmentId)));
});

const card = async () => (await getPersona(ctx, { personaId })).card;
const keys = async () => (await card()).map(({ key }) => key);
/** All but one of the members move away. */
async function moveAway() {
  await ctx.db.update(customers).set({ city: "Oslo" }).where(eq(customers.workspaceId, ctx.workspaceId));
  await ctx.db
    .update(customers)
    .set({ city: "Riga" })
    .where(and(eq(customers.workspaceId, ctx.workspaceId), eq(customers.externalId, "c1")));
}
const notices = () =>
  ctx.db.select().from(notifications).where(eq(notifications.workspaceId, ctx.workspaceId));

describe("a card's facts", () => {
  it("are pinned and unpinned one by one, and come back with the old value", async () => {
    await pinFact(ctx, { personaId, key: "day:5" });
    await expect(pinFact(ctx, { personaId, key: "city:Nowhere" })).rejects.toMatchObject({ code: "INVALID" });
    expect(await keys()).toEqual(["city:Riga", "category:Tea", "day:5"]);
    await unpinFact(ctx, { personaId, key: "city:Riga" });
    expect(await keys()).toEqual(["category:Tea", "day:5"]);
    await moveAway();
    await pinFact(ctx, { personaId, key: "city:Riga", asBefore: true });
    expect((await card())[0]).toMatchObject({ key: "city:Riga", drift: "moved", pinned: { share: 1 } });
    await unpinFact(ctx, { personaId, key: "city:Riga" });
    await pinFact(ctx, { personaId, key: "city:Riga" });
    expect((await card()).at(-1)).toMatchObject({
      key: "city:Riga",
      drift: "holds",
      pinned: { share: 0.025 },
    });
  });

  it("are twelve at most", async () => {
    const value = { label: "A", group: "who" as const, text: "1" };
    const rows = Array.from({ length: 10 }, (_, index) => ({
      key: `x:${index}`,
      position: index + 2,
      value,
    }));
    await ctx.db
      .insert(personaFacts)
      .values(rows.map((row) => ({ ...row, workspaceId: ctx.workspaceId, personaId })));
    await expect(pinFact(ctx, { personaId, key: "day:5" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("are flagged when they moved, until the new value is taken, which can be undone", async () => {
    await moveAway();
    expect((await card())[0]).toMatchObject({ drift: "moved", pinned: { share: 1 }, now: { share: 0.025 } });
    await acceptDrift(ctx, { personaId, key: "category:Tea" });
    expect((await card())[0]).toMatchObject({ drift: "moved" });
    await acceptDrift(ctx, { personaId });
    expect((await card())[0]).toMatchObject({ drift: "holds", pinned: { share: 0.025 } });
    await undoAccept(ctx, { personaId });
    expect((await card())[0]).toMatchObject({ drift: "moved", pinned: { share: 1, text: "100\u00a0%" } });
  });

  it("refuse who may not edit the persona, and other workspaces", async () => {
    const other = (await makeWorkspace()).ctx();
    for (const write of [
      (by: Ctx) => pinFact(by, { personaId, key: "day:5" }),
      (by: Ctx) => unpinFact(by, { personaId, key: "city:Riga" }),
      (by: Ctx) => acceptDrift(by, { personaId }),
      (by: Ctx) => undoAccept(by, { personaId }),
    ]) {
      await expect(write(workspace.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(write(other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(checkFacts(workspace.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await keys()).toEqual(["city:Riga", "category:Tea"]);
  });
});

describe("the daily check", () => {
  const stale = async (by = ctx) => (await listPersonas(by)).find(({ id }) => id === personaId)?.stale;

  it("marks what no longer holds, tells the owner of the segment once, and is quiet otherwise", async () => {
    expect(await checkFacts(ctx)).toEqual({ newlyStale: 0 });
    expect(await notices()).toEqual([]);
    await moveAway();
    expect(await checkFacts(ctx)).toEqual({ newlyStale: 1 });
    expect(await stale()).toMatchObject([
      { key: "city:Riga", label: "City: Riga", was: "100\u00a0%", now: "2.5\u00a0%" },
    ]);
    expect(await checkFacts(ctx)).toEqual({ newlyStale: 0 });
    expect(await notices()).toMatchObject([
      {
        userId: workspace.users.member.id,
        title: "Egle, the careful brewer: 1\u00a0pinned fact no longer holds",
        href: `/personas/${personaId}`,
      },
    ]);
    expect((await getPersona(ctx, { personaId })).factsCheckedAt).toEqual(ctx.now());
  });

  it("takes the mark off when the fact holds again or its new value is taken", async () => {
    await moveAway();
    await checkFacts(ctx);
    await acceptDrift(ctx, { personaId });
    expect(await stale()).toEqual([]);
    await undoAccept(ctx, { personaId });
    await checkFacts(ctx);
    expect(await stale()).toHaveLength(1);
    await ctx.db.update(customers).set({ city: "Riga" }).where(eq(customers.workspaceId, ctx.workspaceId));
    await checkFacts(ctx);
    expect(await stale()).toEqual([]);
  });

  it("looks at no archived persona, and shows a viewer nothing of few people", async () => {
    await moveAway();
    await checkFacts(ctx);
    expect(await stale(workspace.ctx("viewer"))).toEqual([]);
    await archivePersona(ctx, { personaId });
    expect(await checkFacts(ctx)).toEqual({ newlyStale: 0 });
  });
});
