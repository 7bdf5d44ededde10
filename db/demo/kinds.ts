import type { Category } from "./goods";

/** A kind of customer: what they buy, when, how often, how they are reached, and how fast they leave. */
export type Kind = {
  share: number;
  /** Mean days between two orders, and the chance each month to stop buying. */
  gap: number;
  churn: number;
  basket: Partial<Record<Category, number>>;
  /** Lines of an order. */
  lines: [number, number];
  /** Order hours as [weekday 0 = Monday, from hour, to hour]; the rest of the orders fall anywhere. */
  rhythm: readonly (readonly [number, number, number])[];
  rhythmShare: number;
  opens: number;
  clicks: number;
  /** Visits a month, and how many of them are in the app. */
  visits: number;
  app: number;
  age: [number, number];
  female: number;
};

export const KINDS = {
  coffee: {
    share: 0.13,
    gap: 25,
    churn: 0.02,
    basket: { Coffee: 6, Tea: 3, Brewing: 1, Pantry: 1 },
    lines: [2, 4],
    rhythm: [
      [5, 8, 11],
      [5, 8, 11],
      [6, 9, 12],
    ],
    rhythmShare: 0.55,
    opens: 0.12,
    clicks: 0.1,
    visits: 2.2,
    app: 0.2,
    age: [34, 68],
    female: 0.48,
  },
  parent: {
    share: 0.14,
    gap: 28,
    churn: 0.03,
    basket: { Baby: 7, Toys: 2, Household: 2, Pantry: 1 },
    lines: [2, 4],
    rhythm: [
      [0, 20, 23],
      [1, 20, 23],
      [2, 20, 23],
      [3, 20, 23],
    ],
    rhythmShare: 0.5,
    opens: 0.34,
    clicks: 0.2,
    visits: 4,
    app: 0.6,
    age: [25, 39],
    female: 0.7,
  },
  weekend: {
    share: 0.18,
    gap: 58,
    churn: 0.03,
    basket: { Home: 4, Kitchen: 3, Garden: 2, Pantry: 1, Gifts: 1 },
    lines: [1, 4],
    rhythm: [
      [6, 10, 16],
      [5, 13, 18],
    ],
    rhythmShare: 0.6,
    opens: 0.28,
    clicks: 0.14,
    visits: 2,
    app: 0.15,
    age: [30, 62],
    female: 0.58,
  },
  refill: {
    share: 0.09,
    gap: 31,
    churn: 0.015,
    basket: { Household: 6, Coffee: 3, Pantry: 1 },
    lines: [2, 3],
    rhythm: [
      [0, 7, 9],
      [1, 7, 9],
    ],
    rhythmShare: 0.4,
    opens: 0.25,
    clicks: 0.12,
    visits: 1.2,
    app: 0.5,
    age: [28, 60],
    female: 0.55,
  },
  gifts: {
    share: 0.14,
    gap: 150,
    churn: 0.03,
    basket: { Gifts: 6, Home: 2, Toys: 2, Tea: 1 },
    lines: [1, 3],
    rhythm: [
      [3, 18, 21],
      [4, 18, 21],
    ],
    rhythmShare: 0.3,
    opens: 0.22,
    clicks: 0.1,
    visits: 0.8,
    app: 0.1,
    age: [35, 74],
    female: 0.62,
  },
  vip: {
    share: 0.05,
    gap: 22,
    churn: 0.085,
    basket: { Coffee: 3, Home: 3, Kitchen: 3, Gifts: 1 },
    lines: [3, 6],
    rhythm: [
      [4, 19, 22],
      [5, 9, 12],
    ],
    rhythmShare: 0.4,
    opens: 0.3,
    clicks: 0.16,
    visits: 2.4,
    app: 0.25,
    age: [38, 66],
    female: 0.52,
  },
  price: {
    share: 0.12,
    gap: 64,
    churn: 0.04,
    basket: { Sale: 7, Pantry: 2, Household: 2 },
    lines: [1, 2],
    rhythm: [
      [2, 12, 14],
      [3, 12, 14],
    ],
    rhythmShare: 0.4,
    opens: 0.52,
    clicks: 0.34,
    visits: 5,
    app: 0.2,
    age: [20, 55],
    female: 0.5,
  },
  browser: {
    share: 0.09,
    gap: 210,
    churn: 0.05,
    basket: { Home: 2, Toys: 1, Sale: 2, Gifts: 1 },
    lines: [1, 2],
    rhythm: [[6, 21, 23]],
    rhythmShare: 0.3,
    opens: 0.18,
    clicks: 0.08,
    visits: 7,
    app: 0.95,
    age: [18, 34],
    female: 0.55,
  },
  office: {
    share: 0.03,
    gap: 29,
    churn: 0.012,
    basket: { Office: 7, Coffee: 2, Tea: 1 },
    lines: [2, 4],
    rhythm: [
      [1, 9, 12],
      [2, 9, 12],
    ],
    rhythmShare: 0.7,
    opens: 0.3,
    clicks: 0.2,
    visits: 1.5,
    app: 0.05,
    age: [28, 58],
    female: 0.5,
  },
  once: {
    share: 0.03,
    gap: 900,
    churn: 0.2,
    basket: { Gifts: 3, Sale: 3, Pantry: 1 },
    lines: [1, 1],
    rhythm: [],
    rhythmShare: 0,
    opens: 0.08,
    clicks: 0.03,
    visits: 0.3,
    app: 0.2,
    age: [20, 70],
    female: 0.55,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_SHARES = Object.fromEntries(
  Object.entries(KINDS).map(([name, kind]) => [name, kind.share]),
) as Record<KindName, number>;
