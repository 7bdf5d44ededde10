import { and, eq } from "drizzle-orm";
import { personas } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { authorizeMembers } from "@/lib/segments/members/queries";
import type { Rule } from "@/lib/segments/rule";
import { type SentenceToken, sentenceTokens } from "@/lib/segments/sentence";
import { compileMembers, ruleEnv } from "@/lib/segments/sql";
import { partsOf, ruleOf } from "./behind";
import type { FactRef } from "./model";
import { type BehindScope, behindRows, countAmong, membersAmong } from "./sql";

const PAGE = 25;

/** The rule that a fact counts, and as a sentence; both null for what the rule language does not know. */
export type FactRule = { segmentId: string; rule: Rule | null; tokens: SentenceToken[] | null };

export type FactPerson = {
  no: number;
  id: string;
  externalId: string;
  name: string | null;
  country: string | null;
  city: string | null;
  orderCount: number;
  spendMinor: number;
};

async function segmentOf(ctx: Ctx, personaId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ segmentId: personas.segmentId })
    .from(personas)
    .where(and(eq(personas.workspaceId, ctx.workspaceId), eq(personas.id, personaId)));
  return found(row, "persona").segmentId;
}

/** What a fact of a persona looks up, as a rule within its segment. NOT_FOUND for a persona elsewhere. */
export async function getFactRule(ctx: Ctx, { personaId, key }: FactRef): Promise<FactRule> {
  authorize(ctx, "personas:read");
  const segmentId = await segmentOf(ctx, personaId);
  const { rule, catalogue } = await readRule(ctx, key);
  return { segmentId, rule, tokens: rule && sentenceTokens(rule, catalogue) };
}

/** A product is in the catalogue only when the rule that names it is at hand. */
async function readRule(ctx: Ctx, key: string) {
  const { kind, rest } = partsOf(key);
  const orders = { kind: "orders", figure: "count", test: { op: "atLeast", value: 1 } } as const;
  const named: Rule[] =
    kind === "product"
      ? [{ kind: "all", children: [{ ...orders, where: { by: "product", anyOf: [rest] } }] }]
      : [];
  const catalogue = await getCatalogue(ctx, named);
  return { rule: ruleOf(key, catalogue), catalogue };
}

/**
 * The members of whom a fact of a persona speaks, 25 at a time, and how many they are. Only for roles that may see the
 * people of the segment; INVALID for a fact that there is no such thing as.
 */
export async function listFactPeople(
  ctx: Ctx,
  { personaId, key, after = 0 }: FactRef & { after?: number },
): Promise<{ people: FactPerson[]; total: number; nextAfter: number | null }> {
  authorize(ctx, "customers:see");
  const segmentId = await segmentOf(ctx, personaId);
  const { no: segmentNo } = await authorizeMembers(ctx, segmentId);
  const scope: BehindScope = { workspaceId: ctx.workspaceId, segmentNo, timeZone: ctx.workspace.timeZone };
  const { rule, catalogue } = await readRule(ctx, key);
  const numbers = rule ? compileMembers(rule, ruleEnv(ctx, catalogue)) : behindRows(key, scope);
  if (!numbers) throw new AppError("INVALID", "There is no such fact any more.");
  const [rows, [counted]] = await Promise.all([
    ctx.db.execute<FactPerson>(membersAmong(scope, numbers, { after, limit: PAGE + 1 })),
    ctx.db.execute<{ count: number }>(countAmong(scope, numbers)),
  ]);
  const people = [...rows].slice(0, PAGE);
  return {
    people,
    total: counted?.count ?? 0,
    nextAfter: rows.length > PAGE ? (people.at(-1)?.no ?? null) : null,
  };
}
