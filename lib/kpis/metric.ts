/** A KPI as a table of facts. `polarity` says which direction is good. */
export const METRICS = {
  members: { label: "Members", unit: "people", polarity: "up", formula: "customers in the segment" },
  revenue: {
    label: "Revenue",
    unit: "money",
    polarity: "up",
    formula: "sum of order amounts, returns netted out",
  },
  orders: { label: "Orders", unit: "count", polarity: "up", formula: "orders, returns not counted" },
  averageOrderValue: {
    label: "Average order value",
    unit: "money",
    polarity: "up",
    formula: "revenue ÷ orders",
  },
  repeatRate: {
    label: "Repeat rate",
    unit: "share",
    polarity: "up",
    formula: "buyers with a second or later order ÷ buyers",
  },
} as const;
export type Metric = keyof typeof METRICS;
export const METRIC_KEYS = Object.keys(METRICS) as Metric[];
