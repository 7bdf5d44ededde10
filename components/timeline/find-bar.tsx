import { type FormEvent, useEffect, useRef, useState } from "react";
import { TextField } from "@/components/ui/input";
import type { Bar, Plan } from "@/lib/timeline/bars";
import { findBars } from "@/lib/timeline/find";
import { spanWords } from "@/lib/timeline/scale";

const MOST = 8;

export type FindBarProps = { plan: Plan; today: number; onShow: (id: string) => void };

/** Finds a bar by its name, in folded rows and far away too, and goes there. */
export function FindBar({ plan, today, onShow }: FindBarProps) {
  const [asked, setAsked] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // Once the popover is drawn: what is hidden takes no focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const { bars, total } = findBars(plan, asked, MOST);
  const go = ({ item }: Bar) => {
    form.current?.closest<HTMLElement>("[popover]")?.hidePopover();
    onShow(item.id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (bars[0]) go(bars[0]);
  };
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-2">
      <TextField
        label="Find a bar"
        type="search"
        placeholder="Campaign, tactic or milestone"
        required={false}
        autoComplete="off"
        ref={field}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
      />
      <p role="status" className="text-xs text-ink-3">
        {asked.trim() === ""
          ? "Enter goes to the first that is found."
          : total === 0
            ? "No bar has this in its name. Filters may hide it."
            : total > MOST
              ? `The first ${MOST} of ${total}.`
              : `${total} found.`}
      </p>
      {bars.length > 0 && (
        <ul className="-mx-1 flex flex-col">
          {bars.map((bar) => (
            <li key={bar.item.id}>
              <button
                type="button"
                onClick={() => go(bar)}
                className="flex min-h-8 w-full min-w-0 flex-col rounded-md px-2 py-1 text-left hover:bg-hover"
              >
                <span className="w-full truncate">{bar.item.name}</span>
                <span className="w-full truncate text-xs text-ink-3">
                  {spanWords(bar.start, bar.end, today)}
                  {bar.item.parentId !== null && ` · ${plan.byId.get(bar.item.parentId)?.item.name}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
