import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { keyOf } from "@/lib/customers/intake/customer";
import { lockKnownCustomers, type Origin, takeCustomers } from "@/lib/customers/intake/mutations";
import type { CustomerState } from "@/lib/customers/intake/settle";
import { refreshOrderFiguresOf } from "@/lib/customers/metrics/mutations";
import { takeNumbers } from "@/lib/workspaces/counters/mutations";
import type { LineOutcome, OrderLineIntake } from "./line";
import { type KnownOrder, type KnownProduct, type PlacedLine, placeLines, settleProducts } from "./settle";
import {
  insertCategories,
  insertOrders,
  knownCategories,
  knownProducts,
  type LineWrite,
  lockedOrders,
  lowerFirstSeen,
  type OrderWrite,
  sumOrders,
  writeLines,
  writeProducts,
} from "./sql";

/**
 * Takes order lines from a source with their orders, products, categories and customers, all or nothing. A line is
 * known by its order's number and its own: taken twice it changes nothing. Customers that a line names are created,
 * known ones only have gaps filled. Answers what became of each line, in their order.
 */
export async function takeOrderLines(
  ctx: Ctx,
  lines: readonly OrderLineIntake[],
  origin: Origin,
): Promise<LineOutcome[]> {
  authorize(ctx, "imports:run");
  if (lines.length === 0) return [];
  return inTransaction(ctx, async (tx) => {
    const customers = lines.map(({ customer }) => customer);
    const known = await lockKnownCustomers(tx, customers);
    const orders = await lockOrders(tx, lines);
    const outcomes = Array.from<LineOutcome>({ length: lines.length }).fill("unchanged");
    const { taken, erased, elsewhere } = placeLines(lines, known, orders);
    for (const at of erased) outcomes[at] = "erased";
    for (const at of elsewhere) outcomes[at] = "elsewhere";
    if (taken.length === 0) return outcomes;

    const firstAt = firstOrders(taken, ({ customer }) => keyOf(customer));
    const { nos } = await takeCustomers(
      tx,
      taken.map(({ line: { customer } }) => ({
        ...customer,
        fields: { ...customer.fields, firstSeenAt: firstAt.get(keyOf(customer)) },
      })),
      { ...origin, mode: "fill", known, areFactsToCome: true },
    );
    const written = await writeOrders(tx, taken, orders, nos, origin);
    const products = await writeGoods(tx, taken);
    const changes = await writeOrderLines(tx, taken, written, products);
    for (const [at, outcome] of changes) outcomes[at] = outcome;
    const touched = await sumUp(tx, taken, written, outcomes);
    await followOrders(tx, taken, touched, known);
    return outcomes;
  });
}

/** The earliest moment among the lines by what they have in common. */
function firstOrders(
  taken: readonly PlacedLine[],
  by: (line: OrderLineIntake) => string,
): Map<string, string> {
  const first = new Map<string, string>();
  for (const { line } of taken) {
    const at = first.get(by(line));
    if (at === undefined || line.orderedAt < at) first.set(by(line), line.orderedAt);
  }
  return first;
}

async function lockOrders(tx: Ctx, lines: readonly OrderLineIntake[]): Promise<Map<string, KnownOrder>> {
  const ids = [...new Set(lines.map(({ orderId }) => orderId))];
  const rows = await tx.db.execute<KnownOrder & { externalId: string }>(lockedOrders(tx.workspaceId, ids));
  return new Map([...rows].map(({ externalId, no, customerNo }) => [externalId, { no, customerNo }]));
}

/** The orders of the lines by their number in the source; new ones are written with what these lines add up to. */
async function writeOrders(
  tx: Ctx,
  taken: readonly PlacedLine[],
  known: ReadonlyMap<string, KnownOrder>,
  customerNos: ReadonlyMap<string, number>,
  { importId }: Origin,
): Promise<Map<string, OrderWrite>> {
  const orders = new Map<string, OrderWrite>();
  for (const { line } of taken) {
    const { orderId, lineNo, orderedAt, isCancellation, amountMinor, channel = null } = line;
    const before = orders.get(orderId);
    if (before) {
      before.amountMinor += amountMinor;
      if (orderedAt < before.orderedAt) before.orderedAt = orderedAt;
      continue;
    }
    const stored = known.get(orderId);
    orders.set(orderId, {
      no: stored?.no ?? 0,
      isNew: stored === undefined,
      externalId: orderId,
      customerNo: stored?.customerNo ?? customerNos.get(keyOf(line.customer)) ?? 0,
      orderedAt,
      amountMinor,
      lineNo,
      isCancellation,
      channel,
    });
  }
  const fresh = [...orders.values()].filter(({ isNew }) => isNew);
  const first = await takeNumbers(tx, "order", fresh.length);
  fresh.forEach((order, index) => {
    order.no = first + index;
  });
  if (fresh.length > 0) await tx.db.execute(insertOrders(tx.workspaceId, importId, fresh));
  return orders;
}

type Goods = { products: Map<string, number>; categories: Map<string, number> };

/** Numbers of the products by code and of the categories by name; new ones are written. */
async function writeGoods(tx: Ctx, taken: readonly PlacedLine[]): Promise<Goods> {
  const lines = taken.map(({ line }) => line);
  const categories = await writeCategories(tx, lines);
  const codes = [...new Set(lines.flatMap(({ product }) => product?.code ?? []))];
  if (codes.length === 0) return { products: new Map(), categories };
  const rows = await tx.db.execute<KnownProduct>(knownProducts(tx.workspaceId, codes));
  const known = new Map([...rows].map((row) => [row.externalId, row]));
  const { created, changed } = settleProducts(known, lines, categories);
  const first = await takeNumbers(tx, "product", created.length);
  const written = [...created.map((product, index) => ({ ...product, no: first + index })), ...changed];
  if (written.length > 0) await tx.db.execute(writeProducts(tx.workspaceId, written));
  const all = [...known.values(), ...written];
  return { products: new Map(all.map(({ externalId, no }) => [externalId, no])), categories };
}

async function writeCategories(tx: Ctx, lines: readonly OrderLineIntake[]): Promise<Map<string, number>> {
  const names = [...new Set(lines.flatMap(({ category }) => category ?? []))];
  if (names.length === 0) return new Map();
  const rows = await tx.db.execute<{ no: number; name: string }>(knownCategories(tx.workspaceId, names));
  const known = new Map([...rows].map(({ name, no }) => [name, no]));
  const fresh = names.filter((name) => !known.has(name));
  const first = await takeNumbers(tx, "category", fresh.length);
  const created = fresh.map((name, index) => ({ no: first + index, name }));
  if (created.length > 0) await tx.db.execute(insertCategories(tx.workspaceId, created));
  for (const { name, no } of created) known.set(name, no);
  return known;
}

/** Writes the lines and answers, by place, which are new and which changed. */
async function writeOrderLines(
  tx: Ctx,
  taken: readonly PlacedLine[],
  orders: ReadonlyMap<string, OrderWrite>,
  { products, categories }: Goods,
): Promise<Map<number, LineOutcome>> {
  const places = new Map<string, number>();
  const rows = taken.map(({ at, line }): LineWrite => {
    const order = orders.get(line.orderId);
    const orderNo = order?.no ?? 0;
    places.set(`${orderNo}:${line.lineNo}`, at);
    return {
      order_no: orderNo,
      line_no: line.lineNo,
      product_no: line.product ? (products.get(line.product.code) ?? null) : null,
      category_no: line.category === undefined ? null : (categories.get(line.category) ?? null),
      customer_no: order?.customerNo ?? 0,
      ordered_at: line.orderedAt,
      quantity: line.quantity,
      amount_minor: line.amountMinor,
    };
  });
  const written = await tx.db.execute<{ order_no: number; line_no: number; is_new: boolean }>(
    writeLines(tx.workspaceId, rows),
  );
  return new Map(
    [...written].map(({ order_no, line_no, is_new }) => [
      places.get(`${order_no}:${line_no}`) ?? -1,
      is_new ? "created" : "changed",
    ]),
  );
}

/**
 * Orders that were known follow their lines; new ones were written so. A change of the order alone is told of at its
 * first line. Answers the orders that are new or changed, by their number in the source.
 */
async function sumUp(
  tx: Ctx,
  taken: readonly PlacedLine[],
  orders: ReadonlyMap<string, OrderWrite>,
  outcomes: LineOutcome[],
): Promise<Map<string, OrderWrite>> {
  const all = [...orders.values()];
  const known = all.filter(({ isNew }) => !isNew).sort((a, b) => a.no - b.no);
  const changed =
    known.length > 0 ? await tx.db.execute<{ no: number }>(sumOrders(tx.workspaceId, known)) : [];
  const changedNos = new Set([...changed].map(({ no }) => no));
  const told = new Set(taken.flatMap(({ at, line }) => (outcomes[at] === "unchanged" ? [] : line.orderId)));
  for (const { at, line } of taken)
    if (!told.has(line.orderId) && changedNos.has(orders.get(line.orderId)?.no ?? 0)) {
      outcomes[at] = "changed";
      told.add(line.orderId);
    }
  const touched = all.filter(({ isNew, no }) => isNew || changedNos.has(no));
  return new Map(touched.map((order) => [order.externalId, order]));
}

/** The customers of these orders follow: somebody was first seen at their first order at the latest. */
async function followOrders(
  tx: Ctx,
  taken: readonly PlacedLine[],
  touched: ReadonlyMap<string, OrderWrite>,
  known: ReadonlyMap<string, CustomerState>,
): Promise<void> {
  const lines = taken.filter(({ line }) => touched.has(line.orderId));
  const earlier = new Map<number, string>();
  for (const [key, at] of firstOrders(lines, ({ customer }) => keyOf(customer))) {
    const { no, fields } = known.get(key) ?? {};
    const before = no && (earlier.get(no) ?? String(fields?.firstSeenAt));
    if (no && before && Date.parse(before) > Date.parse(at)) earlier.set(no, at);
  }
  const rows = [...earlier].map(([no, at]) => ({ no, at }));
  if (rows.length > 0) await tx.db.execute(lowerFirstSeen(tx.workspaceId, rows));
  await refreshOrderFiguresOf(tx, [...new Set([...touched.values()].map(({ customerNo }) => customerNo))]);
}
