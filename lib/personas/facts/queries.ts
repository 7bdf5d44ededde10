import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { attributes, eventNames, products, segments, surveyQuestions } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { textArray } from "@/lib/segments/values/sql";
import { amountsAgainst, rhythmAgainst, sharesAgainst } from "../counts/counts";
import { getCounts, LIMITS } from "../counts/queries";
import { type Fact, SMALL_N } from "../fact";
import type { SegmentFacts } from "../persona";
import { type Rhythm, type RhythmRow, rhythmOf } from "../rhythm";
import { rhythmRows } from "../rhythm-facts";
import { rhythmsOfSegments } from "../sql";
import { type FactNames, factsOf, type ShareCell } from "./read";

export type FactsQuery = {
  segmentId: string;
  /** Keys of facts that must come back, however few members have them: those pinned to a card. */
  wanted?: readonly string[];
};

/**
 * Every fact of a segment's members, against all customers of the workspace. Empty for a group that the
 * role may not see because it is too small; facts of too few people are `hidden` from it. In a large workspace
 * from a sample, which `sample` says. NOT_FOUND for a segment of another workspace.
 */
export async function getSegmentFacts(
  ctx: Ctx,
  { segmentId, wanted = [] }: FactsQuery,
  limits = LIMITS,
): Promise<SegmentFacts> {
  authorize(ctx, "personas:read");
  const [segment] = await ctx.db
    .select({ no: segments.no, size: segments.size, version: segments.version })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const group = found(segment, "segment");
  if (isBelowFloor(ctx, group.size))
    return { size: null, facts: [], hidden: [], rhythm: rhythmOf([]), sample: null, countedAt: null };
  const { own, base, countedAt } = await getCounts(ctx, group, limits);
  const shares = sharesAgainst(own, base);
  const rhythm = rhythmAgainst(own, base);
  const names = await readNames(ctx, goodsNamed(shares, new Set(wanted)));
  const all = factsOf({ shares, rhythm, amounts: amountsAgainst(own, base) }, names, wanted);
  const isHidden = (fact: Fact) =>
    isBelowFloor(ctx, fact.kind === "share" && fact.of === "person" ? fact.k : fact.n);
  return {
    size: group.size,
    facts: all.filter((fact) => !isHidden(fact)),
    hidden: all.filter(isHidden).map(({ key }) => key),
    rhythm: rhythmOf(rhythmRows(rhythm)),
    sample: own.basis.sample && { members: own.asked, base: base.asked },
    countedAt,
  };
}

/** More products than may be shown by their size. */
const MOST_GOODS = 20;

/** The products that a fact may name: those that most bought, those that enough bought to say so, and those wanted. */
function goodsNamed(cells: readonly ShareCell[], wanted: ReadonlySet<string>): string[] {
  return cells
    .filter(({ key }) => key === "product")
    .toSorted((a, b) => b.k - a.k)
    .filter(({ k, value }, index) => index < MOST_GOODS || k >= SMALL_N || wanted.has(`product:${value}`))
    .map(({ value }) => value);
}

/** What the things are called that the cells name; of attributes those that facts may be made of. */
async function readNames(ctx: Ctx, goods: readonly string[]): Promise<FactNames> {
  const { db, workspaceId } = ctx;
  const [attributeRows, productRows, eventRows, questionRows] = await Promise.all([
    db
      .select({
        key: attributes.key,
        label: attributes.label,
        type: attributes.type,
        dimension: attributes.dimension,
      })
      .from(attributes)
      .where(
        and(
          eq(attributes.workspaceId, workspaceId),
          isNull(attributes.special),
          eq(attributes.isPersonal, false),
        ),
      ),
    db
      .select({ externalId: products.externalId, name: products.name })
      .from(products)
      .where(
        and(eq(products.workspaceId, workspaceId), sql`${products.externalId} = any(${textArray(goods)})`),
      ),
    db
      .select({ name: eventNames.name, label: eventNames.label })
      .from(eventNames)
      .where(eq(eventNames.workspaceId, workspaceId)),
    db
      .select({ surveyId: surveyQuestions.surveyId, key: surveyQuestions.key, text: surveyQuestions.text })
      .from(surveyQuestions)
      .where(eq(surveyQuestions.workspaceId, workspaceId)),
  ]);
  return {
    attributes: new Map(
      attributeRows.map(({ key, label, type, dimension }) => [
        key,
        { label, type, isDevice: dimension === "technographic" },
      ]),
    ),
    products: new Map(productRows.map(({ externalId, name }) => [externalId, name])),
    events: new Map(eventRows.map(({ name, label }) => [name, label])),
    questions: new Map(questionRows.map(({ surveyId, key, text }) => [`${surveyId}:${key}`, text])),
  };
}

/** The buying rhythm of several segments by id, for their marks; segments too small for the role are left out. */
export async function getRhythms(
  ctx: Ctx,
  { segmentIds }: { segmentIds: string[] },
): Promise<Map<string, Rhythm>> {
  authorize(ctx, "personas:read");
  if (segmentIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: segments.id, no: segments.no, size: segments.size })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), inArray(segments.id, segmentIds)));
  const shown = rows.filter((row) => !isBelowFloor(ctx, row.size));
  if (shown.length === 0) return new Map();
  const cells = await ctx.db.execute<RhythmRow & { segment_no: number }>(
    rhythmsOfSegments(
      ctx.workspaceId,
      ctx.workspace.timeZone,
      shown.map((row) => row.no),
    ),
  );
  return new Map(shown.map((row) => [row.id, rhythmOf(cells.filter((cell) => cell.segment_no === row.no))]));
}
