import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { campaigns, categories, orderLines, products } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { startOfDay } from "@/lib/segments/clock";
import { todayIn } from "@/lib/zone";
import type { CustomerRef } from "../model";
import { seenCustomerNo } from "../profile/queries";
import { type HistoryEntry, type HistoryPage, type OrderLine, type WeekOfYear, weeksOf } from "./entry";
import type { HistoryQuery } from "./model";
import { daysOf, historyOf } from "./sql";

const PAGE = 20;

type Row = { ref: string; kind: HistoryEntry["kind"]; at: string; detail: Record<string, unknown> };

/** What happened with a person, newest first, 20 entries a page; orders with their lines. Only whom the role may see. */
export async function listHistory(ctx: Ctx, input: CustomerRef & HistoryQuery): Promise<HistoryPage> {
  authorize(ctx, "customers:see");
  const { kind, before } = input;
  const customerNo = await seenCustomerNo(ctx, input);
  const scope = { workspaceId: ctx.workspaceId, customerNo, kind, before, limit: PAGE + 1 };
  const found = [...(await ctx.db.execute<Row>(historyOf(scope)))];
  const shown = found.slice(0, PAGE);
  const [lines, named] = await Promise.all([linesOf(ctx, shown), campaignsOf(ctx, shown)]);
  const last = shown.at(-1);
  return {
    entries: shown.map((row) => entryOf(row, lines, named)),
    before: found.length > PAGE && last ? `${last.at}~${last.ref}` : null,
  };
}

/** Orders and contacts by week, the last 53. Only whom the role may see. */
export async function getYear(ctx: Ctx, input: CustomerRef): Promise<WeekOfYear[]> {
  authorize(ctx, "customers:see");
  const customerNo = await seenCustomerNo(ctx, input);
  const { timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const from = startOfDay(weeksOf(today, [])[0]?.from ?? today, timeZone);
  const rows = await ctx.db.execute<{ day: string; orders: number; amount: number; contacts: number }>(
    daysOf({ workspaceId: ctx.workspaceId, customerNo }, from, timeZone),
  );
  return weeksOf(
    today,
    [...rows].map(({ amount, ...row }) => ({ ...row, amountMinor: amount })),
  );
}

function entryOf(
  { ref, kind, at, detail }: Row,
  lines: ReadonlyMap<number, OrderLine[]>,
  named: ReadonlyMap<string, { id: string; name: string }>,
): HistoryEntry {
  const more =
    kind === "order"
      ? { lines: lines.get(Number(detail.no)) ?? [] }
      : kind === "event"
        ? { campaign: named.get(campaignKey(detail)) ?? null }
        : {};
  // The columns of `historyOf` are those of the entry's kind.
  return { ...detail, ...more, ref, kind, at: new Date(at) } as unknown as HistoryEntry;
}

const campaignKey = ({ props }: Row["detail"]): string => {
  const carried = (props as Record<string, unknown> | undefined)?.campaign;
  return typeof carried === "string" ? carried : "";
};

async function linesOf(ctx: Ctx, rows: readonly Row[]): Promise<Map<number, OrderLine[]>> {
  const nos = rows.flatMap(({ kind, detail }) => (kind === "order" ? [Number(detail.no)] : []));
  const byOrder = new Map<number, OrderLine[]>();
  if (nos.length === 0) return byOrder;
  const found = await ctx.db
    .select({
      orderNo: orderLines.orderNo,
      lineNo: orderLines.lineNo,
      product: products.name,
      category: categories.name,
      quantity: orderLines.quantity,
      amountMinor: orderLines.amountMinor,
    })
    .from(orderLines)
    .leftJoin(
      products,
      and(eq(products.workspaceId, orderLines.workspaceId), eq(products.no, orderLines.productNo)),
    )
    .leftJoin(
      categories,
      and(eq(categories.workspaceId, orderLines.workspaceId), eq(categories.no, orderLines.categoryNo)),
    )
    .where(and(eq(orderLines.workspaceId, ctx.workspaceId), inArray(orderLines.orderNo, nos)))
    .orderBy(asc(orderLines.orderNo), asc(orderLines.lineNo));
  for (const { orderNo, ...line } of found) byOrder.set(orderNo, [...(byOrder.get(orderNo) ?? []), line]);
  return byOrder;
}

/** Campaigns by what events call them: their id or their name. */
async function campaignsOf(ctx: Ctx, rows: readonly Row[]) {
  const keys = [...new Set(rows.map(({ detail }) => campaignKey(detail)).filter(Boolean))];
  const byKey = new Map<string, { id: string; name: string }>();
  if (keys.length === 0) return byKey;
  const found = await ctx.db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, ctx.workspaceId),
        or(inArray(campaigns.name, keys), inArray(sql`${campaigns.id}::text`, keys)),
      ),
    );
  for (const campaign of found) byKey.set(campaign.name, campaign).set(campaign.id, campaign);
  return byKey;
}
