import type { Rule, RuleNode } from "@/lib/segments/rule";
import { type EVENTS, eventNo } from "./population";

/** Fifteen segments of the kinds that teams build, each as a rule and as the best SQL that we can write for it by hand. */
export type Representative = {
  name: string;
  rule: (ids: Record<string, string>) => Rule;
  byHand: (nos: Record<string, number>) => string;
};

type EventName = (typeof EVENTS)[number];
const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const any = (...children: RuleNode[]): RuleNode => ({ kind: "any", children });
const not = (child: RuleNode): RuleNode => ({ kind: "not", child });
type FieldNode = Extract<RuleNode, { kind: "field" }>;
const field = (name: FieldNode["field"], test: FieldNode["test"]): RuleNode => ({
  kind: "field",
  field: name,
  test,
});
const attribute = (key: string, test: FieldNode["test"]): RuleNode => ({
  kind: "attribute",
  attribute: key,
  test,
});
const atLeast = (value: number) => ({ op: "atLeast" as const, value });
const last = (count: number) => ({ kind: "last" as const, count, unit: "days" as const });
const did = (event: EventName, days: number, times = 1, category?: string): RuleNode => ({
  kind: "event",
  event,
  count: atLeast(times),
  window: last(days),
  ...(category
    ? { where: [{ property: "category", type: "text", test: { op: "is", value: category } }] }
    : {}),
});
type OrdersNode = Extract<RuleNode, { kind: "orders" }>;
const orders = (
  figure: OrdersNode["figure"],
  test: OrdersNode["test"],
  rest: Pick<OrdersNode, "window" | "where"> = {},
): RuleNode => ({ kind: "orders", figure, test, ...rest });
const inSegment = (segmentId = ""): RuleNode => ({ kind: "segment", segmentId });
const optedIn: RuleNode = { kind: "consent", channel: "email", status: "in" };
const score = (name: Extract<RuleNode, { kind: "score" }>["score"], least: number): RuleNode => ({
  kind: "score",
  score: name,
  test: atLeast(least),
});

const ws = "workspace_id = $ws";
const base = `c.${ws} and c.erased_at is null`;
const person = `select c.no as customer_no from customers c where ${base}`;
const withFigures = `select c.no as customer_no from customers c join customer_metrics m on m.workspace_id = c.workspace_id and m.customer_no = c.no where ${base}`;
const daily = (event: EventName, day: string) =>
  `event_daily where ${ws} and name_no = ${eventNo(event)} and day >= '${day}'`;

export const REPRESENTATIVES: readonly Representative[] = [
  {
    name: "demographic",
    rule: () =>
      all(
        field("country", { op: "is", value: "DE" }),
        field("gender", { op: "is", value: "female" }),
        field("birthDate", { op: "isBetweenDays", from: "1991-01-01", to: "2000-12-31" }),
      ),
    byHand: () =>
      `${person} and country = 'DE' and gender = 'female' and birth_date >= '1991-01-01' and birth_date < '2001-01-01'`,
  },
  {
    name: "rare city, VIP",
    rule: () =>
      all(
        field("city", { op: "is", value: "NO-17" }),
        attribute("vip", { op: "isTrue" }),
        field("income", atLeast(30_000)),
      ),
    byHand: () => `${person} and city = 'NO-17' and attrs @> '{"vip": true}' and income >= 30000`,
  },
  {
    name: "lapsed buyers",
    rule: () => all(orders("count", atLeast(2)), orders("daysSinceLast", { op: "moreThan", value: 180 })),
    byHand: () => `${withFigures} and order_count >= 2 and last_order_at < '2025-07-05'`,
  },
  {
    name: "three views of a category",
    rule: () => all(did("product_viewed", 30, 3, "3")),
    byHand: () =>
      `select customer_no from event_property_daily where ${ws} and name_no = ${eventNo("product_viewed")} and key = 'category' and value = '3' and day >= '2025-12-02' group by customer_no having sum(count) >= 3`,
  },
  {
    name: "three views",
    rule: () => all(did("product_viewed", 30, 3)),
    byHand: () =>
      `select customer_no from ${daily("product_viewed", "2025-12-02")} group by customer_no having sum(count) >= 3`,
  },
  {
    name: "did not open",
    rule: () => all(optedIn, not(did("email_opened", 60))),
    byHand: () =>
      `${person} and consent_email = 'in' and not exists (select from ${daily("email_opened", "2025-11-02")} and customer_no = c.no)`,
  },
  {
    name: "eight nested conditions",
    rule: () =>
      all(
        any(
          field("country", { op: "isAnyOf", values: ["DE", "AT", "CH"] }),
          field("language", { op: "is", value: "de" }),
        ),
        any(
          orders("spend", atLeast(50_000)),
          attribute("points", atLeast(1000)),
          attribute("plan", { op: "is", value: "pro" }),
        ),
        not(attribute("interests", { op: "hasAnyOf", values: ["running"] })),
        any(orders("daysSinceLast", { op: "atMost", value: 90 }), did("added_to_cart", 14)),
      ),
    byHand: () =>
      `${withFigures} and (country in ('DE', 'AT', 'CH') or language = 'de') and (spend_minor >= 50000 or (attrs -> 'points')::numeric >= 1000 or attrs @> '{"plan": "pro"}')
        and (attrs @> '{"interests": ["running"]}') is not true and (last_order_at >= '2025-10-03' or c.no in (select customer_no from ${daily("added_to_cart", "2025-12-18")}))`,
  },
  {
    name: "of other segments",
    rule: (ids) =>
      all(
        inSegment(ids["lapsed buyers"]),
        not(inSegment(ids["did not open"])),
        field("income", atLeast(50_000)),
      ),
    byHand: (nos) =>
      `${person} and income >= 50000 and c.no in (select customer_no from segment_members where ${ws} and segment_no = ${nos["lapsed buyers"]})
        and not exists (select from segment_members s where s.${ws} and s.segment_no = ${nos["did not open"]} and s.customer_no = c.no)`,
  },
  {
    name: "bought a category twice",
    rule: () =>
      all(
        orders("count", atLeast(2), { window: last(90), where: { by: "category", anyOf: ["Category 8"] } }),
      ),
    byHand: () =>
      `select customer_no from order_lines where ${ws} and category_no = 8 and ordered_at >= '2025-10-03' and amount_minor >= 0 group by customer_no having count(distinct order_no) >= 2`,
  },
  {
    name: "spent in 90 days",
    rule: () => all(orders("spend", atLeast(20_000), { window: last(90) })),
    byHand: () =>
      `select customer_no from orders where ${ws} and ordered_at >= '2025-10-03' group by customer_no having sum(amount_minor) >= 20000`,
  },
  {
    name: "abandoned cart",
    rule: () => all(did("added_to_cart", 7), not(did("purchased", 7))),
    byHand: () =>
      `${person} and c.no in (select customer_no from ${daily("added_to_cart", "2025-12-25")}) and not exists (select from ${daily("purchased", "2025-12-25")} and customer_no = c.no)`,
  },
  {
    name: "own attributes",
    rule: () =>
      all(
        attribute("plan", { op: "is", value: "pro" }),
        attribute("nps", { op: "atMost", value: 6 }),
        attribute("interests", { op: "hasAnyOf", values: ["hiking"] }),
      ),
    byHand: () =>
      `${person} and attrs @> '{"plan": "pro", "interests": ["hiking"]}' and (attrs -> 'nps')::numeric <= 6`,
  },
  {
    name: "birthday this week",
    rule: () => all(field("birthDate", { op: "hasAnniversaryWithin", days: 7 }), optedIn),
    byHand: () =>
      `${person} and (extract(month from birth_date) * 100 + extract(day from birth_date))::int between 101 and 108 and consent_email = 'in'`,
  },
  {
    name: "at most two visits",
    rule: () =>
      all(
        field("firstSeenAt", { op: "isMoreThanAgo", count: 365, unit: "days" }),
        not(did("page_viewed", 90, 3)),
      ),
    byHand: () =>
      `${person} and first_seen_at < '2025-01-01' and not exists (select from (select customer_no from ${daily("page_viewed", "2025-10-03")} group by customer_no having sum(count) >= 3) v where v.customer_no = c.no)`,
  },
  {
    name: "champions",
    rule: () =>
      all(score("recency", 4), score("frequency", 4), score("monetary", 4), score("engagement", 50)),
    byHand: () =>
      `${withFigures} and rfm_recency >= 4 and rfm_frequency >= 4 and rfm_monetary >= 4 and engagement >= 50`,
  },
];
