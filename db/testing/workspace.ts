import { v7 as uuid } from "uuid";
import type { Ctx, WorkspaceId, WorkspaceSettings } from "@/lib/auth/ctx";
import { ROLES, type Role } from "@/lib/auth/permissions";
import { members, users, workspaces } from "../schema";
import { testDb } from "./database";

type Overrides = Partial<WorkspaceSettings> & { now?: Date };

export type TestWorkspace = {
  workspaceId: WorkspaceId;
  users: Record<Role, { id: string; name: string; email: string }>;
  /** A context for the workspace's person with this role; owner unless told. */
  ctx: (role?: Role) => Ctx;
};

/** A workspace of the test's own, with one member per role. `now` stops the clock at that moment. */
export async function makeWorkspace({ now, ...overrides }: Overrides = {}): Promise<TestWorkspace> {
  const db = testDb();
  const workspace = {
    name: "Test shop",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    floor: 10,
    ...overrides,
  };
  const [row] = await db.insert(workspaces).values(workspace).returning({ id: workspaces.id });
  if (!row) throw new Error("The workspace was not inserted.");
  const workspaceId = row.id as WorkspaceId;

  const person = (role: Role) => {
    const id = uuid();
    return { id, name: `Test ${role}`, email: `${role}-${id}@example.test` };
  };
  const people = Object.fromEntries(ROLES.map((role) => [role, person(role)])) as TestWorkspace["users"];
  await db.insert(users).values(ROLES.map((role) => people[role]));
  await db.insert(members).values(ROLES.map((role) => ({ workspaceId, userId: people[role].id, role })));

  return {
    workspaceId,
    users: people,
    ctx: (role = "owner") => ({
      db,
      workspaceId,
      workspace,
      actor: { userId: people[role].id, role, name: people[role].name },
      now: () => now ?? new Date(),
    }),
  };
}
