"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { type Action, useAction } from "@/components/ui/use-action";
import { LIMITS } from "@/lib/workspaces/limits";
import type { HoursChange } from "@/lib/workspaces/model";

type HoursInputProps = {
  action: Action<HoursChange, { before: number }>;
  userId: string;
  name: string;
  weeklyHours: number;
};

const { least, most } = LIMITS.weeklyHours;

/** Hours a week for tasks; saved when the field is left or Enter is pressed, and can be undone. */
export function HoursInput({ action, userId, name, weeklyHours }: HoursInputProps) {
  const [typed, setTyped] = useState(String(weeklyHours));
  const [known, setKnown] = useState(weeklyHours);
  if (known !== weeklyHours) {
    setKnown(weeklyHours);
    setTyped(String(weeklyHours));
  }
  const { run, isPending } = useAction(action, {
    done: `Weekly hours of ${name} changed`,
    undo: ({ before }) => action({ userId, weeklyHours: before }),
  });

  async function save() {
    const hours = Number(typed);
    const isUsable = typed.trim() !== "" && Number.isInteger(hours) && hours >= least && hours <= most;
    if (!isUsable) return setTyped(String(weeklyHours));
    if (hours === weeklyHours) return;
    const result = await run({ userId, weeklyHours: hours }).catch(() => null);
    if (result && !result.ok) setTyped(String(weeklyHours));
  }

  return (
    <Input
      aria-label={`Weekly hours of ${name}`}
      className="num w-14! text-right [appearance:textfield] [&::-webkit-inner-spin-button]:hidden"
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={typed}
      disabled={isPending}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(String(weeklyHours));
      }}
    />
  );
}
