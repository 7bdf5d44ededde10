import { eq, sql } from "drizzle-orm";
import { type Db, db } from "@/db/client";
import { auditLog, members, orders, sessions, users, workspaces } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import type { SetupInput, WorkspaceInput } from "@/lib/auth/model";
import { hashPassword } from "@/lib/auth/password";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import type { SettingsInput } from "./model";

async function insertWorkspace(tx: Db, userId: string, input: WorkspaceInput): Promise<number> {
  const [row] = await tx.insert(workspaces).values(input).returning({ id: workspaces.id });
  if (!row) throw new Error("The workspace was not inserted.");
  await tx.insert(members).values({ workspaceId: row.id, userId, role: "owner" });
  await tx.insert(auditLog).values({
    workspaceId: row.id,
    id: newId(),
    at: new Date(),
    actorId: userId,
    action: "workspace.created",
    detail: { name: input.name },
  });
  return row.id;
}

/** Makes an empty workspace; the person becomes its owner, and their session moves into it. */
export async function createWorkspace(
  by: { userId: string; sessionId: string },
  input: WorkspaceInput,
): Promise<{ workspaceId: number }> {
  return db().transaction(async (tx) => {
    const workspaceId = await insertWorkspace(tx, by.userId, input);
    await tx
      .update(sessions)
      .set({ activeWorkspaceId: workspaceId })
      .where(sql`${sessions.id} = ${by.sessionId} and ${sessions.userId} = ${by.userId}`);
    return { workspaceId };
  });
}

async function requireNobody(tx: Db): Promise<void> {
  const someone = await tx.select({ id: users.id }).from(users).limit(1);
  if (someone.length > 0)
    throw new AppError(
      "FORBIDDEN",
      "This server has an owner already. Sign in, or ask them for an invitation.",
    );
}

/** The first visit to a new server: its owner and first workspace. FORBIDDEN once anybody has an account. */
export async function setUp(input: SetupInput): Promise<{ userId: string }> {
  // Refused before a hash is computed for it.
  await requireNobody(db());
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async (tx) => {
    // Two first visits at the same moment: the second waits here and then finds the first one's account.
    await tx.execute(sql`select pg_advisory_xact_lock(727004)`);
    await requireNobody(tx);
    const userId = newId();
    await tx.insert(users).values({ id: userId, email: input.email, name: input.name, passwordHash });
    await insertWorkspace(tx, userId, input.workspace);
    return { userId };
  });
}

const CURRENCY_FIXED =
  "There are orders in this currency, so it stays. Make another workspace for another currency.";

type Changes = Record<string, [before: unknown, after: unknown]>;

/** Saves what the owners set. INVALID, at the currency, once there are orders in it. Answers the names of what changed. */
export async function updateSettings(ctx: Ctx, input: SettingsInput): Promise<{ changed: string[] }> {
  authorize(ctx, "workspace:manage");
  return inTransaction(ctx, async (tx) => {
    const holidays = [...input.holidays].sort((a, b) => a.on.localeCompare(b.on));
    const after = { ...input, holidays };
    const changes = changesOf(await lockSettings(tx), after);
    const changed = Object.keys(changes);
    if (changed.length === 0) return { changed };
    if (changes.currency && (await hasOrders(tx)))
      throw new AppError("INVALID", CURRENCY_FIXED, { fields: { currency: CURRENCY_FIXED } });
    await tx.db.update(workspaces).set(after).where(eq(workspaces.id, tx.workspaceId));
    await recordAudit(tx, { action: "workspace.changed", detail: { changes } });
    // Days begin elsewhere: what counts days or months is made anew.
    if (changes.timeZone) await enqueue(tx, "workspace.rebuild", { cause: "time" }, { key: "zone" });
    return { changed };
  });
}

async function lockSettings({ db, workspaceId }: Ctx): Promise<SettingsInput> {
  const [row] = await db
    .select({
      name: workspaces.name,
      currency: workspaces.currency,
      timeZone: workspaces.timeZone,
      floor: workspaces.floor,
      contactCap: workspaces.contactCap,
      contactCapDays: workspaces.contactCapDays,
      contactRules: workspaces.contactRules,
      workdays: workspaces.workdays,
      holidays: workspaces.holidays,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
    .for("no key update");
  return found(row, "workspace");
}

/** Holidays are told as their number: a list of days says nothing in a line of the log. */
function changesOf(before: SettingsInput, after: SettingsInput): Changes {
  const changes: Changes = {};
  for (const key of ["name", "currency", "timeZone", "floor", "contactCap", "contactCapDays"] as const)
    if (before[key] !== after[key]) changes[key] = [before[key], after[key]];
  if (before.workdays.join() !== after.workdays.join())
    changes.workdays = [before.workdays.join(), after.workdays.join()];
  const rules = ({ contactRules }: SettingsInput) =>
    JSON.stringify(contactRules.map(({ channel, cap, days }) => [channel, cap, days]));
  if (rules(before) !== rules(after))
    changes.contactRules = [before.contactRules.length, after.contactRules.length];
  const days = (settings: SettingsInput) =>
    JSON.stringify(settings.holidays.map(({ on, name }) => [on, name]));
  if (days(before) !== days(after)) changes.holidays = [before.holidays.length, after.holidays.length];
  return changes;
}

async function hasOrders({ db, workspaceId }: Ctx): Promise<boolean> {
  const rows = await db
    .select({ no: orders.no })
    .from(orders)
    .where(eq(orders.workspaceId, workspaceId))
    .limit(1);
  return rows.length > 0;
}
