import { and, eq, inArray } from "drizzle-orm";
import { attributes, eventNames, products, segments, surveyQuestions } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { evenNumbers } from "@/lib/segments/values/counted";
import { todayIn } from "@/lib/zone";
import type { Fact } from "../fact";
import type { SegmentFacts } from "../persona";
import { type Rhythm, type RhythmRow, rhythmOf } from "../rhythm";
import { type RhythmCell, rhythmRows } from "../rhythm-facts";
import {
  amountCells,
  type FactScope,
  lastNumber,
  rhythmCells,
  rhythmsOfSegments,
  shareCells,
  someMembers,
} from "../sql";
import { type AmountCell, type FactNames, factsOf, type ShareCell } from "./read";

/** Everybody is counted up to so many customers; beyond, so many members and so many customers are asked. */
const LIMITS = { counted: 25_000, asked: 10_000 };

export type FactsQuery = {
  segmentId: string;
  /** Keys of facts that must come back, however few members have them: those pinned to a card. */
  wanted?: readonly string[];
};

/**
 * Every fact of a segment's members now, against all customers of the workspace. Empty for a group that the
 * role may not see because it is too small; facts of too few people are `hidden` from it. In a large workspace
 * from a sample, which `sample` says. NOT_FOUND for a segment of another workspace.
 */
export async function getSegmentFacts(
  ctx: Ctx,
  { segmentId, wanted = [] }: FactsQuery,
  limits = LIMITS,
): Promise<SegmentFacts> {
  authorize(ctx, "personas:read");
  const { workspaceId } = ctx;
  const [segment] = await ctx.db
    .select({ no: segments.no, size: segments.size })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  const { no, size } = found(segment, "segment");
  if (isBelowFloor(ctx, size))
    return { size: null, facts: [], hidden: [], rhythm: rhythmOf([]), sample: null };
  const { timeZone } = ctx.workspace;
  const sample = await sampleOf(ctx, { no, size: size ?? 0 }, limits);
  const today = todayIn(timeZone, ctx.now());
  const scope: FactScope = { workspaceId, segmentNo: no, timeZone, today, wanted, sample };
  const [shares, rhythm, amounts] = await Promise.all([
    ctx.db.execute<ShareCell>(shareCells(scope)),
    ctx.db.execute<RhythmCell>(rhythmCells(scope)),
    ctx.db.execute<AmountCell>(amountCells(scope)),
  ]);
  const all = factsOf({ shares, rhythm, amounts }, await readNames(ctx, shares), wanted);
  const isHidden = (fact: Fact) =>
    isBelowFloor(ctx, fact.kind === "share" && fact.of === "person" ? fact.k : fact.n);
  return {
    size,
    facts: all.filter((fact) => !isHidden(fact)),
    hidden: all.filter(isHidden).map(({ key }) => key),
    rhythm: rhythmOf(rhythmRows(rhythm)),
    sample: sample && { members: sample.members.length, base: sample.base.length },
  };
}

/** Who stands for the members and for all, the same people each time; null while everybody can be counted. */
async function sampleOf(
  ctx: Ctx,
  { no, size }: { no: number; size: number },
  { counted, asked }: typeof LIMITS,
): Promise<FactScope["sample"]> {
  const { workspaceId } = ctx;
  const [row] = await ctx.db.execute<{ last: number }>(lastNumber(workspaceId));
  const last = row?.last ?? 0;
  if (last <= counted) return null;
  const members = await ctx.db.execute<{ no: number }>(someMembers(workspaceId, no, size, asked));
  return { members: [...members].map((member) => member.no), base: evenNumbers(last, asked) };
}

/** What the things are called that the cells name. */
async function readNames(ctx: Ctx, cells: readonly ShareCell[]): Promise<FactNames> {
  const { db, workspaceId } = ctx;
  const goods = cells.filter(({ key }) => key === "product").map(({ value }) => value);
  const [attributeRows, productRows, eventRows, questionRows] = await Promise.all([
    db
      .select({
        key: attributes.key,
        label: attributes.label,
        type: attributes.type,
        dimension: attributes.dimension,
      })
      .from(attributes)
      .where(eq(attributes.workspaceId, workspaceId)),
    db
      .select({ externalId: products.externalId, name: products.name })
      .from(products)
      .where(and(eq(products.workspaceId, workspaceId), inArray(products.externalId, goods))),
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
