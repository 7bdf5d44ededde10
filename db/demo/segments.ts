import type { Dimension } from "@/lib/segments/dimension";
import type { Rule, RuleNode } from "@/lib/segments/rule";
import type { TeamKey } from "./team";

export type DemoSegment = {
  key: string;
  name: string;
  description: string;
  dimension: Dimension;
  parent?: string;
  owner?: TeamKey;
  /** Who has it now, when the owner gave it away. */
  handedOver?: { to: TeamKey; note: string };
  rule: (ids: DemoIds) => Rule;
  /** An earlier rule: the demo starts with it and changes it after some weeks, with this note. */
  before?: { rule: (ids: DemoIds) => Rule; note: string };
};
export type DemoIds = { segment: (key: string) => string; surveyId: string };

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const any = (...children: RuleNode[]): Rule => ({ kind: "any", children });
const not = (child: RuleNode): RuleNode => ({ kind: "not", child });
const days = (count: number) => ({ kind: "last", count, unit: "days" }) as const;
const bought = (categories: string[], times: number, within?: number): RuleNode => ({
  kind: "orders",
  figure: "count",
  test: { op: "atLeast", value: times },
  where: { by: "category", anyOf: categories },
  ...(within !== undefined && { window: days(within) }),
});
const did = (event: string, times: number, within: number): RuleNode => ({
  kind: "event",
  event,
  count: { op: "atLeast", value: times },
  window: days(within),
});
const spent = (minor: number, within?: number): RuleNode => ({
  kind: "orders",
  figure: "spend",
  test: { op: "atLeast", value: minor },
  ...(within !== undefined && { window: days(within) }),
});

/** Macro to micro, over all ten dimensions. Parents stand before their children. */
export const SEGMENTS: readonly DemoSegment[] = [
  {
    key: "home",
    name: "Home & family",
    dimension: "needs",
    owner: "june",
    description: "Households that furnish, feed and clean with us.",
    rule: () => any(bought(["Home", "Kitchen", "Garden", "Baby", "Toys", "Household"], 1, 365)),
  },
  {
    key: "parents",
    name: "New parents",
    parent: "home",
    dimension: "needs",
    owner: "june",
    description: "A child under two at home, or nappies in the basket.",
    rule: () =>
      any(bought(["Baby"], 1, 180), {
        kind: "attribute",
        attribute: "child_birth_month",
        test: { op: "isInLast", count: 24, unit: "months" },
      }),
    before: {
      rule: () => all(bought(["Baby"], 2, 180)),
      note: "Also those whose child’s birth month we know",
    },
  },
  {
    key: "firstChild",
    name: "First child, 0–6 months",
    parent: "parents",
    dimension: "situational",
    owner: "june",
    description: "The months in which everything is bought for the first time.",
    rule: () =>
      all({
        kind: "attribute",
        attribute: "child_birth_month",
        test: { op: "isInLast", count: 6, unit: "months" },
      }),
  },
  {
    key: "nappies",
    name: "Nappy refillers",
    parent: "parents",
    dimension: "product usage",
    description: "Buy for a baby again and again.",
    rule: () => all(bought(["Baby"], 3, 120)),
  },
  {
    key: "weekend",
    name: "Weekend basket builders",
    parent: "home",
    dimension: "behavioural",
    owner: "iben",
    description: "Large baskets for the home, far apart.",
    rule: () =>
      all(bought(["Home", "Kitchen", "Garden"], 2, 365), {
        kind: "orders",
        figure: "average",
        test: { op: "atLeast", value: 6000 },
      }),
  },
  {
    key: "refill",
    name: "Refill subscribers",
    parent: "home",
    dimension: "product usage",
    owner: "june",
    handedOver: { to: "marek", note: "You know the plan’s numbers" },
    description: "On a refill plan that is not paused.",
    rule: () =>
      all({
        kind: "attribute",
        attribute: "refill_plan",
        test: { op: "isAnyOf", values: ["monthly", "six weeks"] },
      }),
  },
  {
    key: "gourmet",
    name: "Gourmet",
    dimension: "psychographic",
    owner: "ada",
    description: "Taste first: coffee, tea and the pantry.",
    rule: () => any(bought(["Coffee", "Tea", "Brewing", "Pantry"], 1, 365)),
  },
  {
    key: "coffee",
    name: "Coffee & tea regulars",
    parent: "gourmet",
    dimension: "behavioural",
    owner: "ada",
    description: "Two orders or more of coffee or tea in 90 days.",
    rule: () => all(bought(["Coffee", "Tea"], 2, 90)),
    before: {
      rule: () => all(bought(["Coffee", "Tea"], 2, 60)),
      note: "90 days instead of 60: the six-week drinkers were missing",
    },
  },
  {
    key: "quiet",
    name: "Quiet on e-mail",
    parent: "coffee",
    dimension: "technographic",
    owner: "ada",
    description: "Regulars who have opened nothing for 60 days and spend well.",
    rule: () => all(not(did("email_opened", 1, 60)), spent(12_000, 365)),
  },
  {
    key: "panel",
    name: "Panel: taste and origin",
    parent: "gourmet",
    dimension: "psychographic",
    description: "Said in the panel that taste or origin matters most.",
    rule: ({ surveyId }) =>
      any(
        {
          kind: "survey",
          survey: surveyId,
          question: "values",
          test: { op: "isAnyOf", values: ["good taste"] },
        },
        {
          kind: "survey",
          survey: surveyId,
          question: "motive",
          test: { op: "isAnyOf", values: ["origin", "quality"] },
        },
      ),
  },
  {
    key: "value",
    name: "Value",
    dimension: "value",
    owner: "tomas",
    description: "People whose spend or loyalty carries the shop.",
    rule: () =>
      any(spent(40_000, 365), { kind: "score", score: "monetary", test: { op: "atLeast", value: 5 } }),
  },
  {
    key: "lapsedVip",
    name: "Lapsed VIPs",
    parent: "value",
    dimension: "value",
    owner: "tomas",
    description: "High spenders who have not ordered for 75 days.",
    rule: () =>
      all(
        { kind: "orders", figure: "daysSinceLast", test: { op: "atLeast", value: 75 } },
        { kind: "orders", figure: "count", test: { op: "atLeast", value: 4 } },
      ),
  },
  {
    key: "champions",
    name: "Champions",
    parent: "value",
    dimension: "value",
    owner: "marek",
    description: "Bought lately, often and for much: RFM 4 or 5 on all three.",
    rule: () =>
      all(
        { kind: "score", score: "recency", test: { op: "atLeast", value: 4 } },
        { kind: "score", score: "frequency", test: { op: "atLeast", value: 4 } },
        { kind: "score", score: "monetary", test: { op: "atLeast", value: 4 } },
      ),
  },
  {
    key: "digital",
    name: "Digital",
    dimension: "technographic",
    description: "Seen in the app or on the site in the last 60 days.",
    rule: () => any(did("app_opened", 1, 60), did("web_visit", 1, 60)),
  },
  {
    key: "appOnly",
    name: "App-only browsers",
    parent: "digital",
    dimension: "technographic",
    description: "Open the app often, buy little.",
    rule: () =>
      all(did("app_opened", 4, 60), not(did("web_visit", 1, 60)), {
        kind: "orders",
        figure: "count",
        test: { op: "atMost", value: 2 },
        window: days(180),
      }),
  },
  {
    key: "price",
    name: "Price-alert switchers",
    parent: "digital",
    dimension: "behavioural",
    owner: "tomas",
    description: "Buy what is reduced, and open what says so.",
    rule: () => all(bought(["Sale"], 1, 240), any(did("email_opened", 1, 90), did("web_visit", 3, 60))),
  },
  {
    key: "offices",
    name: "Offices",
    dimension: "firmographic",
    owner: "iben",
    description: "Companies that buy coffee for their people.",
    rule: () => all({ kind: "field", field: "company", test: { op: "isKnown" } }),
  },
  {
    key: "bigOffices",
    name: "Offices of 50 and more",
    parent: "offices",
    dimension: "firmographic",
    description: "Large enough for a machine and a contract.",
    rule: () => all({ kind: "field", field: "companySize", test: { op: "atLeast", value: 50 } }),
  },
  {
    key: "copenhagen",
    name: "Copenhagen, within reach of the shop",
    dimension: "geographic",
    owner: "noor",
    description: "Can pick up the same day.",
    rule: () =>
      all({ kind: "field", field: "city", test: { op: "isAnyOf", values: ["Copenhagen", "Frederiksberg"] } }),
  },
  {
    key: "young",
    name: "Under 35",
    dimension: "demographic",
    description: "Where growth comes from.",
    rule: () => all({ kind: "field", field: "age", test: { op: "lessThan", value: 35 } }),
  },
];
