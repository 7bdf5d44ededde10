import { and, asc, desc, eq, isNotNull, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { customerMetrics, customers, segmentMembers, segments, users, valueRuns } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { seenCustomerNo } from "@/lib/customers/profile/queries";
import { found } from "@/lib/errors";
import { todayIn } from "@/lib/zone";
import {
  ACTIVE_BANDS,
  bandLabel,
  type CustomerValue,
  type FitInUse,
  type GroupValue,
  type SegmentValue,
  type ValueState,
} from "./report";
import { orderHistories } from "./sql";

/** The newest run, and the one whose values everybody has. */
export async function getValueState(ctx: Ctx): Promise<ValueState> {
  authorize(ctx, "kpis:read");
  const own = eq(valueRuns.workspaceId, ctx.workspaceId);
  const [[current], inUse] = await Promise.all([
    ctx.db
      .select({
        runId: valueRuns.id,
        stage: valueRuns.stage,
        discount: valueRuns.discount,
        by: users.name,
        at: valueRuns.createdAt,
        total: valueRuns.total,
        done: valueRuns.done,
        finishedAt: valueRuns.finishedAt,
      })
      .from(valueRuns)
      .leftJoin(users, eq(users.id, valueRuns.createdBy))
      .where(own)
      .orderBy(desc(valueRuns.createdAt), desc(valueRuns.id))
      .limit(1),
    fitInUse(ctx),
  ]);
  return { current: current ?? null, inUse };
}

async function fitInUse({ db, workspaceId }: Ctx): Promise<FitInUse | null> {
  const [row] = await db
    .select({ at: valueRuns.finishedAt, discount: valueRuns.discount, fit: valueRuns.fit })
    .from(valueRuns)
    .where(and(eq(valueRuns.workspaceId, workspaceId), eq(valueRuns.stage, "done")))
    .orderBy(desc(valueRuns.finishedAt))
    .limit(1);
  return row?.at && row.fit ? { at: row.at, discount: row.discount, fit: row.fit } : null;
}

const figures = {
  people: sql<number>`count(${customerMetrics.expectedValueMinor})::int`,
  sumMinor: sql<number>`coalesce(sum(${customerMetrics.expectedValueMinor}), 0)::float8`,
  meanMinor: sql<number>`coalesce(avg(${customerMetrics.expectedValueMinor}), 0)::float8`,
  meanActive: sql<number>`coalesce(avg(${customerMetrics.chanceActive}), 0)::float8`,
  expectedOrders: sql<number>`coalesce(sum(${customerMetrics.expectedOrders}), 0)::float8`,
};

const memberFigures = and(
  eq(customerMetrics.workspaceId, segmentMembers.workspaceId),
  eq(customerMetrics.customerNo, segmentMembers.customerNo),
);

/** What is expected of the members of every live segment, the most valuable first. */
export async function listSegmentValues(ctx: Ctx): Promise<SegmentValue[]> {
  authorize(ctx, "kpis:read");
  const rows = await ctx.db
    .select({ segmentId: segments.id, name: segments.name, ...figures })
    .from(segments)
    .innerJoin(
      segmentMembers,
      and(eq(segmentMembers.workspaceId, segments.workspaceId), eq(segmentMembers.segmentNo, segments.no)),
    )
    .innerJoin(customerMetrics, memberFigures)
    .where(
      and(
        eq(segments.workspaceId, ctx.workspaceId),
        isNull(segments.archivedAt),
        isNotNull(customerMetrics.expectedValueMinor),
      ),
    )
    .groupBy(segments.id, segments.name)
    .orderBy(desc(sql`sum(${customerMetrics.expectedValueMinor})`), asc(segments.name));
  return rows.map((row) => (isBelowFloor(ctx, row.people) ? hidden(row) : row));
}

const hidden = (row: SegmentValue): SegmentValue => ({
  ...row,
  people: null,
  sumMinor: 0,
  meanMinor: 0,
  meanActive: 0,
  expectedOrders: 0,
});

/** What is expected of everybody with an order, or of the members of a segment. */
export async function getGroupValue(
  ctx: Ctx,
  { segmentId }: { segmentId: string | null },
): Promise<GroupValue> {
  authorize(ctx, "kpis:read");
  const no = segmentId && (await segmentNoOf(ctx, segmentId));
  const among = no
    ? sql` and exists (select from segment_members s where s.workspace_id = m.workspace_id and s.segment_no = ${no}::int
        and s.customer_no = m.customer_no)`
    : sql``;
  const band = sql`least(width_bucket(m.chance_active::float8, array[${sql.join(
    ACTIVE_BANDS.slice(0, -1).map((edge) => sql`${edge}::float8`),
    sql`, `,
  )}]), ${ACTIVE_BANDS.length - 1}::int)`;
  type Row = {
    band: number | null;
    people: number;
    sum: number;
    orders: number;
    active: number;
    median: number;
  };
  const rows = await ctx.db.execute<Row>(sql`
    select case when grouping(b) = 1 then null else b end as band, count(*)::int as people,
      coalesce(sum(value), 0)::float8 as sum, coalesce(sum(orders), 0)::float8 as orders,
      coalesce(avg(active), 0)::float8 as active,
      coalesce(percentile_cont(0.5) within group (order by value), 0)::float8 as median
    from (
      select ${band} as b, m.expected_value_minor as value, m.expected_orders as orders, m.chance_active as active
      from customer_metrics m where m.workspace_id = ${ctx.workspaceId}::int and m.expected_value_minor is not null${among}
    ) v group by grouping sets ((b), ())`);
  const whole = rows.find((row) => row.band === null);
  const people = whole?.people ?? 0;
  const isHidden = isBelowFloor(ctx, people);
  const bands = ACTIVE_BANDS.map((_, index) => {
    const row = rows.find((one) => one.band === index);
    const size = row?.people ?? 0;
    const isSmall = isHidden || (size > 0 && isBelowFloor(ctx, size));
    return {
      label: bandLabel(index),
      people: isSmall ? null : size,
      sumMinor: isSmall ? 0 : (row?.sum ?? 0),
    };
  });
  if (isHidden || !whole)
    return {
      people: isHidden ? null : 0,
      sumMinor: 0,
      meanMinor: 0,
      medianMinor: 0,
      meanActive: 0,
      expectedOrders: 0,
      bands,
    };
  return {
    people,
    sumMinor: whole.sum,
    meanMinor: people > 0 ? whole.sum / people : 0,
    medianMinor: whole.median,
    meanActive: whole.active,
    expectedOrders: whole.orders,
    bands,
  };
}

async function segmentNoOf({ db, workspaceId }: Ctx, segmentId: string): Promise<number> {
  const [row] = await db
    .select({ no: segments.no })
    .from(segments)
    .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, segmentId)));
  return found(row, "segment").no;
}

/** What is expected of one person, with the history behind it; null without an order or before the first fit. */
export async function getCustomerValue(
  ctx: Ctx,
  { customerId }: { customerId: string },
): Promise<CustomerValue | null> {
  authorize(ctx, "customers:see");
  const no = await seenCustomerNo(ctx, { customerId });
  const { workspaceId, workspace } = ctx;
  const today = todayIn(workspace.timeZone, ctx.now());
  const scope = { workspaceId, timeZone: workspace.timeZone, today };
  type History = { repeats: number; recency: number; age: number; mean: number };
  const figure = (column: SQLWrapper) => sql<number>`${column}::float8`;
  const [inUse, [row], [history]] = await Promise.all([
    fitInUse(ctx),
    ctx.db
      .select({
        chanceActive: figure(customerMetrics.chanceActive),
        expectedOrders: figure(customerMetrics.expectedOrders),
        expectedValueMinor: figure(customerMetrics.expectedValueMinor),
      })
      .from(customerMetrics)
      .innerJoin(
        customers,
        and(
          eq(customers.workspaceId, customerMetrics.workspaceId),
          eq(customers.no, customerMetrics.customerNo),
        ),
      )
      .where(
        and(
          eq(customerMetrics.workspaceId, workspaceId),
          eq(customerMetrics.customerNo, no),
          isNotNull(customerMetrics.expectedValueMinor),
        ),
      ),
    ctx.db.execute<History>(orderHistories(scope, { from: no, to: no })),
  ]);
  if (!row || !inUse) return null;
  const { repeats = 0, recency = 0, age = 0, mean = 0 } = history ?? {};
  return { ...row, history: history ? { repeats, recency, age, meanMinor: mean } : null, inUse };
}
