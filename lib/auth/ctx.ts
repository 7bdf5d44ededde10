import type { Db } from "@/db/client";
import { AppError } from "@/lib/errors";
import { grants, type Permission, type Role } from "./permissions";

declare const workspaceBrand: unique symbol;
/** The workspace's number. Branded: only the borders, the job runner and tests make one. */
export type WorkspaceId = number & { readonly [workspaceBrand]: true };

export type Actor = { userId: string | null; role: Role; name: string };
/** `floor`: smallest group that a role without person access sees as a number. */
export type WorkspaceSettings = { name: string; currency: string; timeZone: string; floor: number };

/** Who asks, in which workspace, over which connection (perhaps an open transaction), and when. */
export type Ctx = {
  db: Db;
  workspaceId: WorkspaceId;
  workspace: WorkspaceSettings;
  actor: Actor;
  now: () => Date;
};

/**
 * First line of every read and write. Returns how far the role may go; with "assigned" the caller
 * checks in the database that the thing is the actor's own. Throws FORBIDDEN.
 */
export function authorize(ctx: Ctx, permission: Permission): "all" | "assigned" {
  const grant = grants(ctx.actor.role, permission);
  if (grant === "none")
    throw new AppError(
      "FORBIDDEN",
      `Your role (${ctx.actor.role}) may not do this. Ask an owner of the workspace for a role that may.`,
    );
  return grant;
}

/** Runs all of it or nothing. Inside an open transaction it is a savepoint. */
export function inTransaction<T>(ctx: Ctx, run: (tx: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => run({ ...ctx, db }));
}

/** True when this role must not see a count this small: one without person access, below the workspace's floor. */
export function isBelowFloor(ctx: Ctx, count: number | null): boolean {
  return count !== null && count < ctx.workspace.floor && grants(ctx.actor.role, "customers:list") === "none";
}
