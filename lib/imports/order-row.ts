import type { CustomerIntake } from "@/lib/customers/intake/customer";
import { lineAmount, type OrderLineIntake } from "@/lib/orders/line";
import {
  CellFault,
  cellText,
  emailIn,
  idIn,
  momentIn,
  numberIn,
  type ReadColumn,
  type Readers,
  shortened,
} from "./customer-row";
import type { ImportMapping } from "./mapping";

/** A line that was read, or null for one that the mapping's filter leaves out. */
export type ReadLine = OrderLineIntake | null;

type Options = {
  mapping: Pick<ImportMapping, "key" | "cancelPrefix" | "isPositiveOnly" | "isWithoutCancellations">;
  currency: string;
  minorPerUnit: number;
  readers: Readers;
};

/** In minor units; a sum of many such lines still fits a bigint. */
const MAX_AMOUNT = 1e13;

/** Reads one row of an order file. Throws CellFault when it cannot be taken. Counts the lines of each order. */
export function orderReader(
  columns: readonly ReadColumn[],
  { mapping, currency, minorPerUnit, readers }: Options,
): (cells: readonly string[]) => ReadLine {
  const by = new Map(columns.map((column) => [column.field, column]));
  const lines = new Map<string, number>();

  return (cells) => {
    const text = (field: string) => {
      const column = by.get(field);
      return column ? cellText(cells, column) : null;
    };
    const number = (field: string) => {
      const column = by.get(field);
      const value = column && cellText(cells, column);
      return column && value ? numberIn(value, column) : null;
    };

    const id = (field: string) => {
      const column = by.get(field);
      const value = column ? cellText(cells, column) : null;
      return column && value !== null ? idIn(value, column) : null;
    };
    const words = (field: string) => {
      const value = text(field);
      return value === null ? undefined : shortened(value, 200);
    };

    const orderId = id("orderNumber") ?? "";
    // Before anything can refuse the row: its number among the lines must not depend on what else is wrong.
    const lineNo = (lines.get(orderId) ?? 0) + 1;
    if (orderId !== "") lines.set(orderId, lineNo);

    const isCancellation = mapping.cancelPrefix !== "" && orderId.startsWith(mapping.cancelPrefix);
    if (mapping.isWithoutCancellations && isCancellation) return null;
    const total = number("lineTotal");
    const price = number("unitPrice");
    const quantity = number("quantity") ?? 1;
    const worth = price ?? total;
    if (mapping.isPositiveOnly && (quantity <= 0 || (worth !== null && worth <= 0))) return null;

    const customer = customerOf(mapping.key, { text, id }, by.get("email"));
    if (orderId === "") throw new CellFault("No order number");
    if (worth === null) throw new CellFault("No price");
    const money = text("currency");
    if (money !== null && money.toUpperCase() !== currency)
      throw new CellFault(`The currency is not ${currency}`);
    const timeColumn = by.get("orderedAt");
    const time = timeColumn && cellText(cells, timeColumn);
    const orderedAt = timeColumn && time ? momentIn(time, timeColumn, readers) : null;
    if (orderedAt === null) throw new CellFault("No time of the order");
    const name = words("productName");
    const code = id("productCode") ?? name;
    const amountMinor = lineAmount(total === null ? quantity : 1, total ?? price ?? 0, minorPerUnit);
    if (Math.abs(amountMinor) > MAX_AMOUNT) throw new CellFault("The amount is too large");
    return {
      customer,
      orderId,
      isCancellation,
      lineNo,
      orderedAt,
      channel: words("channel"),
      product: code === undefined ? undefined : { code, name },
      category: words("category"),
      quantity,
      amountMinor,
    };
  };
}

const CUSTOMER_TEXTS = ["country", "firstName", "lastName"] as const;

function customerOf(
  key: ImportMapping["key"],
  { text, id: idOf }: Record<"text" | "id", (field: string) => string | null>,
  emailColumn: ReadColumn | undefined,
): CustomerIntake {
  const id = idOf("externalId");
  const address = text("email");
  if (key === "email" ? address === null : id === null) throw new CellFault("No customer");
  const email = address !== null && emailColumn ? emailIn(address, emailColumn) : null;
  const fields: CustomerIntake["fields"] = {};
  if (email !== null) fields.email = email;
  for (const field of CUSTOMER_TEXTS) {
    const value = text(field);
    if (value !== null) fields[field] = shortened(value, 200);
  }
  return { key: key === "email" ? { email: email ?? "" } : { externalId: id ?? "" }, fields };
}
