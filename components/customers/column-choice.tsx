"use client";

import { Columns3 } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import { useAddress } from "@/components/ui/use-address";
import { COLUMNS, type CustomerAddress, columnsOf, columnsParam } from "./address";

/** Which columns the table has, kept in the address. The last one cannot be taken away. */
export function ColumnChoice({ address }: { address: CustomerAddress }) {
  const { isPending, change } = useAddress();
  const shown = columnsOf(address);
  return (
    <span className="max-md:hidden">
      <Popover
        label="Choose columns"
        align="end"
        variant="ghost"
        size="sm"
        trigger={
          <>
            <Columns3 aria-hidden="true" />
            Columns
          </>
        }
      >
        <fieldset aria-busy={isPending} className="flex flex-col gap-1.5">
          <legend className="sr-only">Columns of the table</legend>
          {COLUMNS.map(({ key, label }) => {
            const isShown = shown.includes(key);
            return (
              <Checkbox
                key={key}
                label={label}
                checked={isShown}
                disabled={isShown && shown.length === 1}
                onChange={() => {
                  const next = isShown ? shown.filter((one) => one !== key) : [...shown, key];
                  change({ cols: columnsParam(next) }, { isStep: false });
                }}
              />
            );
          })}
        </fieldset>
      </Popover>
    </span>
  );
}
