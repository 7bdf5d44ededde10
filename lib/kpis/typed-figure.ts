import type { Sums, Tally } from "./tally";
import type { Unit } from "./unit";

/** Figures of the catalogue that can be typed, because Facet may not see all of them. Typed values add to what was counted. */
export const TYPED_FIGURES = {
  cost: { label: "Cost", unit: "money", sum: "costMinor" },
  revenue: { label: "Revenue", unit: "money", sum: "revenueMinor" },
  orders: { label: "Orders", unit: "count", sum: "orders" },
  newBuyers: { label: "New buyers", unit: "people", sum: "newBuyers" },
  visits: { label: "Visits", unit: "count", sum: "visits" },
  sent: { label: "Sent", unit: "count", sum: "sent" },
  bounced: { label: "Bounced", unit: "count", sum: "bounced" },
  opened: { label: "Unique opens", unit: "count", sum: "opened" },
  clicked: { label: "Unique clicks", unit: "count", sum: "clicked" },
  unsubscribed: { label: "Unsubscribes", unit: "count", sum: "unsubscribed" },
  complained: { label: "Complaints", unit: "count", sum: "complained" },
  margin: { label: "Contribution margin", unit: "share", sum: null },
} as const satisfies Record<string, { label: string; unit: Unit; sum: keyof Sums | null }>;
export type TypedFigure = keyof typeof TYPED_FIGURES;
export const TYPED_FIGURE_KEYS = Object.keys(TYPED_FIGURES) as TypedFigure[];

export function isTypedFigure(figure: string): figure is TypedFigure {
  return figure in TYPED_FIGURES;
}

/** What a figure is called: of the catalogue, or of the workspace's own as it was named. */
export function figureLabel(figure: string): string {
  return isTypedFigure(figure) ? TYPED_FIGURES[figure].label : figure;
}

export function figureUnit(figure: string): Unit {
  return isTypedFigure(figure) ? TYPED_FIGURES[figure].unit : "count";
}

/** The tally with what was typed for the period added. */
export function withTyped(tally: Tally, typed: readonly { figure: string; value: number }[]): Tally {
  const sum = { ...tally };
  for (const { figure, value } of typed) {
    const key = isTypedFigure(figure) ? TYPED_FIGURES[figure].sum : null;
    if (key) sum[key] += value;
  }
  return sum;
}
