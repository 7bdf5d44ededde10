import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  attributes,
  categories,
  customerMetrics,
  customers,
  orderLines,
  orders,
  segmentMembers,
  segments,
} from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { getRhythms, getSegmentFacts } from "./facts/queries";
import type { PersonaInput } from "./model";
import { acceptDrift, archivePersona, createPersona, restorePersona, updatePersona } from "./mutations";
import { getPersona, listPersonas } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");

/** 40 customers, the first 20 in segment 1: all of it from Riga; 10 of 30 known women; members buy Tea on Saturdays. */
async function shop(): Promise<{ workspace: TestWorkspace; segmentId: string }> {
  const workspace = await makeWorkspace({ now, timeZone: "UTC" });
  const { workspaceId } = workspace;
  const { db } = workspace.ctx();
  const nos = Array.from({ length: 40 }, (_, index) => index + 1);
  await db.insert(attributes).values([
    { workspaceId, key: "likes", label: "Likes", type: "choices" },
    { workspaceId, key: "isParent", label: "Is a parent", type: "boolean" },
    { workspaceId, key: "faith", label: "Faith", type: "choice", special: "religion" },
  ]);
  await db.insert(customers).values(
    nos.map((no) => ({
      workspaceId,
      no,
      id: newId(),
      externalId: `c${no}`,
      city: no <= 20 ? "Riga" : "Oslo",
      gender: no % 4 === 0 ? null : no <= 10 ? ("female" as const) : ("male" as const),
      attrs: {
        ...(no <= 30 && { likes: no <= 15 ? ["tea", "cake"] : ["cake"] }),
        isParent: no <= 5,
        faith: "none",
      },
    })),
  );
  await db.insert(categories).values({ workspaceId, no: 1, name: "Tea" });
  await db.insert(orders).values(
    nos.map((no) => ({
      workspaceId,
      no,
      externalId: `o${no}`,
      customerNo: no,
      orderedAt: new Date(no <= 20 ? "2026-06-13T08:30:00Z" : "2026-06-10T13:00:00Z"),
      amountMinor: no <= 20 ? 4000 : 2000,
    })),
  );
  await db.insert(orderLines).values(
    nos
      .filter((no) => no <= 10 || no > 38)
      .map((no) => ({
        workspaceId,
        orderNo: no,
        lineNo: 1,
        categoryNo: 1,
        customerNo: no,
        orderedAt: now,
        quantity: 1,
        amountMinor: 100,
      })),
  );
  await db
    .insert(customerMetrics)
    .values(nos.map((customerNo) => ({ workspaceId, customerNo, orderCount: 1 })));
  const segmentId = newId();
  await db.insert(segments).values({
    workspaceId,
    id: segmentId,
    no: 1,
    name: "Riga",
    dimension: "geographic",
    rule: { kind: "all", children: [{ kind: "everyone" }] },
    size: 20,
    ownerId: workspace.users.member.id,
  });
  await db
    .insert(segmentMembers)
    .values(
      nos.slice(0, 20).map((customerNo) => ({ workspaceId, segmentNo: 1, customerNo, enteredAt: now })),
    );
  return { workspace, segmentId };
}

const draft = (segmentId: string): PersonaInput => ({
  segmentId,
  name: "Egle, the careful brewer",
  tagline: "Tea on Saturdays",
  story: "",
  quote: "",
  journeyStage: "retention",
  statements: [
    { kind: "goal", text: "Good tea", evidence: "interview", link: "" },
    { kind: "say", text: "Short and concrete", evidence: "assumption", link: "https://example.org/notes" },
  ],
  facts: ["city:Riga", "category:Tea", "nonsense"],
});

describe("computed facts", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    ({ workspace, segmentId } = await shop());
  });
  const fact = async (key: string) =>
    (await getSegmentFacts(workspace.ctx(), { segmentId })).facts.find((each) => each.key === key);

  it("divides by the members whose value is known", async () => {
    expect(await fact("city:Riga")).toMatchObject({ n: 20, share: 1, baseShare: 0.5, index: 2, baseN: 40 });
    expect(await fact("gender:female")).toMatchObject({ n: 15, baseN: 30, share: 8 / 15, baseShare: 8 / 30 });
  });

  it("divides a list attribute by the people who have any value of it", async () => {
    expect(await fact("attribute:likes:tea")).toMatchObject({
      n: 20,
      baseN: 30,
      share: 0.75,
      baseShare: 0.5,
    });
    expect(await fact("attribute:isParent:true")).toMatchObject({ n: 20, share: 0.25, baseShare: 0.125 });
  });

  it("leaves special categories out", async () => {
    const { facts } = await getSegmentFacts(workspace.ctx(), { segmentId });
    expect(facts.filter((each) => each.key.includes("faith"))).toEqual([]);
  });

  it("divides what people bought by all members", async () => {
    expect(await fact("category:Tea")).toMatchObject({ n: 20, share: 0.5, baseShare: 0.3, baseN: 40 });
  });

  it("gives middle values and the buying rhythm", async () => {
    expect(await fact("amount:orderValue")).toMatchObject({ value: 4000, baseValue: 3000, n: 20 });
    expect(await fact("rhythm:day")).toMatchObject({ label: "Orders on Saturday", share: 1, baseShare: 0.5 });
    const rhythms = await getRhythms(workspace.ctx(), { segmentIds: [segmentId] });
    expect(rhythms.get(segmentId)?.[5]?.[1]).toBe(1);
  });

  it("is hidden from a viewer for a small group, and not found elsewhere", async () => {
    await workspace.ctx().db.update(segments).set({ size: 9 }).where(eq(segments.id, segmentId));
    expect(await getSegmentFacts(workspace.ctx("viewer"), { segmentId })).toMatchObject({
      size: null,
      facts: [],
    });
    await workspace.ctx().db.update(segments).set({ size: 20 }).where(eq(segments.id, segmentId));
    const other = await makeWorkspace();
    await expect(getSegmentFacts(other.ctx(), { segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getRhythms(other.ctx(), { segmentIds: [segmentId] })).size).toBe(0);
  });
});

describe("personas", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    ({ workspace, segmentId } = await shop());
  });

  it("are made whole, with facts pinned at today's value", async () => {
    const { personaId } = await createPersona(workspace.ctx("marketer"), draft(segmentId));
    const persona = await getPersona(workspace.ctx("viewer"), { personaId });
    expect(persona.statements.map((statement) => statement.text)).toEqual(["Good tea", "Short and concrete"]);
    expect(persona.card.map((each) => [each.key, each.pinned.text, each.hasDrifted])).toEqual([
      ["city:Riga", "100\u00a0%", false],
      ["category:Tea", "50\u00a0%", false],
    ]);
    expect(await listPersonas(workspace.ctx(), { segmentId })).toMatchObject([
      { id: personaId, statementCount: 2, supportedCount: 1, factCount: 2, size: 20 },
    ]);
  });

  it("flag a pinned fact that left its interval until the new value is taken", async () => {
    const mine = await shop();
    const ctx = mine.workspace.ctx();
    const { personaId } = await createPersona(ctx, draft(mine.segmentId));
    await ctx.db.update(customers).set({ city: "Oslo" }).where(eq(customers.workspaceId, ctx.workspaceId));
    await ctx.db.update(customers).set({ city: "Riga" }).where(eq(customers.externalId, "c1"));
    const drifted = (await getPersona(ctx, { personaId })).card.find((each) => each.key === "city:Riga");
    expect(drifted).toMatchObject({ hasDrifted: true, pinned: { share: 1 }, now: { share: 0.05 } });
    await acceptDrift(ctx, { personaId });
    expect((await getPersona(ctx, { personaId })).card.some((each) => each.hasDrifted)).toBe(false);
  });

  it("refuse to overwrite what someone else saved", async () => {
    const ctx = workspace.ctx();
    const { personaId } = await createPersona(ctx, draft(segmentId));
    const { updatedAt } = await getPersona(ctx, { personaId });
    const { segmentId: _, ...rest } = draft(segmentId);
    const later = { ...ctx, now: () => new Date("2026-06-15T11:00:00Z") };
    await updatePersona(later, { ...rest, personaId, updatedAt, name: "First", facts: [] });
    await expect(
      updatePersona(later, { ...rest, personaId, updatedAt, name: "Second" }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await getPersona(ctx, { personaId })).toMatchObject({ name: "First", card: [] });
  });

  it("are archived and restored", async () => {
    const ctx = workspace.ctx();
    const { personaId } = await createPersona(ctx, draft(segmentId));
    const isListed = async () => (await listPersonas(ctx)).some((each) => each.id === personaId);
    await archivePersona(ctx, { personaId });
    expect(await isListed()).toBe(false);
    await restorePersona(ctx, { personaId });
    expect(await isListed()).toBe(true);
  });

  it("may be edited by a member only where the segment is theirs, and never by a viewer", async () => {
    const { personaId } = await createPersona(workspace.ctx("member"), draft(segmentId));
    await expect(createPersona(workspace.ctx("viewer"), draft(segmentId))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await workspace.ctx().db.update(segments).set({ ownerId: null }).where(eq(segments.id, segmentId));
    const writes = [
      () => createPersona(workspace.ctx("member"), draft(segmentId)),
      () => archivePersona(workspace.ctx("member"), { personaId }),
    ];
    for (const write of writes) await expect(write()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("cannot be reached from another workspace", async () => {
    const { personaId } = await createPersona(workspace.ctx(), draft(segmentId));
    const { updatedAt } = await getPersona(workspace.ctx(), { personaId });
    const other = (await makeWorkspace({ now })).ctx();
    const { segmentId: _, ...rest } = draft(segmentId);
    const tries = [
      () => createPersona(other, draft(segmentId)),
      () => updatePersona(other, { ...rest, personaId, updatedAt }),
      () => archivePersona(other, { personaId }),
      () => restorePersona(other, { personaId }),
      () => acceptDrift(other, { personaId }),
      () => getPersona(other, { personaId }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getPersona(workspace.ctx(), { personaId })).toMatchObject({ archivedAt: null });
  });
});
