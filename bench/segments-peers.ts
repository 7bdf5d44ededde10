import { type SQL, sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/lib/auth/ctx";
import { sqlState } from "@/lib/errors";
import { childrenOf, isCondition, type Rule, type RuleNode } from "@/lib/segments/rule";
import { baseWhere, compileHolds, customersJoined, type RuleEnv } from "@/lib/segments/sql";
import { median, timed } from "./measure";
import { DAY_MS, NOW } from "./population";

/**
 * The SQL shapes that open peers generate for a rule, over our tables: a set operation per condition (Parcelvoy), a
 * joined group per condition (Lunogram), a correlated `exists ... having` per condition (Mautic). None has roll-ups or
 * figures kept per event; tests of a column are the same for all.
 */
const PEERS: Record<string, (rule: Rule, env: RuleEnv) => SQL> = {
  "set operations": (rule, env) => setOf(rule, env),
  "joined groups": joinedGroups,
  "correlated exists": (rule, env) => people(holdsBy(rule, env, correlated), env),
};

const PATIENCE_MS = 10_000;

/**
 * Milliseconds of each shape for the rule, the middle of three; the patience where one did not end within it. Throws
 * when a shape matches other people than `size`.
 */
export async function peerTimes(
  ctx: Ctx,
  rule: Rule,
  env: RuleEnv,
  size: number,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [name, shape] of Object.entries(PEERS)) {
    const rows = shape(rule, env);
    const run = () =>
      inTransaction(ctx, async (tx) => {
        await tx.db.execute(sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`);
        const [row] = await tx.db.execute<{ n: number }>(sql`select count(*)::int as n from (${rows}) q`);
        if (row?.n !== size) throw new Error(`${name}: ${row?.n} people, not ${size}`);
      }).then(
        () => true,
        (error) => {
          if (sqlState(error) === "57014") return false;
          throw error;
        },
      );
    const hasEnded = await run();
    const runs = hasEnded ? [await timed(run), await timed(run), await timed(run)] : [PATIENCE_MS];
    times[name] = median(runs);
  }
  return times;
}

type Fact = { table: string; where: SQL; having: SQL };

const people = (where: SQL, env: RuleEnv) =>
  sql`select customers.no as customer_no from ${customersJoined} where ${baseWhere(env)} and ${where}`;

/** Rows of a fact table and what is asked of each person's; null for a condition on the customer's own columns. */
function factOf(node: RuleNode, env: RuleEnv): Fact | null {
  const { workspaceId, catalogue } = env;
  const own = sql`e.workspace_id = ${workspaceId}`;
  const since = (days: number) => sql`${new Date(NOW.getTime() - days * DAY_MS).toISOString()}::timestamptz`;
  const window = "window" in node && node.window?.kind === "last" ? node.window.count : null;
  if (node.kind === "segment") {
    const no = catalogue.segments.find(({ id }) => id === node.segmentId)?.no ?? 0;
    return {
      table: "segment_members",
      where: sql`${own} and e.segment_no = ${no}`,
      having: sql`count(*) >= 1`,
    };
  }
  if (node.kind === "event" && window !== null && "count" in node) {
    const no = catalogue.events.find(({ name }) => name === node.event)?.no ?? 0;
    const filters = (node.where ?? []).map(({ property, test }) => {
      const value = test.op === "is" ? test.value : "";
      return sql` and e.props ->> ${property}::text = ${value}`;
    });
    const least = node.count && "value" in node.count ? node.count.value : 1;
    return {
      table: "events",
      where: sql`${own} and e.name_no = ${no} and e.occurred_at >= ${since(window)}${sql.join(filters)}`,
      having: sql`count(*) >= ${least}`,
    };
  }
  if (node.kind === "orders" && window !== null) {
    const least = "value" in node.test ? node.test.value : 1;
    const names = node.where?.anyOf ?? [];
    const nos = catalogue.categories.filter(({ name }) => names.includes(name)).map(({ no }) => no);
    return node.where
      ? {
          table: "order_lines",
          where: sql`${own} and e.category_no = any(${`{${nos.join(",")}}`}::int[]) and e.ordered_at >= ${since(window)} and e.amount_minor >= 0`,
          having: sql`count(distinct e.order_no) >= ${least}`,
        }
      : {
          table: "orders",
          where: sql`${own} and e.ordered_at >= ${since(window)}`,
          having: sql`sum(e.amount_minor) >= ${least}`,
        };
  }
  return null;
}

const grouped = ({ table, where, having }: Fact) =>
  sql`select e.customer_no from ${sql.identifier(table)} e where ${where} group by e.customer_no having ${having}`;
const correlated = ({ table, where, having }: Fact) =>
  sql`exists (select count(*) from ${sql.identifier(table)} e where ${where} and e.customer_no = customers.no having ${having})`;

/** The rule as a boolean over the customer, each fact said by `said`. */
function holdsBy(node: RuleNode, env: RuleEnv, said: (fact: Fact) => SQL): SQL {
  if (isCondition(node)) {
    const fact = factOf(node, env);
    return fact ? said(fact) : compileHolds(node, env);
  }
  const parts = childrenOf(node).map((child) => holdsBy(child, env, said));
  const joined = sql`(${sql.join(parts, node.kind === "all" ? sql` and ` : sql` or `)})`;
  return node.kind === "not" || node.kind === "none" ? sql`(not ${joined})` : joined;
}

function setOf(node: RuleNode, env: RuleEnv): SQL {
  if (isCondition(node)) {
    const fact = factOf(node, env);
    return fact ? grouped(fact) : people(compileHolds(node, env), env);
  }
  const parts = childrenOf(node).map((child) => sql`(${setOf(child, env)})`);
  const joined = sql.join(parts, node.kind === "all" ? sql` intersect ` : sql` union `);
  return node.kind === "not" || node.kind === "none"
    ? sql`${people(sql`true`, env)} except (${joined})`
    : joined;
}

function joinedGroups(rule: Rule, env: RuleEnv): SQL {
  const joins: SQL[] = [];
  const join = (set: SQL, isLeft: boolean): SQL => {
    const name = sql.raw(`e${joins.length}`);
    joins.push(
      sql` ${sql.raw(isLeft ? "left join" : "join")} (${set}) ${name} on ${name}.customer_no = customers.no`,
    );
    return isLeft ? sql`${name}.customer_no is null` : sql`true`;
  };
  const tests = rule.children.map((child): SQL => {
    const inner = child.kind === "not" ? child.child : child;
    const isFact = isCondition(inner) ? factOf(inner, env) !== null : true;
    return isFact
      ? join(sql`select distinct customer_no from (${setOf(inner, env)}) u`, child.kind === "not")
      : compileHolds(child, env);
  });
  return sql`select customers.no as customer_no from ${customersJoined}${sql.join(joins)}
    where ${baseWhere(env)} and ${sql.join(tests, sql` and `)}`;
}
