"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { Select, type SelectOption } from "./select";

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
  const router = useRouter();
  const params = useSearchParams();
  const [isPending, startTransition] = useTransition();
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
      onChange={(event) => {
        const next = new URLSearchParams(location.search);
        for (const name of resets) next.delete(name);
        if (event.target.value) next.set(param, event.target.value);
        else next.delete(param);
        startTransition(() => router.push(`?${next}`, { scroll: false }));
      }}
    />
  );
}
