"use client";

import { useSearchParams } from "next/navigation";
import { Select, type SelectOption } from "./select";
import { useAddress } from "./use-address";

export type FilterSelectProps = {
  label: string;
  /** The name in the address. */
  param: string;
  /** What no filter means: "Every segment". */
  all: string;
  options: readonly SelectOption[];
  /** Names that a change takes out of the address: the page it was on. */
  resets?: readonly string[];
};

/** One filter of the page, kept in its address. */
export function FilterSelect({ label, param, all, options, resets = [] }: FilterSelectProps) {
  const params = useSearchParams();
  const { isPending, change } = useAddress();
  const current = params.get(param) ?? "";
  const known = options.some((option) => option.value === current);
  return (
    <Select
      aria-label={label}
      aria-busy={isPending}
      placeholder={all}
      options={options}
      value={known ? current : ""}
      className="md:max-w-44"
      onChange={(event) =>
        change({ ...Object.fromEntries(resets.map((name) => [name, null])), [param]: event.target.value })
      }
    />
  );
}
