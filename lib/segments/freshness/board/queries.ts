import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { addDays } from "@/lib/days";
import { isHeard } from "@/lib/webhooks/sql";
import { evaluationOrder, type RuleCatalogue } from "../../catalogue/catalogue";
import { getCatalogue } from "../../catalogue/queries";
import { type Clock, startOfDay, todayOf } from "../../clock";
import type { Rule } from "../../rule";
import { compileFormula, type Formula } from "../../sql";
import { boardStamp, type Condition, isByHand, keyed } from "./sql";

/** A segment in use that was counted before. */
export type Live = {
  id: string;
  no: number;
  rule: Rule;
  parentId: string | null;
  hasOverrides: boolean;
  isHeard: boolean;
  /** The last count failed: who is in is not known for anybody until it is counted as a whole. */
  isFailing: boolean;
};
/** `live` in the order of evaluation: each after those that it reads. */
export type Board = { catalogue: RuleCatalogue; live: Live[] };

const MOST_BOARDS = 100;
const boards = new Map<number, { stamp: string; board: Board }>();

/**
 * The workspace's segments in use and what their rules can name. Kept from one call to the next as long as the database
 * says that nothing of it changed: a change of one person is judged far faster than hundreds of rules are read.
 */
export async function readBoard(ctx: Ctx): Promise<Board> {
  authorize(ctx, "segments:read");
  const { workspaceId, workspace } = ctx;
  const [row] = await ctx.db.execute<{ stamp: string }>(boardStamp(workspaceId));
  const stamp = `${workspace.timeZone} ${workspace.currency} ${row?.stamp}`;
  const kept = boards.get(workspaceId);
  if (kept?.stamp === stamp) return kept.board;
  const board = await readAnew(ctx);
  if (boards.size >= MOST_BOARDS) boards.clear();
  boards.set(workspaceId, { stamp, board });
  return board;
}

async function readAnew(ctx: Ctx): Promise<Board> {
  const { db, workspaceId } = ctx;
  const rows = await db
    .select({
      id: segments.id,
      no: segments.no,
      rule: segments.rule,
      parentId: segments.parentId,
      hasOverrides: isByHand,
      isHeard,
      isFailing: sql<boolean>`${segments.evaluationError} is not null`,
    })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, workspaceId),
        isNull(segments.archivedAt),
        isNotNull(segments.evaluatedAt),
      ),
    );
  const catalogue = await getCatalogue(
    ctx,
    rows.map(({ rule }) => rule),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { catalogue, live: evaluationOrder(catalogue).flatMap(({ id }) => byId.get(id) ?? []) };
}

/** By segment of a board, of the day named: null when the rule also depends on the time of the day. */
const compiled = new WeakMap<Live, { day: string; formula: Formula<Condition> | null }>();

/**
 * The rule of a segment as a formula over a few people, as `judgePeople` wants it. A rule that says the same at both
 * ends of the day is compiled once a day.
 */
export function formulaNear(ctx: Ctx, { catalogue }: Board, live: Live, now: Date): Formula<Condition> {
  authorize(ctx, "segments:read");
  const { timeZone } = ctx.workspace;
  const compile = (clock: Clock) => {
    const env = { workspaceId: ctx.workspaceId, clock, catalogue, isNear: true };
    const overridesOf = live.hasOverrides ? { overridesOf: live.no } : {};
    const place = { selfId: live.id, parentId: live.parentId, ...overridesOf };
    return compileFormula(live.rule, env, place).map((part) =>
      typeof part === "string" ? part : keyed(part),
    );
  };
  const day = todayOf({ now, timeZone });
  let kept = compiled.get(live);
  if (kept?.day !== day) {
    const [first, last] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone).getTime() - 1];
    const formula = compile({ now: first, timeZone });
    const isSteady = isSameFormula(formula, compile({ now: new Date(last), timeZone }));
    kept = { day, formula: isSteady ? formula : null };
    compiled.set(live, kept);
  }
  return kept.formula ?? compile({ now, timeZone });
}

function isSameFormula(one: Formula<Condition>, other: Formula<Condition>): boolean {
  const [a, b] = [one, other].map((parts) =>
    parts.map((part) => (typeof part === "string" ? part : part.key)),
  );
  return JSON.stringify(a) === JSON.stringify(b);
}
