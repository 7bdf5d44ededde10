import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { segments, segmentVersions, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { titleOf } from "@/lib/customers/customer";
import { findCustomers } from "@/lib/customers/queries";
import { AppError, found } from "@/lib/errors";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { getCatalogue } from "../catalogue/queries";
import { type PersonSearch, type RuleText, Rule as RuleTree } from "../model";
import { isGroup, type Rule } from "../rule";
import { ruleSentence } from "../sentence";
import type { EditedSegment, ParentChoice, PersonToTry } from "./draft";
import { parseRuleText, shapeFault } from "./rule-text";

/** A segment as it is stored now, to edit it or to compare with what was edited meanwhile. */
export async function getEditedSegment(
  ctx: Ctx,
  { segmentId }: { segmentId: string },
): Promise<EditedSegment> {
  authorize(ctx, "segments:edit");
  const [row] = await ctx.db
    .select({
      segmentId: segments.id,
      name: segments.name,
      description: segments.description,
      dimension: segments.dimension,
      parentId: segments.parentId,
      rule: segments.rule,
      version: segments.version,
      size: segments.size,
      archivedAt: segments.archivedAt,
      originId: segments.originId,
      savedBy: users.name,
      savedAt: segmentVersions.createdAt,
      note: segmentVersions.note,
    })
    .from(segments)
    .leftJoin(
      segmentVersions,
      and(
        eq(segmentVersions.workspaceId, segments.workspaceId),
        eq(segmentVersions.segmentId, segments.id),
        eq(segmentVersions.version, segments.version),
      ),
    )
    .leftJoin(users, eq(users.id, segmentVersions.createdBy))
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)))
    .orderBy(desc(segmentVersions.version))
    .limit(1);
  const { archivedAt, originId, ...segment } = found(row, "segment");
  return { ...segment, isArchived: archivedAt !== null, isFixed: originId !== null };
}

/** Segments in use that a segment can narrow, with their rule in words, by name. */
export async function listParentChoices(ctx: Ctx): Promise<ParentChoice[]> {
  authorize(ctx, "segments:edit");
  const rows = await ctx.db
    .select({
      id: segments.id,
      name: segments.name,
      parentId: segments.parentId,
      size: segments.size,
      rule: segments.rule,
    })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), isNull(segments.archivedAt)))
    .orderBy(asc(segments.name));
  const catalogue = await getCatalogue(
    ctx,
    rows.map(({ rule }) => rule),
  );
  return rows.map(({ rule, ...row }) => ({ ...row, sentence: ruleSentence(rule, catalogue) }));
}

/** People by name, e-mail or key (with fewer than three letters by key), to see whether a rule holds for them; at most 8. */
export async function findPeopleToTry(ctx: Ctx, { query }: PersonSearch): Promise<PersonToTry[]> {
  authorize(ctx, "segments:edit");
  const rows = await findCustomers(ctx, { search: query, limit: 8 });
  return rows.map((row) => ({
    customerId: row.id,
    title: titleOf(row),
    hint: [row.email ?? row.key, row.city ?? row.country].filter(Boolean).join(", "),
  }));
}

/**
 * The rule that a text holds (a condition alone becomes a rule of one), with the products that it names. Throws
 * INVALID with where it cannot be read; whether its names exist here is the editor's business.
 */
export async function readRule(
  ctx: Ctx,
  { text }: RuleText,
): Promise<{ rule: Rule; products: RuleCatalogue["products"] }> {
  authorize(ctx, "segments:edit");
  const read = parseRuleText(text);
  if ("fault" in read) throw new AppError("INVALID", read.fault);
  const { tree } = read;
  const whole = isGroup(tree as Rule) ? tree : { kind: "all", children: [tree] };
  const rule = RuleTree.safeParse(whole);
  if (!rule.success) throw new AppError("INVALID", shapeFault(whole, deepestPath(rule.error.issues)));
  const { products } = await getCatalogue(ctx, [rule.data]);
  return { rule: rule.data, products };
}

type Issue = { path: PropertyKey[]; errors?: Issue[][] };

/** Of all the places where a shape does not fit the one that lies deepest: what is meant is mostly known by then. */
function deepestPath(issues: readonly Issue[]): PropertyKey[] {
  return issues
    .map(({ path, errors = [] }) => [...path, ...deepestPath(errors.flat())])
    .reduce((deepest, path) => (path.length > deepest.length ? path : deepest), []);
}
