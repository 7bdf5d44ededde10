import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, users } from "@/db/schema";
import { testDb } from "@/db/testing/database";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { hashPassword } from "../password";
import { checkPassword, openSession } from "../sessions/mutations";
import { listSessionsOf, readSession } from "../sessions/queries";
import { changePassword, renameAccount } from "./mutations";

const OLD = "correct horse 7";
const NEW = "battery staple 8";
let shop: TestWorkspace;
let by: { userId: string; sessionId: string };
beforeEach(async () => {
  shop = await makeWorkspace();
  const { id: userId } = shop.users.member;
  await testDb()
    .update(users)
    .set({ passwordHash: await hashPassword(OLD) })
    .where(eq(users.id, userId));
  by = { userId, sessionId: await openSession({ userId, userAgent: "" }) };
});

const opens = async (password: string) =>
  (await checkPassword({ email: shop.users.member.email, password, address: newId() })) !== null;

describe("changing a password", () => {
  it("takes the new one, ends the other sessions and keeps this one", async () => {
    await openSession({ userId: by.userId, userAgent: "" });
    const stranger = await openSession({ userId: shop.users.viewer.id, userAgent: "" });
    expect(await changePassword(by, { current: OLD, next: NEW })).toEqual({ ended: 1 });
    expect([await opens(OLD), await opens(NEW)]).toEqual([false, true]);
    expect((await listSessionsOf(by.userId)).map(({ id }) => id)).toEqual([by.sessionId]);
    expect(await readSession(stranger)).not.toBeNull();
    const lines = await testDb().select().from(auditLog).where(eq(auditLog.actorId, by.userId));
    expect(lines.map(({ action }) => action)).toContain("account.passwordChanged");
    expect(JSON.stringify(lines)).not.toContain(NEW);
  });

  it.each([
    ["a wrong present one", "wrong password", NEW, "current"],
    ["a short one", OLD, "short", "next"],
    ["the same one", OLD, OLD, "next"],
    ["one made of the name", OLD, "test-member1", "next"],
  ])("refuses %s at its field", async (_, current, next, field) => {
    const attempt = changePassword(by, { current, next });
    await expect(attempt).rejects.toMatchObject({ code: "INVALID", fields: { [field]: expect.any(String) } });
    expect(await opens(OLD)).toBe(true);
  });

  it("stops who guesses the present one", async () => {
    const guess = () =>
      changePassword(by, { current: "wrong password", next: NEW }).catch((error) => error.code);
    const codes = [];
    for (let round = 0; round < 9; round++) codes.push(await guess());
    expect(codes).toEqual([...Array(8).fill("INVALID"), "LIMIT"]);
  });
});

describe("a name", () => {
  it("is changed and noted", async () => {
    await renameAccount(by.userId, { name: "Nia Berg" });
    expect((await readSession(by.sessionId))?.user.name).toBe("Nia Berg");
    const lines = await testDb().select().from(auditLog).where(eq(auditLog.action, "account.renamed"));
    expect(lines.filter(({ actorId }) => actorId === by.userId)).toMatchObject([
      { workspaceId: shop.workspaceId, detail: { from: "Test member", to: "Nia Berg" } },
    ]);
  });
});
