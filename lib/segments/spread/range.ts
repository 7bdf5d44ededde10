import type { NumberTest } from "../operators";
import { type Spread, shareWithin } from "./spread";

/** The bound of a test that one handle moves. */
export type Edge = "value" | "from" | "to";

/** What a test lets pass, both ends included; not a number while the test is not filled in. */
export function boundsOf(test: NumberTest, isWhole: boolean): { from: number; to: number } {
  const next = isWhole ? 1 : 0;
  switch (test.op) {
    case "isBetween":
      return { from: test.from, to: test.to };
    case "equals":
      return { from: test.value, to: test.value };
    case "atLeast":
      return { from: test.value, to: bounded(test.value, Number.POSITIVE_INFINITY) };
    case "moreThan":
      return { from: test.value + next, to: bounded(test.value, Number.POSITIVE_INFINITY) };
    case "atMost":
      return { from: bounded(test.value, Number.NEGATIVE_INFINITY), to: test.value };
    case "lessThan":
      return { from: bounded(test.value, Number.NEGATIVE_INFINITY), to: test.value - next };
  }
}

const bounded = (value: number, end: number) => (Number.isNaN(value) ? Number.NaN : end);

/** The share of those known that pass the test or fail it; null while it is not filled in. */
export function sharePassing(spread: Spread, test: NumberTest, isNegated: boolean): number | null {
  const { from, to } = boundsOf(test, spread.isWhole);
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  const share = from > to ? 0 : shareWithin(spread, from, to);
  return isNegated ? 1 - share : share;
}

export function edgesOf(test: NumberTest): { edge: Edge; value: number }[] {
  if (test.op !== "isBetween") return [{ edge: "value", value: test.value }];
  return [
    { edge: "from", value: test.from },
    { edge: "to", value: test.to },
  ];
}

/** The test with one bound moved; the ends of a range do not pass each other. */
export function withEdge(test: NumberTest, edge: Edge, value: number): NumberTest {
  if (test.op !== "isBetween") return { ...test, value };
  if (edge === "from") return { ...test, from: Number.isNaN(test.to) ? value : Math.min(value, test.to) };
  return { ...test, to: Number.isNaN(test.from) ? value : Math.max(value, test.from) };
}

export type QuickRange = { label: string; test: NumberTest };

/** Ranges that people mean: the top tenth, the middle half. */
export function quickRanges(spread: Spread, test: NumberTest): QuickRange[] {
  const at = (share: number) => spread.marks.find((mark) => mark.share === share)?.value ?? spread.min;
  switch (test.op) {
    case "atLeast":
    case "moreThan":
      return [
        { label: "top 10 %", test: { ...test, value: at(0.9) } },
        { label: "top 25 %", test: { ...test, value: at(0.75) } },
        { label: "upper half", test: { ...test, value: at(0.5) } },
      ];
    case "atMost":
    case "lessThan":
      return [
        { label: "lowest 10 %", test: { ...test, value: at(0.1) } },
        { label: "lowest 25 %", test: { ...test, value: at(0.25) } },
        { label: "lower half", test: { ...test, value: at(0.5) } },
      ];
    case "isBetween":
      return [
        { label: "middle half", test: { ...test, from: at(0.25), to: at(0.75) } },
        { label: "without the outer tenths", test: { ...test, from: at(0.1), to: at(0.9) } },
      ];
    case "equals":
      return [{ label: "the middle one", test: { ...test, value: at(0.5) } }];
  }
}
