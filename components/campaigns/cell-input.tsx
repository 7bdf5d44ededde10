"use client";

import { clsx } from "clsx";
import type { SelectOption } from "@/components/ui/select";
import { Options } from "@/components/ui/select";
import { toastStore } from "@/components/ui/toast-store";
import { formatNumber } from "@/lib/format";
import { useDraft } from "./use-brief";

/** Looks like text until pointed at or focused. */
const CELL =
  "min-h-6 min-w-0 rounded-sm border border-transparent bg-transparent px-1 text-sm text-ink transition-colors " +
  "hover:border-line-strong focus:border-line-strong focus:bg-surface disabled:text-ink-2 disabled:hover:border-transparent " +
  "max-md:border-line coarse:min-h-control coarse:text-md";

type CellInputProps = {
  label: string;
  value: string;
  type?: "text" | "date" | "number";
  max?: number;
  unit?: string;
  isStrong?: boolean;
  isLate?: boolean;
  onSave: (value: string) => void;
};

/** A cell that saves when it is left or Enter is pressed; Esc takes the typing back. */
export function CellInput({
  label,
  value,
  type = "text",
  max = 100,
  unit,
  isStrong,
  isLate,
  onSave,
}: CellInputProps) {
  const [draft, setDraft] = useDraft(value);
  const isNumber = type === "number";
  const save = () => {
    const next = draft.trim();
    const isInRange = Number.isInteger(Number(next)) && Number(next) >= 0 && Number(next) <= max;
    if (next !== "" && isNumber && !isInRange)
      toastStore.show({ text: `Enter a whole number from 0 to ${formatNumber(max)}.`, tone: "failed" });
    if (next === "" || (isNumber && !isInRange)) setDraft(value);
    else if (next !== value) onSave(next);
  };
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-0.5 max-md:min-w-0",
        type !== "number" && "max-md:w-full",
        type === "text" && "w-full min-w-0",
      )}
    >
      <input
        type={type}
        aria-label={label}
        value={draft}
        {...(isNumber && { min: 0, max, step: 1, inputMode: "numeric" as const })}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setDraft(value);
        }}
        className={clsx(
          CELL,
          type === "text" && "w-full text-ellipsis",
          isStrong && "font-medium",
          isNumber && "num w-14 text-right",
          type === "date" && "num w-32 max-md:w-full",
          isLate && "text-warn",
        )}
      />
      {unit && <span className="text-xs text-ink-3">{unit}</span>}
    </span>
  );
}

type CellSelectProps = {
  label: string;
  value: string;
  options: readonly SelectOption[];
  placeholder: string;
  disabled?: boolean;
  onSave: (value: string) => void;
};

export function CellSelect({ label, value, options, placeholder, disabled, onSave }: CellSelectProps) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onSave(event.target.value)}
      className={clsx(CELL, "max-w-36 max-md:w-full max-md:max-w-none", value === "" && "text-ink-3")}
    >
      <option value="">{placeholder}</option>
      {!isKnown && <option value={value}>Someone who left</option>}
      <Options options={options} />
    </select>
  );
}
