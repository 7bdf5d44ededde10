import { addDays } from "@/lib/days";
import type { RuleCondition } from "../../rule";
import { atLeast, did, eventLike, field, hasBuyers, lastDays, not, ordered, quoted, rhythmOf } from "../find";
import type { Template } from "../template";

const lastOrder = (from: number, to?: number): RuleCondition => ({
  kind: "orders",
  figure: "daysSinceLast",
  test: to === undefined ? atLeast(from) : { op: "isBetween", from, to },
});
const once: RuleCondition = ordered({ op: "equals", value: 1 });
const spent = (value: number): RuleCondition => ({ kind: "orders", figure: "spend", test: atLeast(value) });

/** Behavioural and value: what people do and what they are worth, by the workspace's own rhythm and amounts. */
export const BUYING_TEMPLATES: readonly Template[] = [
  {
    key: "new-customers",
    dimension: "behavioural",
    name: "New in the last 30 days",
    use: "Welcome them while they remember why they came.",
    needs: "customers",
    make: (data) =>
      data.customers > 0
        ? { conditions: [field("firstSeenAt", { op: "isInLast", count: 30, unit: "days" })] }
        : null,
  },
  {
    key: "first-order",
    dimension: "behavioural",
    name: "First order in the last 30 days",
    use: "The second order decides: help them to it.",
    needs: "orders",
    make: (data) =>
      hasBuyers(data)
        ? { conditions: [{ kind: "orders", figure: "daysSinceFirst", test: { op: "atMost", value: 30 } }] }
        : null,
  },
  {
    key: "registered-never-bought",
    dimension: "behavioural",
    name: "Known for 30 days, never ordered",
    use: "A first small offer, or a question what is missing.",
    needs: "orders",
    make: (data) =>
      hasBuyers(data)
        ? {
            conditions: [
              ordered({ op: "equals", value: 0 }),
              field("firstSeenAt", { op: "isMoreThanAgo", count: 30, unit: "days" }),
            ],
          }
        : null,
  },
  {
    key: "one-time-late",
    dimension: "behavioural",
    name: "One-time buyers past the usual rhythm",
    use: "The last good moment for a second order.",
    needs: "customers who ordered more than once, to know the rhythm",
    make(data) {
      const rhythm = rhythmOf(data);
      return rhythm && { conditions: [once, lastOrder(rhythm.due + 1)] };
    },
  },
  {
    key: "order-due",
    dimension: "behavioural",
    name: "Next order is due",
    use: "A reminder now meets a need that is there.",
    needs: "customers who ordered more than once, to know the rhythm",
    make(data) {
      const rhythm = rhythmOf(data);
      return (
        rhythm && { conditions: [ordered(atLeast(2)), lastOrder(Math.round(rhythm.due * 0.8), rhythm.late)] }
      );
    },
  },
  {
    key: "cart-abandoned",
    dimension: "behavioural",
    name: "Filled a basket, did not order",
    use: "Remind them of what is waiting, within days.",
    needs: "an event for a filled basket, and orders",
    make(data) {
      const event = eventLike(data, /\b(cart|basket)\b/, /checkout started/, /product added/);
      return event && hasBuyers(data)
        ? { conditions: [did(event, lastDays(7)), not(ordered(atLeast(1), lastDays(7)))] }
        : null;
    },
  },
  {
    key: "browsed-only",
    dimension: "behavioural",
    name: "Looked at products, did not order",
    use: "Show what they looked at, and what goes with it.",
    needs: "an event for viewed products, and orders",
    make(data) {
      const event = eventLike(data, /product viewed|viewed a product|product page/);
      return event && hasBuyers(data)
        ? { conditions: [did(event, lastDays(14), 3), not(ordered(atLeast(1), lastDays(14)))] }
        : null;
    },
  },
  {
    key: "category-loyal",
    dimension: "behavioural",
    name: "Regulars of the strongest category",
    use: "Tell them first what is new in it.",
    needs: "order lines with categories",
    make(data) {
      const [category] = data.categories;
      return category
        ? {
            conditions: [ordered(atLeast(3), lastDays(365), category)],
            name: `Regulars of ${quoted(category)}`,
          }
        : null;
    },
  },
  {
    key: "category-next",
    dimension: "behavioural",
    name: "Buy the first category, never the second",
    use: "The nearest thing to sell them next.",
    needs: "order lines with at least two categories",
    make(data) {
      const [first, second] = data.categories;
      return first && second
        ? {
            conditions: [
              ordered(atLeast(2), lastDays(365), first),
              not(ordered(atLeast(1), undefined, second)),
            ],
            name: `Buy ${quoted(first)}, never ${quoted(second)}`,
          }
        : null;
    },
  },
  {
    key: "refill",
    dimension: "needs",
    name: "Running low",
    use: "Offer a refill or a subscription before they go elsewhere.",
    needs: "order lines with categories, and customers who ordered more than once",
    make(data) {
      const [category] = data.categories;
      const rhythm = rhythmOf(data);
      return category && rhythm
        ? {
            conditions: [
              ordered(atLeast(2), lastDays(365), category),
              not(ordered(atLeast(1), lastDays(rhythm.due), category)),
            ],
            name: `Running low on ${quoted(category)}`,
          }
        : null;
    },
  },
  {
    key: "christmas-only",
    dimension: "situational",
    name: "Bought before Christmas, not since",
    use: "Gift buyers: come back to them in November.",
    needs: "orders of last December",
    make(data) {
      if (!hasBuyers(data)) return null;
      const year = Number(data.today.slice(0, 4)) - 1;
      const season: RuleCondition = ordered(atLeast(1), {
        kind: "between",
        from: `${year}-11-15`,
        to: `${year}-12-24`,
      });
      return {
        conditions: [season, not(ordered(atLeast(1), { kind: "since", from: addDays(`${year}-12-24`, 1) }))],
      };
    },
  },
  {
    key: "best-customers",
    dimension: "value",
    name: "Best tenth by spend",
    use: "Early access and a personal contact: do not discount them.",
    needs: "orders",
    make: ({ orders, ...data }) =>
      orders && orders.spendHigh > 0 && hasBuyers({ orders, ...data })
        ? { conditions: [spent(orders.spendHigh)] }
        : null,
  },
  {
    key: "lapsed-best",
    dimension: "value",
    name: "Lapsed best customers",
    use: "Worth a call: they cost most to lose.",
    needs: "orders, and customers who ordered more than once",
    make(data) {
      const rhythm = rhythmOf(data);
      return rhythm && data.orders && data.orders.spendHigh > 0
        ? { conditions: [spent(data.orders.spendHigh), lastOrder(Math.max(60, rhythm.late))] }
        : null;
    },
  },
  {
    key: "big-baskets",
    dimension: "value",
    name: "Big baskets",
    use: "Bundles and free delivery above their amount.",
    needs: "orders",
    make: (data) =>
      hasBuyers(data) && data.orders && data.orders.averageHigh > 0
        ? { conditions: [{ kind: "orders", figure: "average", test: atLeast(data.orders.averageHigh) }] }
        : null,
  },
  {
    key: "bargain-hunters",
    dimension: "value",
    name: "Bargain hunters",
    use: "Often and little: clear stock here, keep prices elsewhere.",
    needs: "customers who ordered more than once",
    make: (data) =>
      rhythmOf(data) && data.orders && data.orders.averageLow > 0
        ? {
            conditions: [
              ordered(atLeast(3), lastDays(365)),
              { kind: "orders", figure: "average", test: { op: "atMost", value: data.orders.averageLow } },
            ],
          }
        : null,
  },
  {
    key: "champions",
    dimension: "value",
    name: "Champions and loyal customers",
    use: "Ask for reviews and recommendations.",
    needs: "orders",
    make: (data) =>
      hasBuyers(data)
        ? {
            conditions: [
              {
                kind: "standing",
                standing: "rfmGroup",
                test: { op: "isAnyOf", values: ["champions", "loyal"] },
              },
            ],
          }
        : null,
  },
  {
    key: "cannot-lose",
    dimension: "value",
    name: "At risk, once frequent",
    use: "Win back by hand before they are lost.",
    needs: "customers who ordered more than once",
    make: (data) =>
      rhythmOf(data)
        ? {
            conditions: [
              {
                kind: "standing",
                standing: "rfmGroup",
                test: { op: "isAnyOf", values: ["atRisk", "cannotLose"] },
              },
            ],
          }
        : null,
  },
];
