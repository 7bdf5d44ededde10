"use client";

import { useSearchParams } from "next/navigation";
import { useId } from "react";
import { Input } from "./input";
import { useAddress } from "./use-address";

export type FilterDateProps = {
  label: string;
  /** The name in the address. */
  param: string;
  max?: string;
  /** Names that a change takes out of the address: the page it was on. */
  resets?: readonly string[];
};

/** A day that narrows the page, kept in its address; an emptied field takes the filter away. */
export function FilterDate({ label, param, max, resets = [] }: FilterDateProps) {
  const id = useId();
  const current = useSearchParams().get(param) ?? "";
  const { isPending, change } = useAddress();
  return (
    <label htmlFor={id} className="flex items-center gap-1.5 text-xs text-ink-2">
      {label}
      <Input
        id={id}
        key={current}
        type="date"
        defaultValue={current}
        max={max}
        aria-busy={isPending}
        className="w-auto"
        onChange={(event) =>
          change({ ...Object.fromEntries(resets.map((name) => [name, null])), [param]: event.target.value })
        }
      />
    </label>
  );
}
