import { and, eq, inArray } from "drizzle-orm";
import { attributes, segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { CHANNEL_LABEL, type Channel } from "@/lib/customers/fields";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import { type Fact, type FactGroup, shareFact } from "../fact";
import type { SegmentFacts } from "../persona";
import { type Rhythm, type RhythmRow, rhythmFacts, rhythmOf } from "../rhythm";
import {
  amounts,
  answerCounts,
  behaviourCounts,
  countMembers,
  type FactScope,
  fieldCounts,
  listAttributeKnown,
  rhythmCounts,
  rhythmsOfSegments,
} from "../sql";

type Counted = { key: string; value: string; k: number; base_k: number };
type Amount = { key: string; member: number | null; base: number | null; n: number; base_n: number };

const FIELDS: Record<string, { group: FactGroup; label: (value: string) => string; most: number }> = {
  age: { group: "who", label: (value) => `Aged ${value}`, most: 2 },
  gender: { group: "who", label: (value) => value.charAt(0).toUpperCase() + value.slice(1), most: 2 },
  maritalStatus: { group: "who", label: (value) => `Marital status: ${value}`, most: 1 },
  education: { group: "who", label: (value) => `Education: ${value}`, most: 2 },
  industry: { group: "who", label: (value) => `Works in ${value}`, most: 2 },
  country: { group: "where", label: (value) => `Lives in ${value}`, most: 2 },
  region: { group: "where", label: (value) => `Region: ${value}`, most: 2 },
  city: { group: "where", label: (value) => `Lives in ${value}`, most: 2 },
  language: { group: "where", label: (value) => `Language: ${value}`, most: 1 },
  source: { group: "reads", label: (value) => `Came by ${value}`, most: 2 },
};

/** The values of each key that most members have, with n = members whose value is known. */
function fieldFacts(rows: Counted[]): Fact[] {
  return [...new Set(rows.map((row) => row.key))].flatMap((key) => {
    const field = FIELDS[key];
    const own = rows.filter((row) => row.key === key);
    const n = own.reduce((sum, row) => sum + row.k, 0);
    const baseN = own.reduce((sum, row) => sum + row.base_k, 0);
    if (n === 0) return [];
    if (key.startsWith("consent:")) {
      const yes = own.find((row) => row.value === "in");
      const channel = CHANNEL_LABEL[key.slice("consent:".length) as Channel];
      const counts = { k: yes?.k ?? 0, n, baseK: yes?.base_k ?? 0, baseN };
      return [shareFact({ key, group: "reads", label: `Agreed to ${channel}` }, counts)];
    }
    if (!field) return [];
    return [...own]
      .sort((a, b) => b.k - a.k)
      .slice(0, field.most)
      .map((row) =>
        shareFact(
          { key: `${key}:${row.value}`, group: field.group, label: field.label(row.value) },
          { k: row.k, n, baseK: row.base_k, baseN },
        ),
      );
  });
}

function attributeFacts(
  rows: Counted[],
  labels: Map<string, { label: string; type: string }>,
  known: { key: string; n: number; base_n: number }[],
): Fact[] {
  return rows.flatMap((row) => {
    const attribute = labels.get(row.key.replace("attribute:", ""));
    if (!attribute || row.value === "false") return [];
    const own = rows.filter((each) => each.key === row.key);
    const list = known.find((each) => each.key === row.key);
    const n = list ? list.n : own.reduce((sum, each) => sum + each.k, 0);
    const baseN = list ? list.base_n : own.reduce((sum, each) => sum + each.base_k, 0);
    const label = attribute.type === "boolean" ? attribute.label : `${attribute.label}: ${row.value}`;
    if (n === 0) return [];
    return [
      shareFact(
        { key: `${row.key}:${row.value}`, group: "attributes", label },
        { k: row.k, n, baseK: row.base_k, baseN },
      ),
    ];
  });
}

const AMOUNTS: Record<
  string,
  { group: FactGroup; label: string; unit: "money" | "days" | "number" | "years" }
> = {
  orderValue: { group: "rhythm", label: "Order value, middle", unit: "money" },
  orderGap: { group: "rhythm", label: "Days between two orders, middle", unit: "days" },
  ordersPerBuyer: { group: "rhythm", label: "Orders of a buyer, middle", unit: "number" },
  age: { group: "who", label: "Age, middle", unit: "years" },
  income: { group: "who", label: "Income, middle", unit: "number" },
};

function amountFacts(rows: Amount[]): Fact[] {
  return rows.flatMap((row) => {
    const amount = AMOUNTS[row.key];
    if (!amount || row.member === null || row.n === 0) return [];
    const { group, label, unit } = amount;
    const index = row.base ? row.member / row.base : null;
    return [
      {
        kind: "amount",
        key: `amount:${row.key}`,
        group,
        label,
        unit,
        n: row.n,
        baseN: row.base_n,
        value: row.member,
        baseValue: row.base,
        index,
      },
    ];
  });
}

/**
 * Every fact of a segment's members now, against all customers of the workspace. Empty for a group that the
 * role may not see because it is too small. NOT_FOUND for a segment of another workspace.
 */
export async function getSegmentFacts(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<SegmentFacts> {
  authorize(ctx, "personas:read");
  const { workspaceId } = ctx;
  const [segment] = await ctx.db
    .select({ no: segments.no, size: segments.size })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  const { no: segmentNo, size } = found(segment, "segment");
  if (isBelowFloor(ctx, size)) return { size: null, facts: [], rhythm: rhythmOf([]) };
  const { timeZone } = ctx.workspace;
  const scope: FactScope = { workspaceId, segmentNo, timeZone, today: todayIn(timeZone, ctx.now()) };
  const [fields, known, behaviour, answers, amountRows, rhythm, attributeRows, people] = await Promise.all([
    ctx.db.execute<Counted>(fieldCounts(scope)),
    ctx.db.execute<{ key: string; n: number; base_n: number }>(listAttributeKnown(scope)),
    ctx.db.execute<Counted>(behaviourCounts(scope)),
    ctx.db.execute<Omit<Counted, "key"> & { question: string }>(answerCounts(scope)),
    ctx.db.execute<Amount>(amounts(scope)),
    ctx.db.execute<RhythmRow>(rhythmCounts(scope)),
    ctx.db
      .select({ key: attributes.key, label: attributes.label, type: attributes.type })
      .from(attributes)
      .where(eq(attributes.workspaceId, workspaceId)),
    countPeople(ctx, segmentNo),
  ]);
  const labels = new Map(attributeRows.map((row) => [row.key, row]));
  const isAttribute = (row: Counted) => row.key.startsWith("attribute:");
  const facts = [
    ...fieldFacts(fields.filter((row) => !isAttribute(row))),
    ...amountFacts(amountRows),
    ...behaviour.map((row) =>
      shareFact(
        row.key === "category"
          ? { key: `category:${row.value}`, group: "buys", label: `Bought ${row.value}` }
          : { key: `event:${row.value}`, group: "reads", label: `${row.value}, last 90 days` },
        { k: row.k, n: people.members, baseK: row.base_k, baseN: people.all },
      ),
    ),
    ...rhythmFacts([...rhythm]),
    ...answers.map((row) => {
      const own = answers.filter((each) => each.question === row.question);
      const n = own.reduce((sum, each) => sum + each.k, 0);
      const baseN = own.reduce((sum, each) => sum + each.base_k, 0);
      return shareFact(
        { key: `answer:${row.question}:${row.value}`, group: "says", label: `${row.question} ${row.value}` },
        { k: row.k, n, baseK: row.base_k, baseN },
      );
    }),
    ...attributeFacts(fields.filter(isAttribute), labels, [...known]),
  ].filter((fact) => fact.n > 0);
  return { size, facts, rhythm: rhythmOf([...rhythm]) };
}

async function countPeople(ctx: Ctx, segmentNo: number): Promise<{ members: number; all: number }> {
  const [row] = await ctx.db.execute<{ members: number; all: number }>(
    countMembers(ctx.workspaceId, segmentNo),
  );
  return row ?? { members: 0, all: 0 };
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
