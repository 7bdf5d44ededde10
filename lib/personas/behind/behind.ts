import { CHANNEL_LABEL, type Channel } from "@/lib/customers/fields";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { FieldKey } from "@/lib/segments/fields";
import type { NumberTest, ValueTest } from "@/lib/segments/operators";
import type { Rule, RuleNode, RuleWindow } from "@/lib/segments/rule";
import type { Fact } from "../fact";
import { timeWords } from "../rhythm";

/** The first part of a fact's key, and what follows it: "attribute" and "interests:cooking". */
export function partsOf(key: string): { kind: string; rest: string } {
  const at = key.indexOf(":");
  return at < 0 ? { kind: key, rest: "" } : { kind: key.slice(0, at), rest: key.slice(at + 1) };
}

const FIELD_OF: Record<string, FieldKey> = {
  gender: "gender",
  country: "country",
  region: "region",
  city: "city",
  language: "language",
  source: "source",
  education: "education",
  marital_status: "maritalStatus",
  industry: "industry",
  job_title: "jobTitle",
};

const AGES: Record<string, NumberTest> = {
  "under 18": { op: "lessThan", value: 18 },
  "18–24": { op: "isBetween", from: 18, to: 24 },
  "25–34": { op: "isBetween", from: 25, to: 34 },
  "35–44": { op: "isBetween", from: 35, to: 44 },
  "45–54": { op: "isBetween", from: 45, to: 54 },
  "55–64": { op: "isBetween", from: 55, to: 64 },
  "65 and over": { op: "atLeast", value: 65 },
};

const SCORES: Record<string, NumberTest> = {
  "9 or 10": { op: "atLeast", value: 9 },
  "7 or 8": { op: "isBetween", from: 7, to: 8 },
  "6 or less": { op: "atMost", value: 6 },
};

const LATELY: RuleWindow = { kind: "last", count: 90, unit: "days" };
const ONCE: NumberTest = { op: "atLeast", value: 1 };

/** The end of `rest` that follows `start` and a colon; undefined where it begins otherwise. */
const after = (rest: string, start: string) =>
  rest.startsWith(`${start}:`) ? rest.slice(start.length + 1) : undefined;

/**
 * The people whom a share fact counts as a rule, on top of the segment; null for what the rule language does not
 * know (times of day, the channel of an order, middle values) and for what the workspace no longer has.
 */
export function ruleOf(key: string, catalogue: RuleCatalogue): Rule | null {
  const node = nodeOf(key, catalogue);
  return node && (node.kind === "any" ? node : { kind: "all", children: [node] });
}

function nodeOf(key: string, catalogue: RuleCatalogue): Rule | Exclude<RuleNode, Rule> | null {
  const { kind, rest } = partsOf(key);
  const field = FIELD_OF[kind];
  if (field) return { kind: "field", field, test: { op: "is", value: rest } };
  if (kind.startsWith("consent_")) {
    const channel = kind.slice("consent_".length) as Channel;
    return { kind: "consent", channel, status: "in" };
  }
  switch (kind) {
    case "age": {
      const test = AGES[rest];
      return test ? { kind: "field", field: "age", test } : null;
    }
    case "category":
    case "product":
      return { kind: "orders", figure: "count", test: ONCE, where: { by: kind, anyOf: [rest] } };
    case "event":
      return { kind: "event", event: rest, count: ONCE, window: LATELY };
    case "device":
      return deviceNode(rest, catalogue);
    case "answer":
      return answerNode(rest, catalogue);
    case "attribute":
      return attributeNode(rest, catalogue);
    default:
      return null;
  }
}

function deviceNode(rest: string, catalogue: RuleCatalogue): Rule | null {
  const { kind: property, rest: value } = partsOf(rest);
  const children = catalogue.events
    .filter(({ properties }) => properties.some(({ key, type }) => key === property && type === "text"))
    .map(({ name }) => ({
      kind: "event" as const,
      event: name,
      count: ONCE,
      window: LATELY,
      where: [{ property, type: "text" as const, test: { op: "is" as const, value } }],
    }));
  return children.length > 0 ? { kind: "any", children } : null;
}

function answerNode(rest: string, catalogue: RuleCatalogue): Exclude<RuleNode, Rule> | null {
  for (const { id, questions } of catalogue.surveys)
    for (const { key, type } of questions) {
      const value = after(rest, `${id}:${key}`);
      if (value === undefined) continue;
      const test: ValueTest | undefined = type === "scale" ? SCORES[value] : { op: "is", value };
      return test ? { kind: "survey", survey: id, question: key, test } : null;
    }
  return null;
}

function attributeNode(rest: string, catalogue: RuleCatalogue): Exclude<RuleNode, Rule> | null {
  for (const { key, type, special, isPersonal } of catalogue.attributes) {
    const value = after(rest, key);
    if (value === undefined || special || isPersonal) continue;
    const test: ValueTest =
      type === "boolean"
        ? { op: value === "true" ? "isTrue" : "isFalse" }
        : type === "choices"
          ? { op: "hasAnyOf", values: [value] }
          : { op: "is", value };
    return { kind: "attribute", attribute: key, test };
  }
  return null;
}

const AMOUNT_WORDS: Record<string, string> = {
  orderValue: "the amount of each order of a member, returns aside",
  orderGap:
    "the days between an order of a member and the one before, returns and orders of the same day aside",
  ordersPerBuyer: "how often each member who ever ordered has ordered",
  spendPerBuyer: "what each member who ever ordered has spent so far, returns taken off",
  age: "the age of each member whose birth date is known, in whole years today",
  income: "the income of each member of whom it is known",
};

/** What was looked up, where the rule language has no words for it; what follows "Of the members: ". */
export function queryWords(key: string): string {
  const { kind, rest } = partsOf(key);
  if (kind === "amount") return `${AMOUNT_WORDS[rest] ?? "a figure"}, in order; the one in the middle.`;
  if (kind === "order_channel")
    return `who placed an order by ${rest}, of those with an order whose channel is known.`;
  if (["day", "hour", "slot"].includes(kind))
    return `orders placed on ${timeWords(kind, rest)}, of all their orders; returns aside, in the workspace’s time zone.`;
  return "a value that the workspace no longer has.";
}

/** Of whom the share is: what the `n` of a share fact counts. */
export function knownWords(fact: Fact): string {
  const { kind } = partsOf(fact.key);
  if (fact.kind === "amount") return fact.of === "order" ? "orders" : "members of whom it is known";
  if (fact.of === "order") return "orders of members";
  if (kind === "event" || kind === "category" || kind === "product") return "members";
  if (kind === "order_channel") return "members with an order whose channel is known";
  if (kind === "device") return "members whose device is known of the last 90 days";
  if (kind === "answer") return "members who answered";
  if (kind.startsWith("consent_"))
    return `members who said yes or no to ${CHANNEL_LABEL[kind.slice("consent_".length) as Channel]}`;
  return "members of whom it is known";
}

/** How the figures of a fact are made, a sentence each. */
export function formulaWords(fact: Fact): { term: string; words: string }[] {
  const ratio = "the figure of the members divided by that of all customers";
  if (fact.kind === "amount")
    return [
      { term: "Figure", words: "the median: half of the values are smaller" },
      {
        term: "Interval",
        words:
          "the values at n/2 ± 1.96 √n/2 in order, where n counts persons (order statistics, Conover 1999)",
      },
      { term: "Index", words: ratio },
      { term: "Its interval", words: "on the logarithm of the ratio of two medians (Price and Bonett 2002)" },
    ];
  return [
    {
      term: "Figure",
      words: `${fact.of === "order" ? "orders then" : "those who have it"}, divided by ${knownWords(fact)}`,
    },
    {
      term: "Interval",
      words:
        fact.of === "order"
          ? "Wilson’s score interval; orders of one person count for less than orders of many (Korn and Graubard 1998)"
          : "Wilson’s score interval (1927)",
    },
    { term: "Index", words: ratio },
    {
      term: "Its interval",
      words:
        "on the logarithm of the ratio of members to all others (Katz 1978, Walter 1975), carried over to the ratio to all",
    },
  ];
}
