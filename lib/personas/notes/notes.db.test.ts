import { beforeEach, expect, it } from "vitest";
import { makePersonaShop, personaDraft } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { createPersona, updatePersona } from "../mutations";
import { getPersona } from "../queries";
import { addNote, changeNote, removeNote, restoreNote } from "./mutations";
import { listNotes } from "./queries";

let workspace: TestWorkspace;
let segmentId: string;
let personaId: string;
let ctx: Ctx;
beforeEach(async () => {
  ({ workspace, segmentId } = await makePersonaShop());
  ctx = workspace.ctx("member");
  ({ personaId } = await createPersona(ctx, personaDraft(segmentId)));
});

const note = (title = "In the shop") => ({
  ...{ title, heldOn: "2026-06-01", who: "Regular of two years", text: "Asked at the counter." },
  quotes: ["I need to know which farm."],
});

it("are listed the latest first, with who wrote them down", async () => {
  await addNote(ctx, { personaId, ...note("Older"), heldOn: "2026-05-01" });
  await addNote(ctx, { personaId, ...note() });
  expect(await listNotes(workspace.ctx("viewer"), { personaId })).toMatchObject([
    { ...note(), byName: workspace.users.member.name },
    { title: "Older", heldOn: "2026-05-01" },
  ]);
});

it("are changed unless somebody saved since", async () => {
  const { noteId } = await addNote(ctx, { personaId, ...note() });
  const [first] = await listNotes(ctx, { personaId });
  const updatedAt = first?.updatedAt ?? new Date(0);
  const later = { ...ctx, now: () => new Date("2026-06-15T11:00:00Z") };
  await changeNote(later, { noteId, updatedAt, ...note("By phone"), quotes: [] });
  await expect(changeNote(later, { noteId, updatedAt, ...note("Lost") })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await listNotes(ctx, { personaId })).toMatchObject([{ title: "By phone", quotes: [] }]);
});

it("take the link of a statement along when they are removed, and bring it back", async () => {
  const { noteId } = await addNote(ctx, { personaId, ...note() });
  const { updatedAt } = await getPersona(ctx, { personaId });
  const { segmentId: _, ...rest } = personaDraft(segmentId);
  const statements = rest.statements.map((one) => ({ ...one, noteId }));
  await updatePersona(ctx, { ...rest, statements, personaId, updatedAt });
  const links = async () => (await getPersona(ctx, { personaId })).statements.map((one) => one.noteId);
  await removeNote(ctx, { noteId });
  expect([await listNotes(ctx, { personaId }), await links()]).toEqual([[], [null, null]]);
  await restoreNote(ctx, { noteId });
  expect(await links()).toEqual([noteId, noteId]);
});

it("refuse who may not edit the persona, and other workspaces", async () => {
  const { noteId } = await addNote(ctx, { personaId, ...note() });
  const [first] = await listNotes(ctx, { personaId });
  const updatedAt = first?.updatedAt ?? new Date(0);
  const other = (await makeWorkspace()).ctx();
  for (const write of [
    (by: Ctx) => addNote(by, { personaId, ...note() }),
    (by: Ctx) => changeNote(by, { noteId, updatedAt, ...note() }),
    (by: Ctx) => removeNote(by, { noteId }),
    (by: Ctx) => restoreNote(by, { noteId }),
  ]) {
    await expect(write(workspace.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write(other)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await listNotes(other, { personaId })).toEqual([]);
  expect(await listNotes(ctx, { personaId })).toHaveLength(1);
});
