"use client";

import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import { comparisonKey, comparisonOf, comparisonsFor, withOp } from "@/lib/segments/editing/comparison";
import type { SpreadSearch } from "@/lib/segments/model";
import { PERIODS, type Period, type ValueTest, type ValueType } from "@/lib/segments/operators";
import { DayToken } from "./day-token";
import { RangeTokens } from "./range-tokens";
import { NumberToken, SpanTokens } from "./tokens";
import { type ValueSource, ValueTokens } from "./value-tokens";

export type TestTokensProps = {
  type: ValueType;
  /** Of what the values are: "Country". */
  name: string;
  test: ValueTest;
  isNegated: boolean;
  source?: ValueSource;
  unit?: string;
  /** The words of a value that is stored by its key. */
  labelOf?: (value: string) => string;
  /** Whose figures are drawn below a number. */
  spread?: SpreadSearch;
  onChange: (test: ValueTest, isNegated: boolean, key?: string) => void;
};

/** How a value is compared, and with what: "is any of Latvia, Estonia". */
export function TestTokens(props: TestTokensProps) {
  const { type, name, test, isNegated, onChange } = props;
  const options = comparisonsFor(type);
  const value = comparisonKey({ op: test.op, isNegated });
  const known = options.some((option) => option.value === value);
  return (
    <>
      <TokenSelect
        label={`How ${name} is compared`}
        value={value}
        options={known ? options : [{ value, label: "is compared with" }, ...options]}
        onChange={(event) => {
          const next = comparisonOf(event.target.value);
          onChange(withOp(test, next.op), next.isNegated);
        }}
      />
      <Operand {...props} set={(next, key) => onChange(next, isNegated, key)} />
    </>
  );
}

function Operand({
  name,
  test,
  isNegated,
  source,
  unit,
  labelOf,
  spread,
  set,
}: TestTokensProps & { set: (test: ValueTest, key?: string) => void }) {
  switch (test.op) {
    case "is":
      return (
        <ValueTokens
          name={name}
          values={test.value === "" ? [] : [test.value]}
          source={source}
          labelOf={labelOf}
          isSingle
          onChange={([value = ""]) => set({ ...test, value })}
        />
      );
    case "isAnyOf":
    case "hasAnyOf":
    case "hasAllOf":
      return (
        <ValueTokens
          name={name}
          values={test.values}
          source={source}
          labelOf={labelOf}
          joint={test.op === "hasAllOf" ? "and" : "or"}
          onChange={(values) => set({ ...test, values })}
        />
      );
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return (
        <TokenInput
          label={`Text of ${name}`}
          value={test.value}
          placeholder={test.op === "matches" ? "a* or ?b" : "text"}
          data-operand=""
          onChange={(event) => set({ ...test, value: event.target.value }, "text")}
        />
      );
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
    case "isBetween":
      return (
        <RangeTokens
          name={name}
          test={test}
          isNegated={isNegated}
          unit={unit}
          spread={spread}
          onChange={set}
        />
      );
    case "isOn":
    case "isBefore":
    case "isAfter":
      return <DayToken label={name} value={test.day} onChange={(day) => set({ ...test, day }, "day")} />;
    case "isBetweenDays":
      return (
        <>
          <DayToken
            label={`First ${name}`}
            value={test.from}
            onChange={(from) => set({ ...test, from }, "from")}
          />
          <span>and</span>
          <DayToken label={`Last ${name}`} value={test.to} onChange={(to) => set({ ...test, to }, "to")} />
        </>
      );
    case "isInLast":
    case "isMoreThanAgo":
    case "isInNext":
      return (
        <>
          <SpanTokens
            count={test.count}
            unit={test.unit}
            onChange={(count, span) => set({ ...test, count, unit: span }, "span")}
          />
          {test.op === "isMoreThanAgo" && <span>ago</span>}
        </>
      );
    case "isInThis":
      return (
        <TokenSelect
          label="Period"
          value={test.period}
          options={PERIODS.map((period) => ({ value: period, label: period }))}
          onChange={(event) => set({ ...test, period: event.target.value as Period })}
        />
      );
    case "hasAnniversaryWithin":
      return (
        <NumberToken
          label="Days ahead"
          value={test.days}
          unit="days"
          min={0}
          max={364}
          onChange={(days) => set({ ...test, days }, "days")}
        />
      );
    case "isTrue":
    case "isFalse":
    case "isKnown":
      return null;
  }
}
