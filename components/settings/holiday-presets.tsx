"use client";

import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select";
import type { Holiday } from "@/lib/workspaces/model";
import {
  countryLabel,
  HOLIDAY_COUNTRIES,
  type HolidayCountry,
  publicHolidays,
} from "@/lib/workspaces/public-holidays";

type HolidayPresetsProps = { thisYear: number; onAdd: (holidays: Holiday[]) => void };

/** Public holidays of a country and year, to be put into the list at once. */
export function HolidayPresets({ thisYear, onAdd }: HolidayPresetsProps) {
  const [country, setCountry] = useState<HolidayCountry>("DE");
  const [year, setYear] = useState(thisYear);
  const years = [thisYear, thisYear + 1, thisYear + 2];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <SelectField
        label="Public holidays of"
        options={HOLIDAY_COUNTRIES.map((value) => ({ value, label: countryLabel(value) }))}
        value={country}
        onChange={({ target: { value } }) =>
          setCountry(HOLIDAY_COUNTRIES.find((known) => known === value) ?? country)
        }
      />
      <SelectField
        label="in"
        options={years.map((value) => ({ value: String(value), label: String(value) }))}
        value={String(year)}
        onChange={({ target: { value } }) => setYear(Number(value))}
      />
      <Button onClick={() => onAdd(publicHolidays(country, year))}>
        <CalendarPlus aria-hidden="true" />
        Add these holidays
      </Button>
    </div>
  );
}
