"use client";

import { TokenSelect } from "@/components/ui/token-select";
import { comparisonKey, comparisonOf, figureComparisons, withOp } from "@/lib/segments/editing/comparison";
import type { SpreadSearch } from "@/lib/segments/model";
import type { NumberTest } from "@/lib/segments/operators";
import { RangeTokens } from "./range-tokens";

export type FigureTokensProps = {
  name: string;
  test: NumberTest;
  isNegated: boolean;
  unit?: string;
  scale?: number;
  min?: number;
  max?: number;
  fewer?: string;
  /** The words "not …" are said elsewhere in the line, by "did not". */
  hasOwnNot?: boolean;
  /** Whose figures are drawn below the number. */
  spread?: SpreadSearch;
  onChange: (test: NumberTest, isNegated: boolean, key?: string) => void;
};

/** A comparison of a figure: "at least 3 times", "between 20 and 40 €". */
export function FigureTokens(props: FigureTokensProps) {
  const { name, test, isNegated, unit, fewer, hasOwnNot = false, onChange } = props;
  const said = { op: test.op, isNegated: hasOwnNot ? false : isNegated };
  const options = figureComparisons(said, fewer).filter(
    ({ value }) => !hasOwnNot || !value.startsWith("not "),
  );
  return (
    <>
      <TokenSelect
        label={`How ${name} is compared`}
        value={comparisonKey(said)}
        options={options}
        onChange={(event) => {
          const next = comparisonOf(event.target.value);
          onChange(withOp(test, next.op) as NumberTest, hasOwnNot ? isNegated : next.isNegated);
        }}
      />
      <RangeTokens
        name={name}
        test={test}
        isNegated={isNegated}
        unit={unit}
        scale={props.scale}
        min={props.min}
        max={props.max}
        spread={props.spread}
        onChange={(next, key) => onChange(next, isNegated, key)}
      />
    </>
  );
}

/** Whether "did" says it all: at least once. */
export function isOnce(test: NumberTest): boolean {
  return (test.op === "atLeast" && test.value === 1) || (test.op === "moreThan" && test.value === 0);
}

/** "time" or "times" behind the last figure. */
export function timesWord(test: NumberTest): string {
  return (test.op === "isBetween" ? test.to : test.value) === 1 ? "time" : "times";
}
