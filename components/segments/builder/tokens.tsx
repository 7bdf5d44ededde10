"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import { SPAN_UNITS, type SpanUnit } from "@/lib/segments/operators";
import { useBuilder } from "./builder-context";

/** What the line is about; opens the picker to choose something else. */
export function SubjectToken({ lineId, children }: { lineId: string; children: string }) {
  const { pick } = useBuilder();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={`${children}: choose something else`}
      onClick={() => pick({ lineId })}
      className="inline-flex min-h-[26px] max-w-full items-center gap-1 rounded-[5px] border border-transparent bg-accent-soft px-[7px] text-left text-sm leading-5 font-semibold text-accent-strong transition-colors hover:border-line-strong coarse:min-h-control coarse:text-md"
    >
      {children}
      <ChevronDown aria-hidden="true" className="size-3 flex-none opacity-70" />
    </button>
  );
}

export type NumberTokenProps = {
  label: string;
  /** NaN while nothing is entered. */
  value: number;
  onChange: (value: number) => void;
  /** Stands behind the figure. */
  unit?: string;
  /** What is stored for one of what is typed: 100 for cents. */
  scale?: number;
  min?: number;
  max?: number;
};

/** A number as a word of the sentence; what is typed stays as typed until the value changes elsewhere. */
export function NumberToken({ label, value, onChange, unit, scale = 1, min, max }: NumberTokenProps) {
  const shown = Number.isNaN(value) ? "" : String(value / scale);
  const [text, setText] = useState(shown);
  const typed = (raw: string) => (raw.trim() === "" ? Number.NaN : rounded(Number(raw) * scale, scale));
  if (!Object.is(typed(text), value) && !(Number.isNaN(typed(text)) && Number.isNaN(value))) setText(shown);
  return (
    <span className="inline-flex items-center gap-1">
      <TokenInput
        type="number"
        inputMode="decimal"
        step="any"
        min={min}
        max={max}
        label={label}
        value={text}
        data-operand=""
        className="num"
        onChange={(event) => {
          setText(event.target.value);
          onChange(typed(event.target.value));
        }}
      />
      {unit && <span>{unit}</span>}
    </span>
  );
}

/** Stored amounts are whole; other figures stay as typed. */
const rounded = (value: number, scale: number) => (scale === 1 ? value : Math.round(value));

/** "90 days": a count and its unit. */
export function SpanTokens<Unit extends string = SpanUnit>(props: {
  count: number;
  unit: Unit;
  units?: readonly Unit[];
  onChange: (count: number, unit: Unit) => void;
}) {
  const { count, unit, onChange } = props;
  const units = props.units ?? (SPAN_UNITS as readonly string[] as readonly Unit[]);
  return (
    <span className="inline-flex items-center gap-1.5">
      <NumberToken label="How many" min={1} value={count} onChange={(next) => onChange(next, unit)} />
      <TokenSelect
        label="Unit"
        value={unit}
        options={units.map((one) => ({ value: one, label: count === 1 ? one.slice(0, -1) : one }))}
        onChange={(event) => onChange(count, event.target.value as Unit)}
      />
    </span>
  );
}

/** A choice between two words: "did" and "did not". */
export function PolarityToken(props: {
  label: string;
  words: readonly [string, string];
  isNegated: boolean;
  onChange: (isNegated: boolean) => void;
}) {
  const { label, words, isNegated, onChange } = props;
  return (
    <TokenSelect
      label={label}
      value={isNegated ? "no" : "yes"}
      options={[
        { value: "yes", label: words[0] },
        { value: "no", label: words[1] },
      ]}
      className={clsx(isNegated && "font-medium")}
      onChange={(event) => onChange(event.target.value === "no")}
    />
  );
}
