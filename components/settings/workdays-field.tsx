"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PRESETS = [
  { label: "Monday to Friday", days: [1, 2, 3, 4, 5] },
  { label: "Sunday to Thursday", days: [1, 2, 3, 4, 7] },
  { label: "Monday to Saturday", days: [1, 2, 3, 4, 5, 6] },
  { label: "Every day", days: [1, 2, 3, 4, 5, 6, 7] },
];

/** The weekdays on which work is done: what `workdaysOf` reads back. */
export function WorkdaysField({ workdays, error }: { workdays: readonly number[]; error?: string }) {
  const [chosen, setChosen] = useState<readonly number[]>(workdays);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">Working days</legend>
      <p className="max-w-[70ch] text-xs text-ink-3">
        Lengths and gaps of the plan count only these days, and what follows something starts on one of them.
      </p>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {DAYS.map((label, index) => (
          <Checkbox
            key={label}
            name="workday"
            value={index + 1}
            label={label}
            checked={chosen.includes(index + 1)}
            aria-invalid={error ? true : undefined}
            onChange={({ target: { checked } }) =>
              setChosen(checked ? [...chosen, index + 1] : chosen.filter((day) => day !== index + 1))
            }
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        {PRESETS.map(({ label, days }) => (
          <Button key={label} size="sm" onClick={() => setChosen(days)}>
            {label}
          </Button>
        ))}
      </div>
      {error && <p className="text-xs text-bad">{error}</p>}
    </fieldset>
  );
}

export function workdaysOf(data: FormData): number[] {
  return data.getAll("workday").map(Number);
}
