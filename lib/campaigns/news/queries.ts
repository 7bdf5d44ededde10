import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { entryWords } from "../history/entry";
import { getPlanStamp } from "../timeline/queries";
import type { NewsQuestion } from "./model";
import type { PlanNews } from "./news";

const TOLD = 3;
const NOUNS = ["campaign", "plan", "tactic", "dependency"];

/** Whether the plan is another than before, and the last things that other people did to it, as sentences. */
export async function getPlanNews(ctx: Ctx, { since }: NewsQuestion): Promise<PlanNews> {
  authorize(ctx, "campaigns:read");
  const until = ctx.now();
  const [{ stamp }, rows] = await Promise.all([getPlanStamp(ctx), readLines(ctx, new Date(since), until)]);
  return {
    stamp,
    until: until.toISOString(),
    said: rows.map(
      ({ who, action, detail }) => `${who ?? "Facet"} ${entryWords({ action, detail: detail ?? {} })}`,
    ),
  };
}

async function readLines(ctx: Ctx, since: Date, until: Date) {
  const { userId } = ctx.actor;
  return ctx.db
    .select({ who: users.name, action: auditLog.action, detail: auditLog.detail })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        gt(auditLog.at, since),
        lte(auditLog.at, until),
        inArray(sql`split_part(${auditLog.action}, '.', 1)`, NOUNS),
        userId === null ? undefined : or(isNull(auditLog.actorId), ne(auditLog.actorId, userId)),
      ),
    )
    .orderBy(asc(auditLog.at), asc(auditLog.id))
    .limit(TOLD);
}
