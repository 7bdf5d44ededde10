"use client";

import { Select } from "@/components/ui/select";
import { useAddress } from "@/components/ui/use-address";

export type CompareAdderProps = {
  ids: readonly string[];
  /** All personas that can be set beside the others, by segment. */
  options: readonly { id: string; name: string; segment: string }[];
  most: number;
};

/** Sets one more persona beside the others, through the address. */
export function CompareAdder({ ids, options, most }: CompareAdderProps) {
  const { change, isPending } = useAddress();
  const isFull = ids.length >= most;
  return (
    <Select
      className="w-60 max-md:w-full"
      aria-label="Add a persona"
      aria-busy={isPending}
      disabled={isFull}
      value=""
      placeholder={isFull ? `${most} at most` : "Add a persona"}
      options={options
        .filter(({ id }) => !ids.includes(id))
        .map(({ id, name, segment }) => ({ value: id, label: name, group: segment }))}
      onChange={(event) => change({ p: [...ids, event.target.value].join(",") })}
    />
  );
}
