import { describe, expect, it } from "vitest";
import type { Standing } from "@/lib/customers/scores/standings";
import { EMPTY_CATALOGUE, type RuleCatalogue } from "./catalogue/catalogue";
import type { NumberTest, ValueTest } from "./operators";
import type { EventFigure, Rule, RuleNode } from "./rule";
import { nodeSentence, ruleSentence, sentenceTokens } from "./sentence";

const attribute = { dimension: "demographic", choices: [], special: null, isPersonal: false } as const;
const catalogue: RuleCatalogue = {
  ...EMPTY_CATALOGUE,
  attributes: [
    { ...attribute, key: "plan", label: "Plan", type: "choice", choices: [] },
    { ...attribute, key: "interests", label: "Interests", type: "choices", choices: [] },
    { ...attribute, key: "vip", label: "VIP", type: "boolean", choices: [] },
    { ...attribute, key: "renewal", label: "Renewal date", type: "date", choices: [] },
    { ...attribute, key: "points", label: "Loyalty points", type: "number", choices: [] },
  ],
  events: [
    { no: 1, name: "email_opened", label: "E-mail opened", properties: [] },
    { no: 2, name: "store_visit", label: "Store visit", properties: [] },
  ],
  segments: [{ id: "s1", no: 1, name: "Staff", isArchived: false, dependsOn: [] }],
  products: [{ no: 1, externalId: "sku-1", name: "Espresso cups" }],
  surveys: [
    {
      id: "v1",
      name: "NPS",
      questions: [{ no: 1, key: "nps", text: "How likely?", type: "scale", choices: [] }],
    },
  ],
};
const not = (child: RuleNode): RuleNode => ({ kind: "not", child });
/** Thin and no-break spaces as plain ones, to read the examples. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");
const said = (node: RuleNode) => plain(nodeSentence(node, catalogue));

const ordersTwice: RuleNode = {
  kind: "orders",
  figure: "count",
  test: { op: "atLeast", value: 2 },
  window: { kind: "last", count: 90, unit: "days" },
  where: { by: "category", anyOf: ["Coffee", "Tea"] },
};
const opened: RuleNode = {
  kind: "event",
  event: "email_opened",
  count: { op: "atLeast", value: 1 },
  window: { kind: "last", count: 60, unit: "days" },
};
const spent: RuleNode = { kind: "orders", figure: "spend", test: { op: "atLeast", value: 32_000 } };
const staff: RuleNode = { kind: "segment", segmentId: "s1" };

describe("whole rules", () => {
  it("reads as the product promises", () => {
    const rule: Rule = {
      kind: "all",
      children: [ordersTwice, { kind: "any", children: [not(opened), spent] }, not(staff)],
    };
    expect(plain(ruleSentence(rule, catalogue))).toBe(
      "Customers who placed an order at least 2 times in the last 90 days where category is Coffee or Tea, and (did not open an e-mail in the last 60 days or spent at least 320 €), and are not in “Staff”",
    );
  });
  it("none of and not any of are said as not … and not …", () => {
    const wanted = "Customers who did not open an e-mail in the last 60 days, and are not in “Staff”";
    expect(plain(ruleSentence({ kind: "none", children: [opened, staff] }, catalogue))).toBe(wanted);
    expect(
      plain(
        ruleSentence({ kind: "all", children: [not({ kind: "any", children: [opened, staff] })] }, catalogue),
      ),
    ).toBe(wanted);
  });
  it("not all of is said as not … or not …", () => {
    const rule: Rule = { kind: "all", children: [spent, not({ kind: "all", children: [opened, staff] })] };
    expect(plain(ruleSentence(rule, catalogue))).toBe(
      "Customers who spent at least 320 €, and (did not open an e-mail in the last 60 days or are not in “Staff”)",
    );
  });
  it("everyone, nothing yet, and conditions that are off", () => {
    expect(ruleSentence({ kind: "all", children: [{ kind: "everyone" }] }, catalogue)).toBe("All customers");
    expect(ruleSentence({ kind: "all", children: [] }, catalogue)).toBe("Customers who …");
    const rule: Rule = { kind: "all", children: [{ ...opened, isOff: true }, staff] };
    expect(ruleSentence(rule, catalogue)).toBe("Customers who are in “Staff”");
  });
  it("each token knows its node", () => {
    const tokens = sentenceTokens({ kind: "all", children: [staff, not(spent)] }, catalogue);
    expect(tokens.map(({ text }) => plain(text)).join("")).toBe(
      "Customers who are in “Staff”, and spent less than 320 €",
    );
    expect(tokens.find(({ kind, text }) => kind === "subject" && text === "“Staff”")?.path).toEqual([0]);
    expect(tokens.find(({ text }) => text === "spent")?.path).toEqual([1, 0]);
  });
});

const field = (
  key: Extract<RuleNode, { kind: "field" }>["field"],
  test: Extract<RuleNode, { kind: "field" }>["test"],
): RuleNode => ({ kind: "field", field: key, test });
const attr = (key: string, test: Extract<RuleNode, { kind: "field" }>["test"]): RuleNode => ({
  kind: "attribute",
  attribute: key,
  test,
});
const orders = (
  figure: Extract<RuleNode, { kind: "orders" }>["figure"],
  test: Extract<RuleNode, { kind: "orders" }>["test"],
): RuleNode => ({ kind: "orders", figure, test });

describe("conditions and their opposites", () => {
  it.each<[RuleNode, string, string]>([
    [
      field("age", { op: "atLeast", value: 30 }),
      "are at least 30 years old",
      "are not at least 30 years old",
    ],
    [
      field("age", { op: "isBetween", from: 30, to: 40 }),
      "are between 30 and 40 years old",
      "are not between 30 and 40 years old",
    ],
    [field("age", { op: "lessThan", value: 30 }), "are younger than 30", "are not younger than 30"],
    [
      field("gender", { op: "isAnyOf", values: ["female", "other"] }),
      "are female or other",
      "are neither female nor other",
    ],
    [
      field("country", { op: "isAnyOf", values: ["DE", "AT", "CH"] }),
      "live in DE, AT or CH",
      "do not live in DE, AT or CH",
    ],
    [
      field("city", { op: "contains", value: "ber" }),
      "have a city that contains “ber”",
      "do not have a city that contains “ber”",
    ],
    [
      field("postcode", { op: "startsWith", value: "10" }),
      "have a postcode that starts with “10”",
      "do not have a postcode that starts with “10”",
    ],
    [
      field("income", { op: "atLeast", value: 60_000 }),
      "have an income of at least 60 000",
      "do not have an income of at least 60 000",
    ],
    [field("email", { op: "isKnown" }), "have a known e-mail", "have no known e-mail"],
    [
      field("birthDate", { op: "hasAnniversaryWithin", days: 14 }),
      "have their birthday in the next 14 days",
      "do not have their birthday in the next 14 days",
    ],
    [
      field("birthDate", { op: "isBefore", day: "1990-05-14" }),
      "were born before 14 May 1990",
      "were not born before 14 May 1990",
    ],
    [
      field("firstSeenAt", { op: "isInLast", count: 1, unit: "months" }),
      "were first seen in the last 1 month",
      "were not first seen in the last 1 month",
    ],
    [attr("plan", { op: "isAnyOf", values: ["Pro"] }), "have the plan Pro", "do not have the plan Pro"],
    [
      attr("interests", { op: "hasAllOf", values: ["Tea", "Hiking"] }),
      "have Tea and Hiking among interests",
      "do not have Tea and Hiking among interests",
    ],
    [attr("vip", { op: "isTrue" }), "have VIP set to yes", "do not have VIP set to yes"],
    [
      attr("renewal", { op: "isInThis", period: "month" }),
      "have a renewal date this month",
      "do not have a renewal date this month",
    ],
    [
      attr("points", { op: "isBetween", from: 1000, to: 2000.5 }),
      "have loyalty points between 1 000 and 2 000.5",
      "do not have loyalty points between 1 000 and 2 000.5",
    ],
    [orders("count", { op: "atLeast", value: 1 }), "placed an order", "did not place an order"],
    [
      orders("count", { op: "atLeast", value: 3 }),
      "placed an order at least 3 times",
      "placed an order fewer than 3 times",
    ],
    [
      orders("count", { op: "atMost", value: 1 }),
      "placed an order at most 1 time",
      "placed an order more than 1 time",
    ],
    [orders("count", { op: "equals", value: 0 }), "did not place an order", "placed an order"],
    [
      orders("count", { op: "equals", value: 2 }),
      "placed an order exactly 2 times",
      "did not place an order exactly 2 times",
    ],
    [orders("spend", { op: "moreThan", value: 1250 }), "spent more than 12.50 €", "spent at most 12.50 €"],
    [
      orders("average", { op: "atLeast", value: 5000 }),
      "have an average order value of at least 50 €",
      "do not have an average order value of at least 50 €",
    ],
    [
      orders("daysSinceLast", { op: "atLeast", value: 180 }),
      "placed their last order at least 180 days ago",
      "did not place their last order at least 180 days ago",
    ],
    [
      { ...ordersTwice, where: { by: "product", anyOf: ["sku-1"] } },
      "placed an order at least 2 times in the last 90 days where product is Espresso cups",
      "placed an order fewer than 2 times in the last 90 days where product is Espresso cups",
    ],
    [opened, "opened an e-mail in the last 60 days", "did not open an e-mail in the last 60 days"],
    [
      {
        kind: "event",
        event: "store_visit",
        count: { op: "atLeast", value: 2 },
        window: { kind: "between", from: "2026-01-01", to: "2026-02-01" },
        where: [
          { property: "store", type: "text", test: { op: "isAnyOf", values: ["Riga", "Oslo"] } },
          { property: "minutes", type: "number", test: { op: "atLeast", value: 10 }, isNot: true },
        ],
      },
      "did “Store visit” at least 2 times between 1 Jan 2026 and 1 Feb 2026 where store is Riga or Oslo and minutes is not at least 10",
      "did “Store visit” fewer than 2 times between 1 Jan 2026 and 1 Feb 2026 where store is Riga or Oslo and minutes is not at least 10",
    ],
    [
      { kind: "consent", channel: "email", status: "in" },
      "are opted in to e-mail",
      "are not opted in to e-mail",
    ],
    [
      { kind: "consent", channel: "sms", status: "unknown" },
      "are without an answer on consent to SMS",
      "are not without an answer on consent to SMS",
    ],
    [staff, "are in “Staff”", "are not in “Staff”"],
    [
      { kind: "segment", segmentId: "gone" },
      "are in a segment that is gone",
      "are not in a segment that is gone",
    ],
    [
      { kind: "survey", survey: "v1", question: "nps", test: { op: "atLeast", value: 9 } },
      "answered “How likely?” with at least 9",
      "did not answer “How likely?” with at least 9",
    ],
    [
      { kind: "score", score: "engagement", test: { op: "atLeast", value: 50 } },
      "have an engagement score of at least 50",
      "do not have an engagement score of at least 50",
    ],
    [
      { kind: "score", score: "chanceActive", test: { op: "lessThan", value: 40 } },
      "have a P(active) of less than 40 %",
      "do not have a P(active) of less than 40 %",
    ],
    [
      { kind: "score", score: "expectedValue", test: { op: "moreThan", value: 10_000 } },
      "have an expected value of more than 100 €",
      "do not have an expected value of more than 100 €",
    ],
  ])("%j", (node, wanted, opposite) => {
    expect(said(node)).toBe(wanted);
    expect(said(not(node))).toBe(opposite);
    expect(said(not(not(node)))).toBe(wanted);
  });
});

describe("figures, times and standings", () => {
  const figure = (of: EventFigure, test: NumberTest): RuleNode => ({
    kind: "eventFigure",
    event: "store_visit",
    figure: of,
    property: "minutes_spent",
    test,
    window: { kind: "last", count: 30, unit: "days" },
  });
  const time = (which: "first" | "last", test: ValueTest): RuleNode => ({
    kind: "eventTime",
    event: "email_opened",
    which,
    test,
  });
  const standing = (of: Standing, test: ValueTest): RuleNode => ({ kind: "standing", standing: of, test });
  it.each<[RuleNode, string, string]>([
    [
      figure("sum", { op: "atLeast", value: 60 }),
      "did “Store visit” with a total minutes spent of at least 60 in the last 30 days",
      "did “Store visit” with a total minutes spent of less than 60 in the last 30 days",
    ],
    [
      figure("average", { op: "lessThan", value: 2.5 }),
      "did “Store visit” with an average minutes spent of less than 2.5 in the last 30 days",
      "did not do “Store visit” with an average minutes spent of less than 2.5 in the last 30 days",
    ],
    [
      time("last", { op: "isMoreThanAgo", count: 3, unit: "months" }),
      "opened an e-mail for the last time more than 3 months ago",
      "did not open an e-mail for the last time more than 3 months ago",
    ],
    [
      time("first", { op: "isBefore", day: "2026-05-01" }),
      "opened an e-mail for the first time before 1 May 2026",
      "did not open an e-mail for the first time before 1 May 2026",
    ],
    [
      time("first", { op: "hasAnniversaryWithin", days: 14 }),
      "have the anniversary of the first time they opened an e-mail in the next 14 days",
      "do not have the anniversary of the first time they opened an e-mail in the next 14 days",
    ],
    [
      standing("rfmGroup", { op: "isAnyOf", values: ["champions", "cannotLose"] }),
      "are in the RFM group Champions or Cannot lose",
      "are not in the RFM group Champions or Cannot lose",
    ],
    [
      standing("lifecycle", { op: "is", value: "slipping" }),
      "are in the lifecycle stage Slipping",
      "are not in the lifecycle stage Slipping",
    ],
    [standing("rfmCell", { op: "isKnown" }), "have a known RFM cell", "have no known RFM cell"],
  ])("%j", (node, positive, negative) => {
    expect(said(node)).toBe(positive);
    expect(said(not(node))).toBe(negative);
  });
});
