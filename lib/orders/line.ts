import type { CustomerIntake } from "@/lib/customers/intake/customer";

/** One line of an order as a source tells of it. */
export type OrderLineIntake = {
  customer: CustomerIntake;
  /** The source's own order number. */
  orderId: string;
  /** Whether the source calls the order a cancellation or return; a negative total makes it one as well. */
  isCancellation: boolean;
  /** Which line of its order it is, counted from 1 in the source's order: with the order number its identity. */
  lineNo: number;
  /** ISO moment. */
  orderedAt: string;
  channel?: string;
  product?: { code: string; name?: string };
  category?: string;
  quantity: number;
  /** What the line adds to the order, in minor units; negative for what goes back. */
  amountMinor: number;
};

/** What became of one line. "elsewhere": its order belongs to another customer. */
export type LineOutcome = "created" | "changed" | "unchanged" | "erased" | "elsewhere";

/**
 * Quantity times price in integer minor units, rounded half away from zero. The product is taken to ten digits first,
 * so that 1.005 × 100, which binary keeps as 100.49999…, is one hundred and a half.
 */
export function lineAmount(quantity: number, price: number, minorPerUnit: number): number {
  const exact = quantity * price * minorPerUnit;
  const rounded = Math.round(Math.abs(Number(exact.toPrecision(12))));
  return exact < 0 ? -rounded : rounded;
}

/** Several orders together, in minor units. */
export type OrderTotals = { orders: number; customers: number; amountMinor: number };
