import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { invitations, members, notifications, users } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { ROLES } from "@/lib/auth/permissions";
import { checkPassword, openSession } from "@/lib/auth/sessions/mutations";
import { readSession } from "@/lib/auth/sessions/queries";
import { newId } from "@/lib/ids";
import { removeMember } from "../members/mutations";
import { acceptInvitation, inviteMember, registerByInvitation, revokeInvitation } from "./mutations";
import { getInvitation, listOpenInvitations } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace({ name: "Shop" }), makeWorkspace()]);
});

const invite = (role: (typeof ROLES)[number] = "marketer", email: string | null = null) =>
  inviteMember(shop.ctx(), { role, email });
const stranger = () => ({
  name: "Nia Berg",
  email: `nia-${newId()}@example.test`,
  password: "correct horse 7",
});

/** Somebody of the other workspace, signed in. */
async function guest(role: (typeof ROLES)[number] = "viewer") {
  const { id: userId, name, email } = other.users[role];
  return { userId, name, email, sessionId: await openSession({ userId, userAgent: "" }) };
}

async function roleOf(userId: string) {
  const [row] = await shop
    .ctx()
    .db.select({ role: members.role, removedAt: members.removedAt })
    .from(members)
    .where(and(eq(members.workspaceId, shop.workspaceId), eq(members.userId, userId)));
  return row && row.removedAt === null ? row.role : null;
}

const age = (invitationId: string, days: number) =>
  shop
    .ctx()
    .db.update(invitations)
    .set({ expiresAt: new Date(Date.now() + (7 - days) * 86_400_000) })
    .where(eq(invitations.id, invitationId));

describe("inviting", () => {
  it.each(ROLES.filter((role) => role !== "owner"))(
    "is refused to a %s, and so are list and withdrawal",
    async (role) => {
      const { invitationId } = await invite();
      const ctx = shop.ctx(role);
      await expect(inviteMember(ctx, { role: "viewer", email: null })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await expect(listOpenInvitations(ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(revokeInvitation(ctx, { invitationId })).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(await listOpenInvitations(shop.ctx())).toHaveLength(1);
    },
  );

  it("answers the token once; the database has only its hash", async () => {
    const { invitationId, token } = await invite();
    const [row] = await shop.ctx().db.select().from(invitations).where(eq(invitations.id, invitationId));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await getInvitation(token, new Date())).toEqual({
      state: "open",
      workspaceName: "Shop",
      role: "marketer",
      invitedBy: "Test owner",
      email: null,
    });
  });

  it("again for the same address makes the earlier link worthless", async () => {
    const { email, ...rest } = stranger();
    const first = await invite("viewer", email);
    const second = await invite("member", email);
    expect((await listOpenInvitations(shop.ctx())).map(({ id }) => id)).toEqual([second.invitationId]);
    await expect(registerByInvitation({ ...rest, email, token: first.token })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("a member is refused at the field", async () => {
    await expect(invite("viewer", shop.users.member.email)).rejects.toMatchObject({
      code: "INVALID",
      fields: { email: expect.stringContaining("Test member") },
    });
  });

  it("is listed and withdrawn in its own workspace only", async () => {
    const { invitationId, token } = await invite();
    expect(await listOpenInvitations(other.ctx())).toEqual([]);
    await expect(revokeInvitation(other.ctx(), { invitationId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await getInvitation(token, new Date()))?.state).toBe("open");
  });
});

describe("a link", () => {
  it("makes an account with the role it names, which can sign in, and tells who invited", async () => {
    const { token } = await invite("marketer");
    const person = stranger();
    const { userId } = await registerByInvitation({ ...person, token });
    expect(await roleOf(userId)).toBe("marketer");
    const { email, password } = person;
    expect(await checkPassword({ email, password, address: newId() })).toMatchObject({ id: userId });
    const notes = await shop
      .ctx()
      .db.select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.userId, shop.users.owner.id));
    expect(notes).toEqual([{ title: "Nia Berg joined as marketer" }]);
  });

  it("lets in who has an account, and takes their browser there", async () => {
    const { token } = await invite("manager");
    const person = await guest();
    expect(await acceptInvitation(person, { token })).toEqual({ workspaceId: shop.workspaceId });
    const session = await readSession(person.sessionId);
    expect(session?.active).toMatchObject({ workspaceId: shop.workspaceId, role: "manager" });
    expect(session?.memberships).toHaveLength(2);
  });

  it("works once: of ten at the same moment, one comes in", async () => {
    const { token } = await invite();
    const people = Array.from({ length: 10 }, stranger);
    const results = await Promise.allSettled(
      people.map((person) => registerByInvitation({ ...person, token })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await getInvitation(token, new Date()))?.state).toBe("used");
    await expect(acceptInvitation(await guest(), { token })).rejects.toMatchObject({ code: "CONFLICT" });
    const made = await shop
      .ctx()
      .db.select({ email: users.email })
      .from(users)
      .where(eq(users.name, "Nia Berg"));
    const ours = new Set(people.map(({ email }) => email));
    expect(made.filter(({ email }) => ours.has(email))).toHaveLength(1);
  });

  it("works once for people who have accounts, too", async () => {
    const { token } = await invite();
    const people = await Promise.all(ROLES.map(guest));
    const results = await Promise.allSettled(people.map((person) => acceptInvitation(person, { token })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const roles = await Promise.all(people.map(({ userId }) => roleOf(userId)));
    expect(roles.filter((role) => role !== null)).toEqual(["marketer"]);
  });

  it.each(["withdrawn", "too old", "never made"] as const)("that is %s opens nothing", async (how) => {
    const { token, invitationId } = await invite();
    if (how === "withdrawn") await revokeInvitation(shop.ctx(), { invitationId });
    if (how === "too old") await age(invitationId, 7.001);
    const shown = how === "never made" ? `${token}x` : token;
    const code = how === "never made" ? "NOT_FOUND" : "CONFLICT";
    const person = await guest();
    await expect(acceptInvitation(person, { token: shown })).rejects.toMatchObject({ code });
    await expect(registerByInvitation({ ...stranger(), token: shown })).rejects.toMatchObject({ code });
    expect(await roleOf(person.userId)).toBeNull();
    expect(await listOpenInvitations(shop.ctx())).toHaveLength(how === "never made" ? 1 : 0);
  });

  it("still works on its seventh day", async () => {
    const { token, invitationId } = await invite();
    await age(invitationId, 6.99);
    await expect(acceptInvitation(await guest(), { token })).resolves.toBeDefined();
  });

  it("for one address is of no use to another, with or without an account", async () => {
    const person = await guest();
    const { token } = await invite("viewer", "somebody.else@example.test");
    await expect(acceptInvitation(person, { token })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(registerByInvitation({ ...stranger(), token })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await getInvitation(token, new Date()))?.state).toBe("open");
  });

  it("makes no second account of an address", async () => {
    const { token } = await invite();
    const email = other.users.viewer.email.toUpperCase();
    await expect(registerByInvitation({ ...stranger(), email, token })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("changes nothing for who is in already, and stays good", async () => {
    const { id: userId, name, email } = shop.users.viewer;
    const { token } = await invite("owner");
    const sessionId = await openSession({ userId, userAgent: "" });
    await expect(acceptInvitation({ userId, name, email, sessionId }, { token })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await roleOf(userId)).toBe("viewer");
    expect((await getInvitation(token, new Date()))?.state).toBe("open");
  });

  it("lets a removed member back in, with the new role", async () => {
    const { id: userId, name, email } = shop.users.manager;
    await removeMember(shop.ctx(), { userId });
    const { token } = await invite("viewer");
    await acceptInvitation(
      { userId, name, email, sessionId: await openSession({ userId, userAgent: "" }) },
      { token },
    );
    expect(await roleOf(userId)).toBe("viewer");
  });
});
