import { and, eq, type SQL, sql } from "drizzle-orm";
import { cancellable } from "@/db/cancellable";
import { customerMetrics, customers, segmentMembers, segmentOverrides, segments } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { CHANNELS, type Channel } from "@/lib/customers/fields";
import { AppError, found, sqlState } from "@/lib/errors";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import { factSet } from "../facts/sql";
import type { ExplainInput, PreviewInput } from "../model";
import {
  childrenOf,
  isCondition,
  negate,
  nodeAt,
  pathKey,
  type Rule,
  type RuleNode,
  type RulePath,
  walkActive,
} from "../rule";
import { nodeSentence } from "../sentence";
import { compileHolds, compileMembers, customersJoined, type RuleEnv, ruleEnv } from "../sql";
import { intArray } from "../values/sql";
import { holdsByPath } from "../verdict";
import { type BreakdownKey, breakdownsOf } from "./breakdown";
import { COUNTED_AT_ONCE, type Estimate, estimateOf, samplePercent } from "./estimate";
import type { Explanation, Preview, PreviewPerson } from "./preview";
import { CUSTOMER_ROWS, type Lines, lineCounts, previewCounts, sampledCount } from "./sql";
import { type EndTurn, makeTurns, type Turns } from "./turns";

const PATIENCE_MS = 60_000;
/** Of the pool's ten connections; more would only share the same processors. */
const turns = makeTurns(3);
/** So many lines of a rule are counted in the pass of the breakdowns. */
const MOST_BESIDE = 40;
const NO_LINES: Lines = { columns: [], filters: [] };
/** Estimates do not wait behind the counts that they stand in for. */
const glances = makeTurns(2);

/**
 * Who a rule would match now, exactly: the same SQL as the stored membership. Throws INVALID with a message per
 * node, and UNAVAILABLE after a minute. Once nobody waits for the answer any more, the running statement is cancelled.
 */
export async function previewRule(ctx: Ctx, input: PreviewInput, signal?: AbortSignal): Promise<Preview> {
  authorize(ctx, "segments:edit");
  const { rule, parentId } = input;
  const { env, options } = await placed(ctx, input);
  const members = compileMembers(rule, env, options);
  const lines = linesOf(rule, parentId, env);
  const isFew = lines.filters.length <= MOST_BESIDE;
  return patiently(ctx, turns, signal, async (tx) => {
    const { sampleNos, counts, ...total } = await countMembers(tx, members, env, isFew ? lines : NO_LINES);
    signal?.throwIfAborted();
    const counted = lines.read(isFew ? counts : await countLines(tx, lines, env));
    signal?.throwIfAborted();
    return { ...total, ...counted, sample: await listSample(tx, sampleNos), at: env.clock.now };
  });
}

/**
 * About how many a rule matches, from a part of the customers: for the moment until the exact number is there. Null
 * where everybody is counted in a moment. Throws like `previewRule`.
 */
export async function estimateRule(
  ctx: Ctx,
  input: PreviewInput,
  signal?: AbortSignal,
): Promise<Estimate | null> {
  authorize(ctx, "segments:edit");
  const [table] = await ctx.db.execute<{ rows: number }>(CUSTOMER_ROWS);
  const rows = table?.rows ?? 0;
  const { env, options } = await placed(ctx, input);
  const holds = compileHolds(input.rule, env, options);
  if (rows < COUNTED_AT_ONCE) return null;
  const percent = samplePercent(rows);
  return patiently(ctx, glances, signal, async (tx) => {
    const [row] = await tx.db.execute<{ seen: number; n: number }>(sampledCount(holds, percent, env));
    return row ? estimateOf({ ...row, percent }) : null;
  });
}

/** What the rule is compiled against and where it stands. */
async function placed(ctx: Ctx, { rule, parentId, segmentId }: PreviewInput) {
  const catalogue = await getCatalogue(ctx, [rule]);
  const overrides = await overridesOf(ctx, segmentId, catalogue);
  const options = { parentId, ...(segmentId ? { selfId: segmentId } : {}), ...overrides };
  return { env: ruleEnv(ctx, catalogue), options };
}

type Counted = Pick<Preview, "steps" | "alone" | "parentSize">;

/**
 * Every line of the rule alone, and the outermost ones step by step: each condition is one column over the customers,
 * groups are said over these columns, and `read` makes sense of the counts of `filters`, in their order.
 */
function linesOf(
  rule: Rule,
  parentId: string | null,
  env: RuleEnv,
): Lines & { read: (counts: number[]) => Counted } {
  const lines: { path: RulePath; holds: SQL }[] = [];
  const columns: SQL[] = [];
  const said = (node: RuleNode, path: RulePath): SQL | null => {
    if (node.isOff && path.length > 0) return null;
    const holds = isCondition(node) ? column(compileHolds(node, env)) : composed(node, path);
    if (holds && path.length > 0) lines.push({ path, holds });
    return holds;
  };
  const column = (holds: SQL): SQL => {
    columns.push(holds);
    return sql.raw(`h${columns.length - 1}`);
  };
  const composed = (node: RuleNode, path: RulePath): SQL | null => {
    const parts = childrenOf(node).flatMap((child, index) => said(child, [...path, index]) ?? []);
    if (parts.length === 0) return null;
    const joined = sql`(${sql.join(parts, node.kind === "all" ? sql` and ` : sql` or `)})`;
    return node.kind === "none" || node.kind === "not" ? sql`(not ${joined})` : joined;
  };
  said(rule, []);
  const outer = lines
    .filter(({ path }) => path.length === 1)
    .map((line) => (rule.kind === "none" ? { ...line, holds: sql`(not ${line.holds})` } : line));
  const glue = rule.kind === "any" ? sql` or ` : sql` and `;
  const lefts = outer.map((_, index) => {
    const upTo = outer.slice(0, index + 1).map(({ holds }) => holds);
    return sql`(${sql.join(upTo, glue)})`;
  });
  const isWithin = parentId
    ? column(sql`${customers.no} in (${factSet({ kind: "member", segmentId: parentId }, env).rows})`)
    : sql`true`;
  const filters = [
    isWithin,
    ...[...lefts, ...[...outer, ...lines].map((line) => line.holds)].map(
      (holds) => sql`${holds} and ${isWithin}`,
    ),
  ];
  return {
    columns,
    filters,
    read: ([all = 0, ...counts]) => {
      const [left, own, alone] = [0, outer.length, 2 * outer.length].map((from) => counts.slice(from));
      return {
        parentSize: parentId ? all : null,
        alone: Object.fromEntries(lines.map(({ path }, index) => [pathKey(path), alone?.[index] ?? 0])),
        steps: outer.map(({ path }, index) => {
          const node = nodeAt(rule, path) ?? rule;
          return {
            path,
            sentence: nodeSentence(rule.kind === "none" ? negate(node) : node, env.catalogue),
            alone: own?.[index] ?? 0,
            left: left?.[index] ?? 0,
          };
        }),
      };
    },
  };
}

/** Of many lines, apart from the breakdowns: as many counts per combination of these would fill the memory. */
async function countLines(ctx: Ctx, lines: Lines, env: RuleEnv): Promise<number[]> {
  const [row] = await ctx.db.execute<{ counts: number[] }>(lineCounts(lines, env));
  return row?.counts ?? [];
}

type Total = Omit<Preview, "parentSize" | "steps" | "alone" | "sample" | "at"> & {
  sampleNos: number[];
  counts: number[];
};
type CountRow = Record<Channel, number> & {
  by: BreakdownKey | null;
  value: string | null;
  isRest: boolean;
  n: number;
  baseN: number;
  spend: number;
  baseSpend: number;
  sample: number[] | null;
  counts: number[];
};

/** Size, revenue, reach and breakdowns of the members against all, and the numbers of five of them. */
async function countMembers(ctx: Ctx, members: SQL, env: RuleEnv, lines: Lines): Promise<Total> {
  const rows = await ctx.db.execute<CountRow>(previewCounts(members, env, lines));
  const all = rows.find(({ by }) => by === null);
  const [size, base] = [all?.n ?? 0, all?.baseN ?? 0];
  const [revenueMinor, baseRevenueMinor] = [all?.spend ?? 0, all?.baseSpend ?? 0];
  return {
    size,
    base,
    share: base > 0 ? size / base : 0,
    revenueMinor,
    baseRevenueMinor,
    revenueShare: baseRevenueMinor > 0 ? revenueMinor / baseRevenueMinor : 0,
    reach: CHANNELS.map((channel) => ({ channel, size: all?.[channel] ?? 0 })),
    breakdowns: breakdownsOf(
      rows.flatMap(({ by, value, isRest, n, baseN }) => (by ? [{ by, value, isRest, n, baseN }] : [])),
      { size, base },
    ),
    sampleNos: all?.sample ?? [],
    counts: all?.counts ?? [],
  };
}

async function listSample(ctx: Ctx, customerNos: number[]): Promise<PreviewPerson[]> {
  const rows = await ctx.db.execute<PreviewPerson>(sql`
    select ${customers.id} as "customerId",
      nullif(concat_ws(' ', ${customers.firstName}, ${customers.lastName}), '') as name,
      ${customers.email} as email, ${customers.country} as country, ${customers.city} as city,
      coalesce(${customerMetrics.spendMinor}, 0)::float8 as "spendMinor"
    from ${customersJoined}
    where ${customers.workspaceId} = ${ctx.workspaceId} and ${customers.no} = any(${intArray(customerNos)})
    order by hashint4(${customers.no}), ${customers.no}`);
  const maySee = grants(ctx.actor.role, "customers:see") === "all";
  return [...rows].map((row) => (maySee ? row : { ...row, name: null, email: null, city: null }));
}

/** Why a person is in or not, per node. A role that sees assigned people only gets those of its own segments. */
export async function explainCustomer(ctx: Ctx, input: ExplainInput): Promise<Explanation> {
  const scope = authorize(ctx, "customers:see");
  const { rule, parentId, customerId } = input;
  const [person] = await ctx.db
    .select({ no: customers.no, erasedAt: customers.erasedAt })
    .from(customers)
    .where(and(eq(customers.workspaceId, ctx.workspaceId), eq(customers.id, customerId)));
  const customerNo = found(person, "customer").no;
  if (scope === "assigned" && !(await isOfOwnSegment(ctx, customerNo)))
    throw new AppError("FORBIDDEN", "You see the people of segments that you own. Take a segment first.");
  const { env: whole, options } = await placed(ctx, input);
  const env = { ...whole, customerNos: [customerNo] };
  const members = compileMembers(rule, env, options);
  const leaves: { key: string; holds: SQL }[] = [];
  walkActive(rule, (node, path) => {
    if (isCondition(node)) leaves.push({ key: pathKey(path), holds: compileHolds(node, env) });
  });
  const columns = leaves.map(({ holds }, index) => sql`${holds} as ${sql.raw(`h${index}`)}`);
  const parent = parentId
    ? sql`${customers.no} in (${factSet({ kind: "member", segmentId: parentId }, env).rows})`
    : sql`null::boolean`;
  const [row] = await ctx.db.execute<Record<string, boolean | null>>(sql`
    select ${customerNo}::int in (${members}) as is_member, ${parent} as is_in_parent, ${sql.join(columns, sql`, `)}
    from ${customersJoined}
    where ${customers.workspaceId} = ${ctx.workspaceId} and ${customers.no} = ${customerNo}`);
  const byHand =
    options.overridesOf === undefined
      ? []
      : await ctx.db
          .select({ isIncluded: segmentOverrides.isIncluded })
          .from(segmentOverrides)
          .where(
            and(
              eq(segmentOverrides.workspaceId, ctx.workspaceId),
              eq(segmentOverrides.segmentNo, options.overridesOf),
              eq(segmentOverrides.customerNo, customerNo),
            ),
          );
  const known = new Map(leaves.map(({ key }, index) => [key, row?.[`h${index}`] === true]));
  return {
    isMember: row?.is_member === true && person?.erasedAt === null,
    isInParent: parentId ? row?.is_in_parent === true : null,
    override: byHand[0] ? (byHand[0].isIncluded ? "included" : "excluded") : null,
    holds: holdsByPath(rule, known),
  };
}

/** Why a person is in a stored segment or not. */
export async function explainMember(
  ctx: Ctx,
  { segmentId, customerId }: { segmentId: string; customerId: string },
): Promise<Explanation & { rule: Rule }> {
  authorize(ctx, "customers:see");
  const [row] = await ctx.db
    .select({ rule: segments.rule, parentId: segments.parentId })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const { rule, parentId } = found(row, "segment");
  return { rule, ...(await explainCustomer(ctx, { rule, parentId, segmentId, customerId })) };
}

async function isOfOwnSegment(ctx: Ctx, customerNo: number): Promise<boolean> {
  const rows = await ctx.db
    .select({ no: segments.no })
    .from(segments)
    .innerJoin(
      segmentMembers,
      and(eq(segmentMembers.workspaceId, segments.workspaceId), eq(segmentMembers.segmentNo, segments.no)),
    )
    .where(
      and(
        eq(segments.workspaceId, ctx.workspaceId),
        eq(segments.ownerId, sql`${ctx.actor.userId}::uuid`),
        eq(segmentMembers.customerNo, customerNo),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The number of the edited segment when people were put in or kept out by hand, as an option of the compiler. */
async function overridesOf(
  ctx: Ctx,
  segmentId: string | null,
  catalogue: RuleCatalogue,
): Promise<{ overridesOf?: number }> {
  const segmentNo = catalogue.segments.find(({ id }) => id === segmentId)?.no;
  if (segmentNo === undefined) return {};
  const rows = await ctx.db
    .select({ customerNo: segmentOverrides.customerNo })
    .from(segmentOverrides)
    .where(and(eq(segmentOverrides.workspaceId, ctx.workspaceId), eq(segmentOverrides.segmentNo, segmentNo)))
    .limit(1);
  return rows.length > 0 ? { overridesOf: segmentNo } : {};
}

/** Waits for the person's turn, then runs at most a minute. What nobody waits for ends at once, queued or running. */
async function patiently<T>(
  ctx: Ctx,
  turns: Turns,
  signal: AbortSignal | undefined,
  run: (tx: Ctx) => Promise<T>,
): Promise<T> {
  let end: EndTurn | undefined;
  try {
    end = await turns.take(`${ctx.workspaceId} ${ctx.actor.userId}`, signal);
    return await cancellable(ctx.db, { signal, patienceMs: PATIENCE_MS }, (db) => run({ ...ctx, db }));
  } catch (cause) {
    if (signal?.aborted)
      throw new AppError("UNAVAILABLE", "The rule changed while it was counted.", { cause });
    if (sqlState(cause) !== "57014") throw cause;
    throw new AppError(
      "UNAVAILABLE",
      "Counting took longer than a minute. Try again, or simplify the rule.",
      { cause },
    );
  } finally {
    end?.();
  }
}
