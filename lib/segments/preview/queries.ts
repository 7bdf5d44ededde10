import { and, eq, type SQL, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentMembers, segmentOverrides, segments } from "@/db/schema";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { AppError, found, sqlState } from "@/lib/errors";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import { factSet } from "../facts/sql";
import type { ExplainInput, PreviewInput } from "../model";
import { hasActive, isCondition, negate, pathKey, type Rule, walkActive } from "../rule";
import { nodeSentence } from "../sentence";
import { baseWhere, compileHolds, compileMembers, customersJoined, type RuleEnv } from "../sql";
import { intArray } from "../values/sql";
import { holdsByPath } from "../verdict";
import type { Explanation, Preview, PreviewPerson, PreviewStep } from "./preview";

const PATIENCE_MS = 15_000;

/**
 * Who a rule would match now, exactly: the same SQL as the stored membership. Throws INVALID with a message per
 * node, and UNAVAILABLE after 15 s.
 */
export async function previewRule(ctx: Ctx, input: PreviewInput): Promise<Preview> {
  authorize(ctx, "segments:edit");
  const { rule, parentId, segmentId } = input;
  const catalogue = await getCatalogue(ctx, [rule]);
  const env = envOf(ctx, catalogue);
  const place = { parentId, ...(segmentId ? { selfId: segmentId } : {}) };
  const overrides = await overridesOf(ctx, segmentId, catalogue);
  const members = compileMembers(rule, env, { ...place, ...overrides });
  return patiently(ctx, async (tx) => {
    const total = await countMembers(tx, members);
    const [base] = await tx.db.execute<{ size: number; revenue: number }>(sql`
      select count(*)::int as size, coalesce(sum(${customerMetrics.spendMinor}), 0)::float8 as revenue
      from ${customersJoined} where ${baseWhere(env)}`);
    const steps = await countSteps(tx, rule, parentId, env);
    const sample = await listSample(tx, total.sample);
    const [size, all] = [total.size, base?.size ?? 0];
    const [revenueMinor, baseRevenueMinor] = [total.revenue, base?.revenue ?? 0];
    return {
      size,
      base: all,
      share: all > 0 ? size / all : 0,
      revenueMinor,
      baseRevenueMinor,
      revenueShare: baseRevenueMinor > 0 ? revenueMinor / baseRevenueMinor : 0,
      steps,
      sample,
      at: env.clock.now,
    };
  });
}

/** The outermost conditions one by one, from a single pass over the customers. */
async function countSteps(
  ctx: Ctx,
  rule: Rule,
  parentId: string | null,
  env: RuleEnv,
): Promise<PreviewStep[]> {
  const shown = rule.children.flatMap((child, index) =>
    !child.isOff && hasActive(child) ? [{ child, path: [index] }] : [],
  );
  if (shown.length === 0) return [];
  const nodes = shown.map(({ child }) => (rule.kind === "none" ? negate(child) : child));
  const columns = nodes.map((node, index) => sql`${compileHolds(node, env)} as ${sql.raw(`h${index}`)}`);
  const within = parentId
    ? sql` and ${customers.no} in (${factSet({ kind: "member", segmentId: parentId }, env).rows})`
    : sql``;
  const glue = sql.raw(rule.kind === "any" ? " or " : " and ");
  const counts = nodes.flatMap((_, index) => {
    const upTo = nodes.slice(0, index + 1).map((__, at) => sql.raw(`h${at}`));
    return [
      sql`count(*) filter (where ${sql.raw(`h${index}`)})::int as ${sql.raw(`a${index}`)}`,
      sql`count(*) filter (where ${sql.join(upTo, glue)})::int as ${sql.raw(`l${index}`)}`,
    ];
  });
  // "offset 0" keeps the planner from evaluating each condition once per count.
  const [row] = await ctx.db.execute<Record<string, number>>(sql`
    select ${sql.join(counts, sql`, `)}
    from (select ${sql.join(columns, sql`, `)} from ${customersJoined} where ${baseWhere(env)}${within} offset 0) r`);
  return nodes.map((node, index) => ({
    path: shown[index]?.path ?? [],
    sentence: nodeSentence(node, env.catalogue),
    alone: row?.[`a${index}`] ?? 0,
    left: row?.[`l${index}`] ?? 0,
  }));
}

type Total = { size: number; revenue: number; sample: number[] };

/**
 * Size, revenue and the numbers of five people: the same five as long as the members are the same, and not simply the
 * oldest. `materialized` keeps the planner, which knows nothing of rows just loaded, from judging the rule anew per row.
 */
async function countMembers(ctx: Ctx, members: SQL): Promise<Total> {
  const [row] = await ctx.db.execute<Total>(sql`
    with r as materialized (${members})
    select (select count(*)::int from r) as size,
      (select coalesce(sum(${customerMetrics.spendMinor}), 0)::float8 from r join ${customerMetrics}
        on ${customerMetrics.workspaceId} = ${ctx.workspaceId} and ${customerMetrics.customerNo} = r.customer_no) as revenue,
      array(select customer_no from r order by hashint4(customer_no), customer_no limit 5) as sample`);
  return row ?? { size: 0, revenue: 0, sample: [] };
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
  const { rule, parentId, segmentId, customerId } = input;
  const [person] = await ctx.db
    .select({ no: customers.no, erasedAt: customers.erasedAt })
    .from(customers)
    .where(and(eq(customers.workspaceId, ctx.workspaceId), eq(customers.id, customerId)));
  const customerNo = found(person, "customer").no;
  if (scope === "assigned" && !(await isOfOwnSegment(ctx, customerNo)))
    throw new AppError("FORBIDDEN", "You see the people of segments that you own. Take a segment first.");
  const catalogue = await getCatalogue(ctx, [rule]);
  const env = { ...envOf(ctx, catalogue), customerNos: [customerNo] };
  const place = { parentId, ...(segmentId ? { selfId: segmentId } : {}) };
  const overrides = await overridesOf(ctx, segmentId, catalogue);
  const members = compileMembers(rule, env, { ...place, ...overrides });
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
    overrides.overridesOf === undefined
      ? []
      : await ctx.db
          .select({ isIncluded: segmentOverrides.isIncluded })
          .from(segmentOverrides)
          .where(
            and(
              eq(segmentOverrides.workspaceId, ctx.workspaceId),
              eq(segmentOverrides.segmentNo, overrides.overridesOf),
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

function envOf(ctx: Ctx, catalogue: RuleCatalogue): RuleEnv {
  return {
    workspaceId: ctx.workspaceId,
    clock: { now: ctx.now(), timeZone: ctx.workspace.timeZone },
    catalogue,
  };
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

async function patiently<T>(ctx: Ctx, run: (tx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`);
      return run(tx);
    });
  } catch (cause) {
    if (sqlState(cause) !== "57014") throw cause;
    throw new AppError(
      "UNAVAILABLE",
      "Counting took longer than 15 seconds. Try again, or simplify the rule.",
      { cause },
    );
  }
}
