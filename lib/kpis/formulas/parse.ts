import type { Expression, FormulaProblem, Operator, Place, Subject } from "./expression";
import { type Token, tokensOf } from "./token";

export type Parsed =
  | { expression: Expression; problem: null }
  | { expression: null; problem: FormulaProblem };

/** Signs of a formula at most: more than anybody reads. */
export const MOST_SIGNS = 1000;

class Refusal extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(problem.text);
    this.problem = problem;
  }
}

/** Reads a formula by recursive descent: sums of products of figures, functions, numbers and brackets. */
export function parseFormula(text: string): Parsed {
  if (text.length > MOST_SIGNS)
    return {
      expression: null,
      problem: { from: MOST_SIGNS, to: text.length, text: `Use at most ${MOST_SIGNS} signs.` },
    };
  const { tokens, problem } = tokensOf(text);
  if (problem) return { expression: null, problem };
  try {
    return { expression: new Reader(tokens).whole(), problem: null };
  } catch (error) {
    if (error instanceof Refusal) return { expression: null, problem: error.problem };
    throw error;
  }
}

const END: Token = { kind: "end", text: "", from: 0, to: 0 };
const spanning = (from: Place, to: Place): Place => ({ from: from.from, to: to.to });

class Reader {
  private next = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  private get here(): Token {
    return this.tokens[this.next] ?? this.tokens.at(-1) ?? END;
  }

  private take(): Token {
    const token = this.here;
    this.next += 1;
    return token;
  }

  private isSign(...signs: string[]): boolean {
    return this.here.kind === "sign" && signs.includes(this.here.text);
  }

  private fail(place: Place, text: string): never {
    throw new Refusal({ from: place.from, to: place.to, text });
  }

  whole(): Expression {
    if (this.isAtEnd()) this.fail(this.here, "Write a formula, such as orders / members.");
    const expression = this.sum();
    return this.isAtEnd() ? expression : this.failAfter();
  }

  private isAtEnd(): boolean {
    return this.here.kind === "end";
  }

  private failAfter(): never {
    if (this.isSign(")")) this.fail(this.here, "This bracket closes nothing. Take it out.");
    return this.fail(this.here, "Put + − * or / before this.");
  }

  private sum(): Expression {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): Expression {
    return this.chain(["*", "/"], () => this.unary());
  }

  private chain(operators: readonly Operator[], part: () => Expression): Expression {
    let left = part();
    for (let operator = this.operator(operators); operator; operator = this.operator(operators)) {
      const right = part();
      left = { kind: "binary", operator, left, right, at: spanning(left.at, right.at) };
    }
    return left;
  }

  private operator(operators: readonly Operator[]): Operator | undefined {
    const found = operators.find((operator) => this.isSign(operator));
    if (found) this.next += 1;
    return found;
  }

  private unary(): Expression {
    if (!this.isSign("-")) return this.primary();
    const sign = this.take();
    const of = this.unary();
    return { kind: "negative", of, at: spanning(sign, of.at) };
  }

  private primary(): Expression {
    const token = this.take();
    const at = { from: token.from, to: token.to };
    if (token.kind === "number") return { kind: "number", value: Number(token.text), at };
    if (token.kind === "text") return { kind: "figure", name: token.text, at };
    if (token.kind === "name") return this.isSign("(") ? this.call(token) : this.figure(token);
    if (token.kind === "sign" && token.text === "(") {
      const inner = this.sum();
      const closing = this.close(token);
      return { ...inner, at: spanning(token, closing) };
    }
    if (token.kind === "end")
      return this.fail(token, "Something is missing here: a figure, a number or a bracket.");
    return this.fail(token, `Something is missing before “${token.text}”: a figure, a number or a bracket.`);
  }

  private close(opened: Place): Token {
    if (!this.isSign(")")) this.fail(opened, "This bracket is never closed. Add a closing one.");
    return this.take();
  }

  private figure(token: Token): Expression {
    if (/^(count|people|sum|typed)$/i.test(token.text))
      this.fail(token, `Say in brackets what: ${EXAMPLE[token.text.toLowerCase() as keyof typeof EXAMPLE]}.`);
    if (/^event$/i.test(token.text)) this.fail(token, 'Count events: count(event "signup").');
    if (/^order(\.amount)?$/i.test(token.text))
      this.fail(token, "Write count(order) for orders, or sum(order.amount) for their amounts.");
    return { kind: "figure", name: token.text, at: { from: token.from, to: token.to } };
  }

  private call(token: Token): Expression {
    const does = token.text.toLowerCase();
    if (does !== "count" && does !== "people" && does !== "sum" && does !== "typed")
      return this.fail(token, `There is no “${token.text}”. Use count, people, sum or typed.`);
    const opened = this.take();
    const first = this.here;
    const subject = this.subject();
    const fits =
      does === "typed"
        ? subject?.kind === "typed"
        : does === "sum"
          ? subject?.kind === "amount"
          : subject?.kind === "event" || (does === "count" && subject?.kind === "orders");
    if (!subject || !fits) return this.fail(first, `Write ${EXAMPLE[does]}.`);
    const closing = this.close(opened);
    return { kind: "call", does, subject, at: spanning(token, closing) };
  }

  private subject(): Subject | null {
    const token = this.take();
    if (token.kind === "text") return { kind: "typed", name: token.text };
    if (token.kind !== "name") return null;
    const word = token.text.toLowerCase();
    if (word === "order") return { kind: "orders" };
    if (word === "order.amount") return { kind: "amount" };
    if (word !== "event" || this.here.kind !== "text") return null;
    return { kind: "event", name: this.take().text };
  }
}

const EXAMPLE = {
  count: 'count(event "signup") or count(order)',
  people: 'people(event "signup")',
  sum: "sum(order.amount)",
  typed: 'typed("Stand visits")',
} as const;
