"use client";

import { CalendarDays } from "lucide-react";
import { useRef, useState } from "react";
import { TokenCombo } from "@/components/ui/token-combo";
import { type Day, formatDay, isDay } from "@/lib/days";
import { dayChoices, readDay } from "@/lib/segments/editing/day-words";
import { useBuilder } from "./builder-context";

export type DayFieldProps = {
  label: string;
  /** Empty while nothing is entered; what could not be read stays as it was typed, and the line says so. */
  value: string;
  onChange: (day: string) => void;
};

/** A day as a word of the sentence: typed as people say it, chosen among usual ones, or on a calendar. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const { today } = useBuilder();
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const shown = isDay(value) ? formatDay(value, today, { weekday: true }) : value;
  const options = dayChoices(typed ?? "", today).map(({ words, day }) => ({
    value: day,
    label: words,
    end: formatDay(day, undefined, { weekday: true }),
  }));

  function set(day: Day | null) {
    if (day !== null) onChange(day);
    setTyped(null);
  }

  return (
    <span className="relative inline-flex items-center">
      <TokenCombo
        label={label}
        listLabel={`Days for ${label}`}
        text={typed ?? shown}
        onText={setTyped}
        options={options}
        onChoose={({ value: day }) => {
          set(day);
          setOpen(false);
        }}
        isOpen={isOpen}
        onOpen={setOpen}
        onLeave={() => {
          if (typed === null) return;
          set(typed.trim() === "" ? "" : (readDay(typed, today) ?? typed.trim()));
        }}
        note={typed && options.length === 0 ? null : "It stays this day from then on."}
        placeholder="last Tuesday, 3 March"
        className="min-w-[6em] rounded-r-none"
      />
      <button
        type="button"
        aria-label={`${label}: choose on a calendar`}
        title="Choose on a calendar"
        onClick={() => calendar.current?.showPicker()}
        className="grid min-h-[26px] w-6 place-items-center rounded-r-[5px] bg-sunken text-ink-3 hover:bg-hover coarse:min-h-control coarse:w-control"
      >
        <CalendarDays aria-hidden="true" className="size-3.5" />
      </button>
      <input
        ref={calendar}
        type="date"
        data-apart=""
        tabIndex={-1}
        aria-hidden="true"
        value={isDay(value) ? value : ""}
        onChange={(event) => set(event.target.value)}
        className="pointer-events-none absolute bottom-0 left-0 h-full w-0 opacity-0"
      />
    </span>
  );
}
