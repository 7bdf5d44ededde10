import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import { digests } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { newId } from "@/lib/ids";
import { MailError, type Mailer } from "@/lib/mail/letter";
import { nextTry } from "@/lib/webhooks/backoff";
import { NOTICE_KINDS, type NoticeKind } from "../notices/kinds";
import { composeDigest, SETTINGS_PATH } from "./compose";
import { DIGEST_PARTS } from "./parts";
import { type DigestRhythm, rhythmWords, USUAL_SCHEDULE } from "./rhythm";
import { lastSlot } from "./schedule";
import { digestSections } from "./sections";
import { waitsForMail } from "./sql";

const KEPT_DAYS = 90;

export type Post = { mailer: Mailer; baseUrl: string };

type Reader = {
  userId: string;
  every: DigestRhythm | null;
  hour: number | null;
  weekday: number | null;
  timeZone: string | null;
};

const scheduleOf = (ctx: Ctx, reader: Reader) => ({
  every: reader.every ?? USUAL_SCHEDULE.every,
  hour: reader.hour ?? USUAL_SCHEDULE.hour,
  weekday: reader.weekday ?? USUAL_SCHEDULE.weekday,
  timeZone: reader.timeZone ?? ctx.workspace.timeZone,
});

/**
 * Sends each member what is new since their last digest, when the moment of their schedule has come. A digest is a row
 * that is unique by person and moment and is locked while it is sent; its notices are marked in the same transaction.
 * So several servers and repeated jobs send one, and a failure loses nothing. Only a process that dies between the
 * mail server's yes and the commit sends again, under the same Message-ID.
 */
export async function sendDigests(ctx: Ctx, post: Post): Promise<{ sent: number; failed: number }> {
  authorize(ctx, "workspace:manage");
  await openDigests(ctx);
  const done = { sent: 0, failed: 0 };
  for (let isOn = true; isOn; ) {
    const outcome = await inTransaction(ctx, (tx) => sendNext(tx, post));
    if (outcome === "sent") done.sent++;
    if (outcome === "failed" || outcome === "refused") done.failed++;
    // When the mail server itself fails, the others wait for the next run in place of failing one by one.
    isOn = outcome !== null && outcome !== "failed";
  }
  await forgetDone(ctx);
  return done;
}

/** Forgets digests that are done after 90 days, and what waited for members who left. */
async function forgetDone(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
  const hasLeft = sql`exists (select from members m where m.workspace_id = ${digests.workspaceId}
    and m.user_id = ${digests.userId} and m.removed_at is not null)`;
  await ctx.db
    .delete(digests)
    .where(
      and(
        eq(digests.workspaceId, ctx.workspaceId),
        or(hasLeft, and(ne(digests.state, "waiting"), lt(digests.createdAt, before))),
      ),
    );
}

/** A digest for everybody whose moment has come since something new waited; none beside one that still waits. */
async function openDigests(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  const readers = await ctx.db.execute<Reader & { oldest: string; chosenAt: string | null }>(sql`
    select m.user_id as "userId", s.every, s.hour, s.weekday, s.time_zone as "timeZone",
      s.updated_at::text as "chosenAt", n.oldest::text as oldest
    from (
      select n.user_id, min(n.created_at) as oldest from notifications n
      where n.workspace_id = ${ctx.workspaceId}::int and ${waitsForMail(now)} group by n.user_id
    ) n
    join members m on m.workspace_id = ${ctx.workspaceId}::int and m.user_id = n.user_id and m.removed_at is null
    left join notice_settings s on s.workspace_id = m.workspace_id and s.user_id = m.user_id
    where not exists (select from digests d where d.workspace_id = m.workspace_id and d.user_id = m.user_id
      and d.state = 'waiting')`);
  const due = readers.flatMap(({ oldest, chosenAt, ...reader }) => {
    const slot = lastSlot(scheduleOf(ctx, reader), now);
    const isNew = slot && slot >= new Date(oldest) && (!chosenAt || slot >= new Date(chosenAt));
    return isNew ? [{ userId: reader.userId, slot }] : [];
  });
  for (let start = 0; start < due.length; start += 500)
    await ctx.db
      .insert(digests)
      .values(
        due.slice(start, start + 500).map(({ userId, slot }) => ({
          ...{ workspaceId: ctx.workspaceId, id: newId(), userId, slot },
          ...{ dueAt: now, createdAt: now },
        })),
      )
      .onConflictDoNothing();
}

type Waiting = Reader & { id: string; attempts: number; name: string; email: string; role: Role };

/** One digest that is due and that no other process holds; null when there is none. */
async function sendNext(tx: Ctx, post: Post): Promise<"sent" | "empty" | "failed" | "refused" | null> {
  const [row] = await tx.db.execute<Waiting>(sql`
    select d.id, d.attempts, d.user_id as "userId", u.name, u.email, m.role, s.every, s.hour, s.weekday,
      s.time_zone as "timeZone"
    from digests d
    join members m on m.workspace_id = d.workspace_id and m.user_id = d.user_id
    join users u on u.id = d.user_id
    left join notice_settings s on s.workspace_id = d.workspace_id and s.user_id = d.user_id
    where d.workspace_id = ${tx.workspaceId}::int and d.due_at <= ${tx.now().toISOString()}::timestamptz
      and d.state = 'waiting' and m.removed_at is null
    order by d.due_at, d.id limit 1 for update of d skip locked`);
  if (!row) return null;
  const write = (change: Partial<typeof digests.$inferInsert>) =>
    tx.db
      .update(digests)
      .set(change)
      .where(and(eq(digests.workspaceId, tx.workspaceId), eq(digests.id, row.id)));
  try {
    // A savepoint: what was marked as told is taken back when the mail does not go out.
    const notices = await inTransaction(tx, (inner) => tell(inner, row, post));
    const [state, sentAt] = notices > 0 ? (["sent", tx.now()] as const) : (["empty", null] as const);
    await write({ state, sentAt, notices, attempts: row.attempts + 1, dueAt: null, error: null });
    return state;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const attempts = row.attempts + 1;
    const again = error.isFinal ? null : nextTry(attempts, tx.now(), Math.random());
    await write({ state: again ? "waiting" : "failed", dueAt: again, attempts, error: error.message });
    return error.isFinal ? "refused" : "failed";
  }
}

/** Marks what is new as told by this digest and sends it; 0 when nothing is new any more. */
async function tell(tx: Ctx, row: Waiting, { mailer, baseUrl }: Post): Promise<number> {
  const notices = await tx.db.execute<{ kind: NoticeKind; text: string; href: string }>(sql`
    with told as (
      update notifications n set digest_id = ${row.id}::uuid
      where n.workspace_id = ${tx.workspaceId}::int and n.user_id = ${row.userId}::uuid and ${waitsForMail(tx.now())}
      returning n.id, n.kind, n.title, n.href
    )
    select kind, title as text, href from told order by id desc`);
  if (notices.length === 0) return 0;
  const reader = { ...tx, actor: { userId: row.userId, role: row.role, name: row.name } };
  const parts = [];
  for (const read of DIGEST_PARTS) parts.push(await read(reader));
  const letter = composeDigest({
    ...{ workspace: tx.workspace.name, name: row.name, news: notices.length, baseUrl },
    sections: digestSections(
      notices.filter(({ kind }) => NOTICE_KINDS.includes(kind)),
      parts.filter((part) => part !== null),
    ),
    rhythm: rhythmWords(scheduleOf(tx, row)),
  });
  await mailer.send({
    ...letter,
    to: { name: row.name, address: row.email },
    messageId: `<digest.${row.id}@${new URL(baseUrl).hostname}>`,
    stopUrl: new URL(SETTINGS_PATH, baseUrl).href,
  });
  return notices.length;
}
