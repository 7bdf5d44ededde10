"use client";

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Holiday } from "@/lib/workspaces/model";
import { HolidayPresets } from "./holiday-presets";

type HolidaysFieldProps = {
  holidays: readonly Holiday[];
  thisYear: number;
  fields: Record<string, string>;
};

/** The rows of the form, in their order: what `holidaysOf` reads back. */
export function HolidaysField({ holidays, thisYear, fields }: HolidaysFieldProps) {
  const next = useRef(holidays.length);
  const list = useRef<HTMLUListElement>(null);
  const [rows, setRows] = useState(() => holidays.map((holiday, key) => ({ key, ...holiday })));

  function add() {
    setRows([...rows, { key: next.current++, on: "", name: "" }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  }

  /** Days that the list has keep the name that it gives them. The fields know what is typed, the rows do not. */
  function addAll(added: readonly Holiday[]) {
    const typed = [...(list.current?.querySelectorAll<HTMLInputElement>("[name='holiday.on']") ?? [])];
    const has = new Set(typed.map((field) => field.value));
    const fresh = added.filter(({ on }) => !has.has(on));
    setRows([...rows, ...fresh.map((holiday) => ({ key: next.current++, ...holiday }))]);
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">
        Days off <span className="font-normal text-ink-3">optional</span>
      </legend>
      <p className="max-w-[70ch] text-xs text-ink-3">
        Drawn on the timeline like weekends. Nobody is expected to work on them.
      </p>
      {rows.length > 0 && (
        <ul ref={list} className="flex flex-col gap-2">
          {rows.map((row, index) => {
            const problem = fields[`holidays.${index}.on`] ?? fields[`holidays.${index}.name`];
            const what = row.name || `day ${index + 1}`;
            return (
              <li key={row.key} className="flex flex-col gap-1">
                <span className="flex items-center gap-2">
                  <Input
                    type="date"
                    name="holiday.on"
                    aria-label={`Date of ${what}`}
                    aria-invalid={fields[`holidays.${index}.on`] ? true : undefined}
                    defaultValue={row.on}
                    className="num w-36! flex-none"
                  />
                  <Input
                    name="holiday.name"
                    aria-label={`Name of ${what}`}
                    aria-invalid={fields[`holidays.${index}.name`] ? true : undefined}
                    defaultValue={row.name}
                    placeholder="Labour Day"
                    className="max-w-72"
                  />
                  <IconButton
                    label={`Remove ${what}`}
                    onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                  >
                    <X aria-hidden="true" />
                  </IconButton>
                </span>
                {problem && <span className="text-xs text-bad">{problem}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {fields.holidays && <p className="text-xs text-bad">{fields.holidays}</p>}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Button onClick={add}>
          <Plus aria-hidden="true" />
          Add day off
        </Button>
        <HolidayPresets thisYear={thisYear} onAdd={addAll} />
      </div>
    </fieldset>
  );
}

/** The days that the form holds; empty rows count as removed. */
export function holidaysOf(data: FormData): Holiday[] {
  const names = data.getAll("holiday.name").map(String);
  return data
    .getAll("holiday.on")
    .map((on, index) => ({ on: String(on), name: names[index] ?? "" }))
    .filter(({ on, name }) => on !== "" || name.trim() !== "");
}
