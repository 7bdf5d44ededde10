import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { db } from "@/db/client";
import type { Ctx, WorkspaceId } from "@/lib/auth/ctx";
import { hasUsers, readSession, type Session } from "@/lib/auth/sessions/queries";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";

/** Who is signed in, as the database says now; null for nobody. Read once per request. */
export const getSession = cache(async (): Promise<Session | null> => {
  const token = await auth();
  return token?.sessionId ? readSession(token.sessionId) : null;
});

function ctxOf(session: Session): Ctx | null {
  if (!session.active) return null;
  const { workspaceId, role, ...workspace } = session.active;
  return {
    db: db(),
    workspaceId: workspaceId as WorkspaceId,
    workspace,
    actor: { userId: session.user.id, role, name: session.user.name },
    now: () => new Date(),
  };
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

/** The context of an action or a route: throws FORBIDDEN instead of sending anyone anywhere. */
export async function getActionCtx(): Promise<Ctx> {
  const session = await getSession();
  const ctx = session && ctxOf(session);
  if (!ctx) throw new AppError("FORBIDDEN", "You are signed out. Sign in again; nothing was changed.");
  return ctx;
}
