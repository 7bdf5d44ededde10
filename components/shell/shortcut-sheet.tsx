"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";
import { Switch } from "@/components/ui/switch";
import { layers } from "./layers";
import type { NavItem } from "./nav";
import { SINGLE_KEYS_KEY, writePreference } from "./preferences";
import { usePreference } from "./use-preference";

type Row = readonly [keys: readonly string[], does: string];

const EVERYWHERE: readonly Row[] = [
  [["mod", "K"], "Search and commands"],
  [["mod", "Z"], "Undo the last change"],
  [["/"], "Filter this page"],
  [["N"], "New here"],
  [["E"], "Edit"],
  [["["], "Fold the navigation"],
  [["?"], "This sheet"],
];

const LISTS: readonly Row[] = [
  [["J"], "Next row"],
  [["K"], "Previous row"],
  [["Enter"], "Open"],
  [["Space"], "Peek beside the list"],
  [["X"], "Select; Shift X selects a range"],
  [["T"], "Take"],
  [["A"], "Hand over (segments)"],
];

const RULES: readonly Row[] = [
  [["Enter"], "Into a line; Esc comes back"],
  [["Alt", "↑ ↓"], "Move a line"],
  [["Alt", "← →"], "Out of a group, into one"],
  [["X"], "Select; Shift ↑ ↓ selects more"],
  [["mod", "G"], "Put lines into a group"],
  [["mod", "D"], "Duplicate"],
  [["mod", "C"], "Copy as text; X cuts, V pastes"],
  [["Space"], "Switch off and on"],
  [["mod", "S"], "Save"],
];

const TIMELINE: readonly Row[] = [
  [["M"], "Move mode: ← → a day, Ctrl a week, Shift the end, Alt the start"],
  [["L"], "Link: choose what shall wait"],
  [["X"], "Select; Shift X selects a range"],
  [["mod", "C"], "Copy a plan; V pastes it, shifted in time"],
  [["N"], "Add to the plan"],
  [["F"], "Bring the bar into view"],
  [["D"], "Today"],
  [["0"], "Fit all bars"],
  [["+ −"], "Zoom"],
];

export function ShortcutSheet({ items }: { items: readonly NavItem[] }) {
  const isOff = usePreference(SINGLE_KEYS_KEY) === "off";
  const places: Row[] = items.flatMap((item) =>
    item.key ? [[["G", item.key.toUpperCase()], item.label] as const] : [],
  );
  return (
    <Dialog open onClose={() => layers.show(null)} title="Keyboard shortcuts" width="lg">
      <div className="mt-2 grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Part title="Everywhere" rows={EVERYWHERE} />
        <Part title="Go to" rows={places} />
        <Part title="In lists" rows={LISTS} />
        <Part title="In a rule" rows={RULES} />
        <Part title="On the timeline" rows={TIMELINE} />
      </div>
      <div className="mt-5 text-ink">
        <Switch
          label="Single-letter keys"
          help="Off inside fields in any case. Ctrl or ⌘ keys always work."
          checked={!isOff}
          onChange={(event) => writePreference(SINGLE_KEYS_KEY, event.target.checked ? null : "off")}
        />
      </div>
    </Dialog>
  );
}

function Part({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold text-ink">{title}</h3>
      <dl className="flex flex-col gap-1.5 text-sm">
        {rows.map(([keys, does]) => (
          <div key={does} className="flex items-center justify-between gap-3">
            <dt>{does}</dt>
            <dd className="flex flex-none gap-1">
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
