import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { cache } from "react";
import { db } from "@/db/client";
import type { Ctx, WorkspaceId, WorkspaceSettings } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { touchSession } from "@/lib/auth/sessions/mutations";
import { hasUsers, readSession, type Session } from "@/lib/auth/sessions/queries";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";

/** "Last used" in the list of sessions is as exact as this. */
const SEEN_EVERY_MS = 5 * 60_000;

const SIGNED_OUT = "You are signed out. Sign in again; nothing was changed.";

/** Who is signed in, as the database says now; null for nobody. Read once per request. */
export const getSession = cache(async (): Promise<Session | null> => {
  const token = await auth();
  const session = token?.sessionId ? await readSession(token.sessionId) : null;
  if (session && Date.now() - session.lastSeenAt.getTime() > SEEN_EVERY_MS)
    after(() => touchSession(session.sessionId));
  return session;
});

/** A person in a workspace, as the database says now: what a session or the address of a feed has found. */
export type FoundMember = {
  workspaceId: number;
  workspace: WorkspaceSettings;
  person: { id: string; name: string; role: Role };
};

/** The context of a person whom a border has found. */
export function memberCtx({ workspaceId, workspace, person }: FoundMember): Ctx {
  return {
    db: db(),
    workspaceId: workspaceId as WorkspaceId,
    workspace,
    actor: { userId: person.id, role: person.role, name: person.name },
    now: () => new Date(),
  };
}

function ctxOf({ active, user }: Session): Ctx | null {
  if (!active) return null;
  const { workspaceId, role, ...workspace } = active;
  return memberCtx({ workspaceId, workspace, person: { id: user.id, name: user.name, role } });
}

/** The session of a page; without one the visitor is sent to sign in, or on a new server to make the owner. */
export async function requireSession(): Promise<Session> {
  const session = await getSession();
  if (session) return session;
  if (!(await hasUsers())) redirect("/setup");
  const path = (await headers()).get("x-path") ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** The context of a page. */
export async function getCtx(): Promise<Ctx> {
  return ctxOf(await requireSession()) ?? redirect("/new-workspace");
}

/** The session of an action or a route: throws FORBIDDEN instead of sending anyone anywhere. */
export async function requireActionSession(): Promise<Session> {
  const session = await getSession();
  if (!session) throw new AppError("FORBIDDEN", SIGNED_OUT);
  return session;
}

/** The context of an action or a route. */
export async function getActionCtx(): Promise<Ctx> {
  const ctx = ctxOf(await requireActionSession());
  if (!ctx)
    throw new AppError("FORBIDDEN", "You are in no workspace any more. Ask an owner for an invitation.");
  return ctx;
}
