import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { ROLES } from "@/lib/auth/permissions";
import { members } from "../schema";
import { testDb } from "./database";
import { makeWorkspace } from "./workspace";

test("a test workspace has one member per role and stands apart from every other", async () => {
  const [one, other] = await Promise.all([makeWorkspace({ floor: 5 }), makeWorkspace()]);
  expect(one.workspaceId).not.toBe(other.workspaceId);
  const rows = await testDb().select().from(members).where(eq(members.workspaceId, one.workspaceId));
  expect(rows.map((row) => row.role).sort()).toEqual([...ROLES].sort());
  expect(one.ctx("viewer").actor).toMatchObject({ role: "viewer", userId: one.users.viewer.id });
  expect(one.ctx().workspace.floor).toBe(5);
});

test("its clock can be stopped", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const workspace = await makeWorkspace({ now });
  expect(workspace.ctx().now()).toEqual(now);
});
