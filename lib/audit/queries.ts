import { and, asc, desc, eq, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";
import { auditLog, campaigns, members, personas, segments, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AREAS } from "./areas";
import { type AuditLine, aboutOf } from "./line";
import type { AuditQuery } from "./model";

const PAGE = 50;

/** `about` is what the line is about, with the address of its page where it has one. */
export type AuditRow = AuditLine & { about: { label: string; href: string | null } | null };

/** A page of the log, newest first; the cursors lead on, null where the log ends. */
export type AuditPage = { rows: AuditRow[]; before: string | null; after: string | null };

type Cursor = { at: string; id: string };

/** Who did what, newest first, 50 lines a page, narrowed to a person or an area. */
export async function listAudit(ctx: Ctx, query: AuditQuery): Promise<AuditPage> {
  authorize(ctx, "audit:read");
  const { who, area, before, after } = query;
  const isForward = after !== undefined;
  const rows = await ctx.db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      who: users.name,
      action: auditLog.action,
      subject: auditLog.subject,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        who === undefined
          ? undefined
          : who === "facet"
            ? isNull(auditLog.actorId)
            : eq(auditLog.actorId, who),
        area && or(...AREAS[area].nouns.map((noun) => like(auditLog.action, `${noun}.%`))),
        after ? beyond(after, ">") : before && beyond(before, "<"),
      ),
    )
    .orderBy(...(isForward ? [asc(auditLog.at), asc(auditLog.id)] : [desc(auditLog.at), desc(auditLog.id)]))
    .limit(PAGE + 1);
  const hasMore = rows.length > PAGE;
  const shown = rows.slice(0, PAGE).map((row) => ({ ...row, detail: row.detail ?? {} }));
  if (isForward) shown.reverse();
  return {
    rows: await nameSubjects(ctx, shown),
    before: isForward || hasMore ? cursorOf(shown.at(-1)) : null,
    after: (isForward ? hasMore : before !== undefined) ? cursorOf(shown[0]) : null,
  };
}

const beyond = ({ at, id }: Cursor, side: "<" | ">"): SQL =>
  sql`(${auditLog.at}, ${auditLog.id}) ${sql.raw(side)} (${at}::timestamptz, ${id}::uuid)`;

const cursorOf = (line: AuditLine | undefined) => (line ? `${line.at.toISOString()}~${line.id}` : null);

const NOUNS = { segment: segments, campaign: campaigns, persona: personas } as const;
type Noun = keyof typeof NOUNS;

async function nameSubjects(ctx: Ctx, lines: AuditLine[]): Promise<AuditRow[]> {
  const abouts = lines.map(aboutOf);
  const idsOf = (noun: Noun) => [
    ...new Set(abouts.flatMap((about) => (about && "id" in about && about.noun === noun ? [about.id] : []))),
  ];
  const named = await Promise.all(
    (Object.keys(NOUNS) as Noun[]).map((noun) => namesOf(ctx, noun, idsOf(noun))),
  );
  const names = new Map(named.flat());
  return lines.map((line, index) => {
    const about = abouts[index];
    if (!about) return { ...line, about: null };
    if ("words" in about) return { ...line, about: { label: about.words, href: about.href ?? null } };
    const label = names.get(about.id);
    return { ...line, about: label ? { label, href: `/${about.noun}s/${about.id}` } : null };
  });
}

async function namesOf(ctx: Ctx, noun: Noun, ids: string[]): Promise<[id: string, name: string][]> {
  if (ids.length === 0) return [];
  const table = NOUNS[noun];
  const rows = await ctx.db
    .select({ id: table.id, name: table.name })
    .from(table)
    .where(and(eq(table.workspaceId, ctx.workspaceId), inArray(table.id, ids)));
  return rows.map(({ id, name }) => [id, name]);
}

/** Everybody who is or was a member, for the filter. */
export async function listAuditPeople(ctx: Ctx): Promise<{ userId: string; name: string }[]> {
  authorize(ctx, "audit:read");
  return ctx.db
    .select({ userId: members.userId, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, ctx.workspaceId))
    .orderBy(asc(sql`lower(${users.name})`));
}
