import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentOverrides } from "@/db/schema";
import type { Channel } from "@/lib/customers/fields";
import { AppError } from "@/lib/errors";
import { type Core, desugar, join, type Leaf, type Metric } from "./core";
import { factSet, isFactLeaf, type RuleEnv } from "./facts/sql";
import type { FieldKey } from "./fields";
import { type RulePlace, ruleProblems } from "./problems";
import { isGroup, pathKey, type RuleNode } from "./rule";
import { attributeTest, both, columnTest, either, intArray, rangeTest, type Storage } from "./values/sql";

export { type RuleEnv, ruleEnv } from "./facts/sql";

export type CompileOptions = RulePlace & {
  /** Number of the segment whose people put in and kept out by hand are applied on top of the rule. */
  overridesOf?: number;
  /**
   * Only who may be contacted: not suppressed, no objection, and with channels not opted out of all of them.
   * An empty list leaves the consent aside.
   */
  audience?: readonly Channel[];
};

/**
 * The rule as `select customer_no`, each person once, ordered by nothing. Synchronous and total: it returns SQL
 * or throws INVALID with a message per path in `fields`, so a faulty rule matches nobody. A single positive fact
 * is read from the fact table alone; all else is one pass over customers.
 */
export function compileMembers(rule: RuleNode, env: RuleEnv, options: CompileOptions = {}): SQL {
  const core = soundCore(rule, env, options);
  const members = options.audience ? null : factOnly(core, env);
  const rows = members ?? customerRows(whereOf(core, env, true), usesMetrics(core), env, options.audience);
  return options.overridesOf === undefined ? rows : withOverrides(rows, options.overridesOf, env, options);
}

/**
 * The rule as a boolean over `from ${customersJoined}`, never null. For several rules in one statement, and for
 * the explanation of one person.
 */
export function compileHolds(
  rule: RuleNode,
  env: RuleEnv,
  options: RulePlace & Pick<CompileOptions, "overridesOf"> = {},
): SQL {
  const holds = sql`(${whereOf(soundCore(rule, env, options), env, false)}) is true`;
  if (options.overridesOf === undefined) return holds;
  const { excluded, included } = byHand(options.overridesOf, env, options);
  return sql`((${holds} and ${customers.no} not in (${excluded})) or (${included}))`;
}

/** A boolean taken apart: its conditions, and the words between them. */
export type Formula<Condition = SQL> = readonly (Condition | string)[];

/** What `compileHolds` says, as a formula of conditions that are never null: rules can share those they have in common. */
export function compileFormula(
  rule: RuleNode,
  env: RuleEnv,
  options: RulePlace & Pick<CompileOptions, "overridesOf"> = {},
): Formula {
  const formula = formulaOf(soundCore(rule, env, options), env);
  if (options.overridesOf === undefined) return formula;
  const { excluded, included } = byHand(options.overridesOf, env, options);
  return [
    "((",
    ...formula,
    " and not ",
    sql`(${customers.no} in (${excluded}))`,
    ") or ",
    sql`(${included})`,
    ")",
  ];
}

function formulaOf(core: Core, env: RuleEnv): Formula {
  if (core.kind === "leaf") {
    const condition = sql`(${whereOf({ ...core, isNegated: false }, env, false)}) is true`;
    return core.isNegated ? ["not ", condition] : [condition];
  }
  const parts = core.parts.flatMap((part, index) => [
    index === 0 ? "(" : ` ${core.kind} `,
    ...formulaOf(part, env),
  ]);
  return [...parts, ")"];
}

/** What `compileHolds` stands on: every customer that was not erased, with their figures. */
export const customersJoined: SQL = sql`${customers} left join ${customerMetrics} on ${customerMetrics.workspaceId} = ${customers.workspaceId} and ${customerMetrics.customerNo} = ${customers.no}`;

/** The base of every share: the workspace's customers, erased ones excepted. */
export function baseWhere(env: RuleEnv): SQL {
  const own = sql`${customers.workspaceId} = ${env.workspaceId}::int and ${customers.erasedAt} is null`;
  return env.customerNos ? sql`${own} and ${customers.no} = any(${intArray(env.customerNos)})` : own;
}

function soundCore(rule: RuleNode, env: RuleEnv, place: RulePlace): Core {
  const whole: RuleNode = isGroup(rule) ? rule : { kind: "all", children: [rule] };
  const problems = ruleProblems(whole, env.catalogue, place);
  const own = problems.length === 0 ? desugar(whole, env.clock) : null;
  if (!own) throw unsound(problems);
  if (!place.parentId) return own;
  const parent: Leaf = { kind: "member", segmentId: place.parentId };
  return join("and", [{ kind: "leaf", leaf: parent, isNegated: false, path: [] }, own]) ?? own;
}

function unsound(problems: ReturnType<typeof ruleProblems>): AppError {
  const [first] = problems;
  const fields = Object.fromEntries(problems.map(({ path, message }) => [ruleField(pathKey(path)), message]));
  return new AppError("INVALID", first ? `${first.message}.` : "The rule has no condition.", { fields });
}

/** Key of a node in the `fields` of an error: "rule" for the root, else "rule.0.2". */
export function ruleField(key: string): string {
  return key ? `rule.${key}` : "rule";
}

function factOnly(core: Core, env: RuleEnv): SQL | null {
  if (core.kind !== "leaf" || core.isNegated || !isFactLeaf(core.leaf)) return null;
  const { rows, isDistinct } = factSet(core.leaf, env);
  const erased = sql`select ${customers.no} from ${customers} where ${customers.workspaceId} = ${env.workspaceId}::int and ${customers.erasedAt} is not null`;
  return sql`select ${isDistinct ? sql`` : sql`distinct `}f.customer_no from (${rows}) f where f.customer_no not in (${erased})`;
}

function customerRows(where: SQL, needsMetrics: boolean, env: RuleEnv, audience?: readonly Channel[]): SQL {
  const from = needsMetrics ? customersJoined : sql`${customers}`;
  const parts = [baseWhere(env), where, ...(audience ? [audienceWhere(audience)] : [])];
  return sql`select ${customers.no} as customer_no from ${from} where ${sql.join(parts, sql` and `)}`;
}

const CONSENT: Record<Channel, SQLWrapper> = {
  email: customers.consentEmail,
  sms: customers.consentSms,
  phone: customers.consentPhone,
  post: customers.consentPost,
  ads: customers.consentAds,
};

/** The column that holds somebody's consent to a channel. */
export function consentColumn(channel: Channel): SQLWrapper {
  return CONSENT[channel];
}

/** Who may be contacted at all, and by one of these channels. */
export function audienceWhere(channels: readonly Channel[]): SQL {
  const reachable = channels.map((channel) => sql`${CONSENT[channel]} <> 'out'`);
  const isFree = sql`${customers.suppressedAt} is null and ${customers.objectedAt} is null`;
  return reachable.length > 0 ? sql`(${isFree} and ${either(reachable)})` : sql`(${isFree})`;
}

function withOverrides(rows: SQL, segmentNo: number, env: RuleEnv, options: CompileOptions): SQL {
  const { excluded, included } = byHand(segmentNo, env, options);
  const added = customerRows(included, false, env, options.audience);
  return sql`select r.customer_no from (${rows}) r where r.customer_no not in (${excluded}) union ${added}`;
}

/** Who is kept out by hand, as rows; who is put in (never outside the parent), as a boolean over customers. */
function byHand(segmentNo: number, env: RuleEnv, { parentId }: RulePlace): { excluded: SQL; included: SQL } {
  const { workspaceId, customerNo, isIncluded } = segmentOverrides;
  const own = sql`${workspaceId} = ${env.workspaceId}::int and ${segmentOverrides.segmentNo} = ${segmentNo}::int`;
  const parent = parentId
    ? sql` and ${customers.no} in (${factSet({ kind: "member", segmentId: parentId }, env).rows})`
    : sql``;
  return {
    excluded: sql`select ${customerNo} from ${segmentOverrides} where ${own} and not ${isIncluded}`,
    included: sql`${customers.no} in (select ${customerNo} from ${segmentOverrides} where ${own} and ${isIncluded})${parent}`,
  };
}

/**
 * `isTop`: the expression is a conjunct of the statement's `where`, where PostgreSQL can turn `in` into a semi-join
 * and `not exists` into an anti-join; elsewhere a set is a hashed subplan.
 */
function whereOf(core: Core, env: RuleEnv, isTop: boolean): SQL {
  switch (core.kind) {
    case "and":
      return both(core.parts.map((part) => whereOf(part, env, isTop)));
    case "or":
      return either(core.parts.map((part) => whereOf(part, env, false)));
    case "leaf": {
      if (isFactLeaf(core.leaf)) {
        const { rows } = factSet(core.leaf, env);
        if (!core.isNegated) return sql`${customers.no} in (${rows})`;
        return isTop
          ? sql`not exists (select 1 from (${rows}) f where f.customer_no = ${customers.no})`
          : sql`(${customers.no} in (${rows})) is not true`;
      }
      const holds = valueWhere(core.leaf, env);
      return core.isNegated ? sql`(${holds}) is not true` : holds;
    }
  }
}

type ValueLeaf = Exclude<Leaf, { kind: "orders" | "event" | "survey" | "member" }>;

function valueWhere(leaf: ValueLeaf, env: RuleEnv): SQL {
  switch (leaf.kind) {
    case "everyone":
      return sql`true`;
    case "field": {
      const { column, storage } = COLUMNS[leaf.field];
      return columnTest(column, storage, leaf.test, env.clock);
    }
    case "attribute":
      return attributeTest(customers.attrs, leaf.attribute, leaf.test);
    case "consent":
      return sql`${CONSENT[leaf.channel]} = ${leaf.status}`;
    case "metric": {
      const { column, storage } = METRICS[leaf.metric];
      return leaf.test.op === "range"
        ? rangeTest(column, leaf.test.range)
        : columnTest(column, storage, leaf.test, env.clock);
    }
  }
}

type Place = { column: SQLWrapper; storage: Storage };
const at = (column: SQLWrapper, storage: Storage = "text"): Place => ({ column, storage });

const COLUMNS: Record<Exclude<FieldKey, "age">, Place> = {
  birthDate: at(customers.birthDate, "day"),
  gender: at(customers.gender),
  maritalStatus: at(customers.maritalStatus),
  education: at(customers.education),
  income: at(customers.income, "number"),
  language: at(customers.language),
  country: at(customers.country),
  region: at(customers.region),
  city: at(customers.city),
  postcode: at(customers.postcode),
  company: at(customers.company),
  industry: at(customers.industry),
  companySize: at(customers.companySize, "number"),
  jobTitle: at(customers.jobTitle),
  source: at(customers.source),
  firstSeenAt: at(customers.firstSeenAt, "moment"),
  externalId: at(customers.externalId),
  email: at(customers.email),
  phone: at(customers.phone),
  firstName: at(customers.firstName),
  lastName: at(customers.lastName),
};

/** The column of a built-in field; that of the age is the birth date. */
export function columnOf(key: FieldKey): SQLWrapper {
  return COLUMNS[key === "age" ? "birthDate" : key].column;
}

/** Totals are 0 for who has no row of figures, and the stage the first; the rest is unknown. A group is its pairs of scores. */
const METRICS: Record<Metric, Place> = {
  orderCount: at(sql`coalesce(${customerMetrics.orderCount}, 0)`, "number"),
  spend: at(sql`coalesce(${customerMetrics.spendMinor}, 0)`, "number"),
  average: at(
    sql`(${customerMetrics.spendMinor}::numeric / nullif(${customerMetrics.orderCount}, 0))`,
    "number",
  ),
  firstOrderAt: at(customerMetrics.firstOrderAt, "moment"),
  lastOrderAt: at(customerMetrics.lastOrderAt, "moment"),
  recency: at(customerMetrics.rfmRecency, "number"),
  frequency: at(customerMetrics.rfmFrequency, "number"),
  monetary: at(customerMetrics.rfmMonetary, "number"),
  engagement: at(customerMetrics.engagement, "number"),
  chanceActive: at(sql`${customerMetrics.chanceActive}::numeric`, "number"),
  expectedOrders: at(sql`${customerMetrics.expectedOrders}::numeric`, "number"),
  expectedValue: at(customerMetrics.expectedValueMinor, "number"),
  lifecycle: at(sql`coalesce(${customerMetrics.lifecycle}, 'prospect')`),
  rfmGroup: at(sql`(${customerMetrics.rfmRecency} || ${customerMetrics.rfmFrequency}::text)`),
  rfmCell: at(
    sql`(${customerMetrics.rfmRecency} || ${customerMetrics.rfmFrequency}::text || ${customerMetrics.rfmMonetary}::text)`,
  ),
};

function usesMetrics(core: Core): boolean {
  return core.kind === "leaf" ? core.leaf.kind === "metric" : core.parts.some(usesMetrics);
}
