import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, members, sessions, users } from "@/db/schema";
import { testDb } from "@/db/testing/database";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { countTry, forgetTries } from "../limits/mutations";
import { hashPassword } from "../password";
import {
  checkPassword,
  closeSession,
  closeSessionsOf,
  enterWorkspace,
  openSession,
  touchSession,
} from "./mutations";
import { listSessionsOf, readSession } from "./queries";

const PASSWORD = "correct horse 7";
let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
});

async function withPassword(): Promise<{ id: string; email: string }> {
  const { id, email } = shop.users.marketer;
  await testDb()
    .update(users)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(users.id, id));
  return { id, email };
}

const open = (userId: string) => openSession({ userId, userAgent: "Firefox/140" });
const tryIn = (email: string, password = PASSWORD, address = newId()) =>
  checkPassword({ email, password, address });

describe("a password", () => {
  it("opens the account however its address is written", async () => {
    const { id, email } = await withPassword();
    expect(await tryIn(` ${email.toUpperCase()} `)).toMatchObject({ id, email });
  });

  it("that is wrong, an account without one and one that does not exist look the same", async () => {
    const { email } = await withPassword();
    expect(await tryIn(email, "correct horse 8")).toBeNull();
    expect(await tryIn(shop.users.viewer.email)).toBeNull();
    expect(await tryIn("nobody@example.test")).toBeNull();
  });

  it("costs as much work for an account that does not exist", async () => {
    const { email } = await withPassword();
    await tryIn("warm-up@example.test");
    const fastest = async (address: string) => {
      const times: number[] = [];
      for (let round = 0; round < 6; round++) {
        const from = performance.now();
        await tryIn(address, "wrong password");
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const ratio = (await fastest(`no-${newId()}@example.test`)) / (await fastest(email));
    expect(ratio).toBeGreaterThan(0.33);
    expect(ratio).toBeLessThan(3);
  });

  it("is refused after eight wrong ones, even the right one, and says when to try again", async () => {
    const { email } = await withPassword();
    for (let round = 0; round < 8; round++) await tryIn(email, "wrong password");
    await expect(tryIn(email)).rejects.toMatchObject({
      code: "LIMIT",
      message: "Too many tries. Try again in 10 minutes.",
    });
  });

  it("that is right forgets the wrong ones before it", async () => {
    const { email } = await withPassword();
    for (let round = 0; round < 7; round++) await tryIn(email, "wrong password");
    expect(await tryIn(email)).not.toBeNull();
    for (let round = 0; round < 7; round++) await tryIn(email, "wrong password");
    expect(await tryIn(email)).not.toBeNull();
  });

  it("is limited per address too, over all accounts", async () => {
    const address = newId();
    const spray = (round: number) => tryIn(`${round}-${address}@example.test`, "wrong password", address);
    for (let round = 0; round < 60; round++) expect(await spray(round)).toBeNull();
    await expect(spray(60)).rejects.toMatchObject({ code: "LIMIT" });
  });

  it("of a database that does not answer is an error, never a wrong password", async () => {
    await testDb().execute("alter table users rename to users_gone");
    try {
      await expect(tryIn("somebody@example.test")).rejects.toThrow();
    } finally {
      await testDb().execute("alter table users_gone rename to users");
    }
  });
});

describe("the limit", () => {
  it("lets exactly ten of fifty simultaneous tries through", async () => {
    const limit = { key: newId(), most: 10, seconds: 60 };
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => countTry([limit])));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("starts anew when its window is over, and when it is forgotten", async () => {
    const limit = { key: newId(), most: 1, seconds: 1 };
    await countTry([limit]);
    await expect(countTry([limit])).rejects.toMatchObject({ code: "LIMIT" });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await countTry([limit]);
    await expect(countTry([limit])).rejects.toMatchObject({ code: "LIMIT" });
    await forgetTries([limit.key]);
    await countTry([limit]);
  });
});

describe("a session", () => {
  it("says who, where and as what, as the database has it now", async () => {
    const { id: userId, name } = shop.users.marketer;
    const sessionId = await open(userId);
    expect(await readSession(sessionId)).toMatchObject({
      user: { id: userId, name },
      active: { role: "marketer" },
    });
    await testDb().update(members).set({ role: "viewer" }).where(eq(members.userId, userId));
    expect((await readSession(sessionId))?.active?.role).toBe("viewer");
  });

  it("is written into the log of the person's workspaces, and of no other", async () => {
    const { id: userId } = shop.users.marketer;
    await open(userId);
    const lines = await testDb().select().from(auditLog).where(eq(auditLog.actorId, userId));
    expect(lines).toMatchObject([{ workspaceId: shop.workspaceId, action: "session.opened" }]);
  });

  it("that was closed or ran out is none", async () => {
    const { id: userId } = shop.users.marketer;
    const [closed, over, left] = [await open(userId), await open(userId), await open(userId)];
    await closeSession(closed);
    await testDb()
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.id, over));
    expect(await readSession(closed)).toBeNull();
    expect(await readSession(over)).toBeNull();
    await expect(closeSessionsOf(userId, { sessionId: closed })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listSessionsOf(userId)).map(({ id }) => id)).toEqual([left]);
  });

  it("can be ended from another of the same person, alone or with all others", async () => {
    const { id: userId } = shop.users.marketer;
    const [here, lost, tablet] = [await open(userId), await open(userId), await open(userId)];
    expect(await closeSessionsOf(userId, { sessionId: lost })).toEqual({ ended: 1 });
    expect(await closeSessionsOf(userId, { allBut: here })).toEqual({ ended: 1 });
    expect(await readSession(tablet)).toBeNull();
    expect(await readSession(here)).not.toBeNull();
  });

  it("of somebody else cannot be ended", async () => {
    const theirs = await open(other.users.owner.id);
    const attempt = closeSessionsOf(shop.users.owner.id, { sessionId: theirs });
    await expect(attempt).rejects.toMatchObject({ code: "NOT_FOUND" });
    await closeSessionsOf(shop.users.owner.id, { allBut: newId() });
    expect(await readSession(theirs)).not.toBeNull();
  });

  it("shows when it was last used", async () => {
    const { id: userId } = shop.users.marketer;
    const sessionId = await open(userId);
    const long = new Date(Date.now() - 3_600_000);
    await testDb().update(sessions).set({ lastSeenAt: long }).where(eq(sessions.id, sessionId));
    expect((await readSession(sessionId))?.lastSeenAt).toEqual(long);
    await touchSession(sessionId);
    expect((await readSession(sessionId))?.lastSeenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it("enters a workspace of its person, and no other", async () => {
    const { id: userId } = shop.users.marketer;
    const sessionId = await open(userId);
    const enter = () => enterWorkspace({ sessionId, userId, workspaceId: other.workspaceId });
    await expect(enter()).rejects.toMatchObject({ code: "NOT_FOUND" });
    const join = { workspaceId: other.workspaceId, userId, role: "viewer" as const };
    await testDb().insert(members).values(join);
    await enter();
    expect((await readSession(sessionId))?.active).toMatchObject({
      workspaceId: other.workspaceId,
      role: "viewer",
    });
    const isTheirs = and(eq(members.workspaceId, other.workspaceId), eq(members.userId, userId));
    await testDb().update(members).set({ removedAt: new Date() }).where(isTheirs);
    await expect(enter()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await readSession(sessionId))?.active?.workspaceId).toBe(shop.workspaceId);
  });
});
