import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { personaStatements, segments } from "@/db/schema";
import { personaDraft as draft, makePersonaShop } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { comparePersonas } from "./comparison/queries";
import { archivePersona, createPersona, duplicatePersona, restorePersona, updatePersona } from "./mutations";
import { addNote } from "./notes/mutations";
import { getPersona, listPersonas } from "./queries";

const now = new Date("2026-06-15T10:00:00Z");

describe("personas", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  beforeAll(async () => {
    ({ workspace, segmentId } = await makePersonaShop());
  });

  it("are made whole, with facts pinned at today's value", async () => {
    const { personaId } = await createPersona(workspace.ctx("marketer"), draft(segmentId));
    const persona = await getPersona(workspace.ctx("viewer"), { personaId });
    expect(persona.statements.map((statement) => statement.text)).toEqual(["Good tea", "Short and concrete"]);
    expect(persona.card.map((each) => [each.key, each.pinned.text, each.drift])).toEqual([
      ["city:Riga", "100\u00a0%", "holds"],
      ["category:Tea", "50\u00a0%", "holds"],
    ]);
    expect(await listPersonas(workspace.ctx(), { segmentId })).toMatchObject([
      { id: personaId, statementCount: 2, supportedCount: 1, factCount: 2, size: 40 },
    ]);
  });

  it("are copied whole, with notes of their own, and the original stays as it is", async () => {
    const ctx = workspace.ctx("marketer");
    const { personaId } = await createPersona(ctx, draft(segmentId));
    const { noteId } = await addNote(ctx, {
      ...{
        personaId,
        title: "In the shop",
        heldOn: "2026-06-01",
        who: "Regular",
        text: "",
        quotes: ["Which farm?"],
      },
    });
    const { updatedAt } = await getPersona(ctx, { personaId });
    const { segmentId: _, ...rest } = draft(segmentId);
    const statements = rest.statements.map((one) => ({ ...one, noteId }));
    await updatePersona(ctx, { ...rest, statements, personaId, updatedAt });
    const { personaId: copyId } = await duplicatePersona(ctx, { personaId });
    const [original, copy] = await Promise.all(
      [personaId, copyId].map((id) => getPersona(ctx, { personaId: id })),
    );
    expect(copy).toMatchObject({ name: "Egle, the careful brewer, copy", segmentId });
    expect(copy?.card.map(({ key, pinned }) => [key, pinned])).toEqual(
      original?.card.map(({ key, pinned }) => [key, pinned]),
    );
    expect(copy?.notes).toMatchObject([{ title: "In the shop", quotes: ["Which farm?"] }]);
    expect(copy?.notes[0]?.id).not.toBe(noteId);
    expect(copy?.statements.map((one) => one.noteId)).toEqual([copy?.notes[0]?.id, copy?.notes[0]?.id]);
    expect(original?.statements.map((one) => one.noteId)).toEqual([noteId, noteId]);
    expect(copy?.siblings.map(({ id }) => id)).toContain(personaId);
  });

  it("cannot link a note of another persona", async () => {
    const ctx = workspace.ctx();
    const { personaId } = await createPersona(ctx, draft(segmentId));
    const note = { title: "In the shop", heldOn: "2026-06-01", who: "", text: "", quotes: [] };
    const { noteId } = await addNote(ctx, { personaId, ...note });
    const foreign = { ...draft(segmentId), statements: [{ ...draft(segmentId).statements[0], noteId }] };
    await expect(
      createPersona(ctx, foreign as typeof foreign & ReturnType<typeof draft>),
    ).rejects.toMatchObject({
      code: "INVALID",
    });
    expect(await ctx.db.select().from(personaStatements).where(eq(personaStatements.noteId, noteId))).toEqual(
      [],
    );
  });

  it("are set side by side in the order asked for, those that there are", async () => {
    const ctx = workspace.ctx("viewer");
    const [a, b] = [
      await createPersona(workspace.ctx(), { ...draft(segmentId), name: "A" }),
      await createPersona(workspace.ctx(), { ...draft(segmentId), name: "B" }),
    ];
    const gone = "00000000-0000-7000-8000-000000000000";
    const asked = { personaIds: [b.personaId, gone, a.personaId, b.personaId] };
    const { personas, rows } = await comparePersonas(ctx, asked);
    expect(personas.map(({ name }) => name)).toEqual(["B", "A"]);
    const row = rows.find(({ key }) => key === "city:Riga");
    expect(row).toMatchObject({ label: "City: Riga", facts: [{ share: 1 }, { share: 1 }] });
    const other = (await makeWorkspace({ now })).ctx();
    expect(await comparePersonas(other, asked)).toEqual({ personas: [], rows: [] });
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
    const away = await listPersonas(ctx, { isArchived: true });
    expect(away.map((each) => each.id)).toContain(personaId);
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
      () => duplicatePersona(workspace.ctx("member"), { personaId }),
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
      () => duplicatePersona(other, { personaId }),
      () => getPersona(other, { personaId }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getPersona(workspace.ctx(), { personaId })).toMatchObject({ archivedAt: null });
  });
});
