import { describe, expect, it } from "vitest";
import { randomFrom } from "@/lib/value/testing";
import { NO_TALLY } from "../tally";
import { checkFormula, type Usable } from "./check";
import { evaluateFormula } from "./evaluate";
import { type Expression, OPERATORS, printExpression } from "./expression";
import { parseFormula } from "./parse";

const usable: Usable = {
  events: [
    { no: 1, name: "signup", label: "Signed up" },
    { no: 2, name: "demo_asked", label: "Asked for a demo" },
  ],
  typed: ["Stand visits", "cost"],
};

function value(text: string): number | null {
  const { expression, problems } = checkFormula(text, usable);
  if (!expression) throw new Error(problems.map((problem) => problem.text).join(" "));
  const reading = {
    tally: { ...NO_TALLY, members: 200, orders: 10, revenueMinor: 123_400, sent: 0, buyers: 8, present: 200 },
    events: new Map([[1, { count: 30, people: 20 }]]),
    typed: new Map([
      ["Stand visits", 50],
      ["cost", 5000],
    ]),
  };
  return evaluateFormula(expression, reading, { usable, digits: 2 });
}

describe("a formula's value", () => {
  it("follows from events, orders, typed values and the catalogue", () => {
    expect(value('count(event "signup") / members')).toBe(0.15);
    expect(value('people(event "Signed up")')).toBe(20);
    expect(value('sum(order.amount) / typed("stand visits")')).toBeCloseTo(24.68, 10);
    expect(value("count(order) + orders")).toBe(20);
    expect(value('revenue - typed("Cost") - 34')).toBe(1150);
    expect(value('"Conversion rate" * 100')).toBe(4);
  });

  it("tells buyers of delivered messages, which a vendor's glossary calls conversion", () => {
    const { expression } = checkFormula("buyers / delivered", usable);
    if (!expression) throw new Error("no formula");
    const tally = { ...NO_TALLY, sent: 10_000, bounced: 500, buyers: 42 };
    const reading = { tally, events: new Map(), typed: new Map() };
    expect(evaluateFormula(expression, reading, { usable, digits: 2 })).toBeCloseTo(0.0044211, 7);
  });

  it("multiplies before it adds, from the left, with brackets and signs as written", () => {
    expect(value("members - 20 - 30 * 2")).toBe(120);
    expect(value("(members - 20 - 30) × 2 ÷ −3")).toBe(-100);
    expect(value("members / 10 / 2 + -(-1)")).toBe(11);
  });

  it("is none where it divides by 0 or rests on a rate without a denominator", () => {
    expect(value("members / sent")).toBeNull();
    expect(value("openRate + 1")).toBeNull();
    expect(value('count(event "demo_asked") / members')).toBe(0);
  });
});

describe("a problem", () => {
  const problemAt = (text: string) => {
    const { problems } = checkFormula(text, usable);
    return problems.map(({ from, to, text: words }) => `${text.slice(from, to)}| ${words}`);
  };

  it("stands at its place and says what to do", () => {
    expect(problemAt('count(event "sigup") / membrs')).toEqual([
      'count(event "sigup")| No event is called “sigup”. Did you mean “signup”?',
      "membrs| There is no figure “membrs”. Did you mean “members”?",
    ]);
    expect(problemAt('typed("Calls") / members')).toEqual([
      'typed("Calls")| No value of “Calls” was typed yet.',
    ]);
    expect(problemAt("customerValue / members")[0]).toContain("known of today only");
    expect(problemAt("1 + 2")[0]).toContain("same in every period");
  });

  it.each([
    ["", "| Write a formula, such as orders / members."],
    ["(orders + 1", "(| This bracket is never closed. Add a closing one."],
    ["orders)", ")| This bracket closes nothing. Take it out."],
    ["orders members", "members| Put + − * or / before this."],
    ["orders /", "| Something is missing here: a figure, a number or a bracket."],
    ["orders * / 2", "/| Something is missing before “/”: a figure, a number or a bracket."],
    ["max(orders)", "max| There is no “max”. Use count, people, sum or typed."],
    ["sum(orders)", "orders| Write sum(order.amount)."],
    ["count", 'count| Say in brackets what: count(event "signup") or count(order).'],
    ["orders % 2", "%| “%” has no meaning here. Use + − * / and brackets."],
    ["1,5 * orders", ",| A comma has no meaning here. Write decimals with a point."],
    ['typed("Stand', '"Stand| This name is opened and never closed. End it with a quotation mark.'],
    ["process.exit()", "process.exit| There is no “process.exit”. Use count, people, sum or typed."],
  ])("of %j", (text, problem) => {
    expect(problemAt(text)).toEqual([problem]);
  });
});

function anyExpression(next: () => number, depth: number): Expression {
  const at = { from: 0, to: 0 };
  const pick = <const T>(choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(next() * choices.length)] ?? choices[0];
  const kind =
    depth === 0
      ? pick(["number", "figure", "call"])
      : pick(["number", "figure", "call", "negative", "binary", "binary"]);
  if (kind === "number")
    return { kind, value: pick([0, 1, 0.5, 1e-7, 123_456.789, Math.floor(next() * 1e9)]), at };
  if (kind === "figure")
    return { kind, name: pick(["members", "order.amount", "count", "Open rate", 'a "b" \\ “c”', "é"]), at };
  if (kind === "negative") return { kind, of: anyExpression(next, depth - 1), at };
  if (kind === "binary")
    return {
      kind,
      operator: pick(OPERATORS),
      left: anyExpression(next, depth - 1),
      right: anyExpression(next, depth - 1),
      at,
    };
  const name = pick(["signup", 'say "hi"', "back\\slash", "a)b"]);
  return pick<Expression>([
    { kind: "call", does: "count", subject: { kind: "event", name }, at },
    { kind: "call", does: "people", subject: { kind: "event", name }, at },
    { kind: "call", does: "typed", subject: { kind: "typed", name }, at },
    { kind: "call", does: "count", subject: { kind: "orders" }, at },
    { kind: "call", does: "sum", subject: { kind: "amount" }, at },
  ]);
}

const withoutPlaces = (expression: Expression): unknown =>
  JSON.parse(JSON.stringify(expression, (key, part) => (key === "at" ? undefined : part)));

describe("2,000 random formulas", () => {
  it("are read from their text as they were, and printed the same again", () => {
    const seed = Number(process.env.FACET_SEED ?? 20_261_127);
    const next = randomFrom(seed);
    for (let count = 0; count < 2000; count++) {
      const expression = anyExpression(next, 4);
      const text = printExpression(expression);
      if (text.length > 1000) continue;
      const { expression: read, problem } = parseFormula(text);
      if (!read) throw new Error(`Seed ${seed}: ${text}: ${problem.text}`);
      expect(withoutPlaces(read), `seed ${seed}: ${text}`).toEqual(withoutPlaces(expression));
      expect(printExpression(read)).toBe(text);
    }
  });

  it("with signs knocked out of their text are refused at a place inside it, or read; never a failure", () => {
    const next = randomFrom(7);
    for (let count = 0; count < 2000; count++) {
      const text = printExpression(anyExpression(next, 3));
      const at = Math.floor(next() * text.length);
      const broken = text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 3));
      const { problem } = parseFormula(broken);
      if (problem)
        expect(problem.from >= 0 && problem.to <= broken.length && problem.from <= problem.to).toBe(true);
    }
  });
});
