import type { Tally } from "../tally";
import { figureUnit } from "../typed-figure";
import { eventOf, typedOf, type Usable } from "./check";
import type { Expression, Operator } from "./expression";
import { termOf } from "./term";

/** What was counted of one group in one period. Typed values as they are kept: money in minor units. */
export type Reading = {
  tally: Tally;
  /** By the number of the event's name. */
  events: ReadonlyMap<number, { count: number; people: number }>;
  typed: ReadonlyMap<string, number>;
};

type Place = { usable: Usable; digits: number };

/**
 * The formula's value in whole units of the currency, or null where it divides by 0 or rests on a figure without a value.
 * `digits` are those of the currency behind the point.
 */
export function evaluateFormula(expression: Expression, reading: Reading, place: Place): number | null {
  const value = evaluate(expression, reading, place);
  return value !== null && Number.isFinite(value) ? value : null;
}

function evaluate(expression: Expression, reading: Reading, place: Place): number | null {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "negative": {
      const of = evaluate(expression.of, reading, place);
      return of === null ? null : -of;
    }
    case "binary": {
      const left = evaluate(expression.left, reading, place);
      const right = evaluate(expression.right, reading, place);
      return left === null || right === null ? null : joined(expression.operator, left, right);
    }
    case "figure": {
      const term = termOf(expression.name);
      const value = term ? term.read(reading.tally) : null;
      return value === null || !term?.isMoney ? value : value / 10 ** place.digits;
    }
    case "call":
      return called(expression, reading, place);
  }
}

function joined(operator: Operator, left: number, right: number): number | null {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? null : left / right;
  }
}

function called(
  { does, subject }: Extract<Expression, { kind: "call" }>,
  { tally, events, typed }: Reading,
  { usable, digits }: Place,
): number | null {
  switch (subject.kind) {
    case "orders":
      return tally.orders;
    case "amount":
      return tally.revenueMinor / 10 ** digits;
    case "event": {
      const event = eventOf(usable, subject.name);
      return event ? (events.get(event.no)?.[does === "people" ? "people" : "count"] ?? 0) : null;
    }
    case "typed": {
      const figure = typedOf(usable, subject.name);
      if (figure === null) return null;
      const value = typed.get(figure) ?? 0;
      return figureUnit(figure) === "money" ? value / 10 ** digits : value;
    }
  }
}
