/** A part of the text, from its first sign to behind its last. */
export type Place = { from: number; to: number };

/** What a function is asked about: an event or a typed figure by name, orders, or the amount of orders. */
export type Subject = { kind: "event" | "typed"; name: string } | { kind: "orders" } | { kind: "amount" };

export const OPERATORS = ["+", "-", "*", "/"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Expression = { at: Place } & (
  | { kind: "number"; value: number }
  | { kind: "figure"; name: string }
  | { kind: "call"; does: "count" | "people" | "sum" | "typed"; subject: Subject }
  | { kind: "negative"; of: Expression }
  | { kind: "binary"; operator: Operator; left: Expression; right: Expression }
);

/** Something wrong, with where it stands and what to do. */
export type FormulaProblem = Place & { text: string };

const isSum = (operator: Operator) => operator === "+" || operator === "-";
const quoted = (name: string) => `"${name.replace(/[\\"“”]/g, "\\$&")}"`;
const WORD = /^[A-Za-z][\w.]*$/;
const KEPT = /^(count|people|sum|typed|event|order|order\.amount)$/i;

function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "event":
      return `event ${quoted(subject.name)}`;
    case "typed":
      return quoted(subject.name);
    case "orders":
      return "order";
    case "amount":
      return "order.amount";
  }
}

/** The formula as text with no more brackets than it needs; reading it gives the same formula. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "figure":
      return WORD.test(expression.name) && !KEPT.test(expression.name)
        ? expression.name
        : quoted(expression.name);
    case "call":
      return `${expression.does}(${subjectText(expression.subject)})`;
    case "negative": {
      const inner = printExpression(expression.of);
      return expression.of.kind === "binary" ? `-(${inner})` : `-${inner}`;
    }
    case "binary": {
      const { operator, left, right } = expression;
      const open = (side: Expression, isRight: boolean) =>
        side.kind === "binary" &&
        (isSum(side.operator) ? isRight || !isSum(operator) : isRight && !isSum(operator));
      const text = (side: Expression, isRight: boolean) =>
        open(side, isRight) ? `(${printExpression(side)})` : printExpression(side);
      return `${text(left, false)} ${operator} ${text(right, true)}`;
    }
  }
}

/** Every part of the formula that is read from the data. */
export function leavesOf(expression: Expression): Extract<Expression, { kind: "figure" | "call" }>[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "figure":
    case "call":
      return [expression];
    case "negative":
      return leavesOf(expression.of);
    case "binary":
      return [...leavesOf(expression.left), ...leavesOf(expression.right)];
  }
}
