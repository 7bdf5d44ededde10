import { type CustomerIntake, keyOf } from "@/lib/customers/intake/customer";
import type { CustomerState } from "@/lib/customers/intake/settle";
import type { OrderLineIntake } from "./line";

export type KnownOrder = { no: number; customerNo: number };

/** A line that can be written, and at which place of the rows it stands. */
export type PlacedLine = { at: number; line: OrderLineIntake };

export type PlacedLines = {
  taken: PlacedLine[];
  /** Places of rows whose person was erased, and of rows whose order is another customer's. */
  erased: number[];
  elsewhere: number[];
};

/** Sorts out the lines whose customer or order forbids them. An order belongs to whom its first taken line names. */
export function placeLines(
  lines: readonly OrderLineIntake[],
  customers: ReadonlyMap<string, CustomerState>,
  orders: ReadonlyMap<string, KnownOrder>,
): PlacedLines {
  const placed: PlacedLines = { taken: [], erased: [], elsewhere: [] };
  const owners = new Map<string, string>();
  const ownerOf = (customer: CustomerIntake) => {
    const known = customers.get(keyOf(customer));
    return known ? `no:${known.no}` : keyOf(customer);
  };
  lines.forEach((line, at) => {
    if (customers.get(keyOf(line.customer))?.isErased) {
      placed.erased.push(at);
      return;
    }
    const known = orders.get(line.orderId);
    const owner = known ? `no:${known.customerNo}` : owners.get(line.orderId);
    const customer = ownerOf(line.customer);
    if (owner !== undefined && owner !== customer) {
      placed.elsewhere.push(at);
      return;
    }
    owners.set(line.orderId, customer);
    placed.taken.push({ at, line });
  });
  return placed;
}

export type KnownProduct = { no: number; externalId: string; name: string; categoryNo: number | null };

/** Products by code after these lines: new ones, and known ones whose name or category was a gap that is filled. */
export function settleProducts(
  known: ReadonlyMap<string, KnownProduct>,
  lines: readonly OrderLineIntake[],
  categoryNos: ReadonlyMap<string, number>,
): { created: KnownProduct[]; changed: KnownProduct[] } {
  const now = new Map<string, KnownProduct>();
  for (const { product, category } of lines) {
    if (!product) continue;
    const { code, name } = product;
    const before = now.get(code) ??
      known.get(code) ?? { no: 0, externalId: code, name: code, categoryNo: null };
    const categoryNo =
      before.categoryNo ?? (category === undefined ? null : (categoryNos.get(category) ?? null));
    const after = { ...before, name: before.name === code ? (name ?? code) : before.name, categoryNo };
    const isSame = known.has(code) && after.name === before.name && after.categoryNo === before.categoryNo;
    if (!isSame || now.has(code)) now.set(code, after);
  }
  const all = [...now.values()];
  return { created: all.filter(({ no }) => no === 0), changed: all.filter(({ no }) => no > 0) };
}
