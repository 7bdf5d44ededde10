import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { SelectField, type SelectOption } from "@/components/ui/select";
import { DEPENDENCY_TYPES, type DependencyType } from "@/lib/campaigns/status";
import type { Bar, Days } from "@/lib/timeline/bars";
import { type LinkState, linkWords } from "@/lib/timeline/links";
import type { PlanLink } from "@/lib/timeline/plan";
import { dayWords } from "@/lib/timeline/scale";
import { Part } from "./panel-part";

export type BarLinksProps = {
  bar: Bar;
  today: number;
  states: readonly LinkState[];
  isFixed: boolean;
  /** What may be chosen as predecessor. */
  choices: readonly SelectOption[];
  /** The nearest days of a bar that keep all its dependencies. */
  earliestFor: (bar: Bar) => Days;
  onSave: (days: Days) => void;
  onShow: (id: string) => void;
  onLink: ((fromId: string, type: DependencyType, lagDays: number) => void) | undefined;
  onUnlink: ((link: PlanLink) => void) | undefined;
};

const TYPE_WORDS: Record<DependencyType, string> = {
  FS: "starts after it ends",
  SS: "starts with it or later",
  FF: "ends with it or later",
  SF: "ends after it starts",
};

/** What the bar waits for, what waits for it, and a form to add one. */
export function BarLinks(props: BarLinksProps) {
  const { bar, states, isFixed, today, earliestFor, onSave, onLink } = props;
  const before = states.filter((state) => state.to === bar);
  const after = states.filter((state) => state.from === bar);
  const isBroken = before.some((state) => state.isBroken);
  const fixed = isBroken && !isFixed ? earliestFor(bar) : null;
  return (
    <>
      {(before.length > 0 || onLink) && (
        <Part title="Waits for">
          {before.length === 0 && <p className="text-ink-3">Nothing. It can start any day.</p>}
          <LinkList {...props} states={before} other={(state) => state.from} />
          {fixed && (
            <Button size="sm" className="self-start" onClick={() => onSave(fixed)}>
              Move to {dayWords(fixed.start, today)}
            </Button>
          )}
          {onLink && !isFixed && <AddLink key={bar.item.id} choices={props.choices} onLink={onLink} />}
        </Part>
      )}
      {after.length > 0 && (
        <Part title="Waiting for this">
          <LinkList {...props} states={after} other={(state) => state.to} />
        </Part>
      )}
    </>
  );
}

type ListProps = BarLinksProps & { other: (state: LinkState) => Bar };

function LinkList({ states, other, onShow, onUnlink, isFixed }: ListProps) {
  if (states.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {states.map((state) => {
        const { item } = other(state);
        return (
          <li key={state.link.id} className="flex items-start gap-1">
            <span className="min-w-0 flex-1">
              <button
                type="button"
                className="min-h-6 text-left font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
                onClick={() => onShow(item.id)}
              >
                {item.name}
              </button>
              <span className={state.isBroken ? "block text-xs text-bad" : "block text-xs text-ink-3"}>
                {linkWords(state.link)}
                {state.isBroken && ": broken"}
              </span>
            </span>
            {onUnlink && !isFixed && (
              <IconButton label={`Remove dependency on ${item.name}`} onClick={() => onUnlink(state.link)}>
                <X aria-hidden="true" />
              </IconButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type AddLinkProps = { choices: readonly SelectOption[]; onLink: NonNullable<BarLinksProps["onLink"]> };

function AddLink({ choices, onLink }: AddLinkProps) {
  const [isOpen, setOpen] = useState(false);
  const [fromId, setFromId] = useState("");
  const [type, setType] = useState<DependencyType>("FS");
  const [lag, setLag] = useState("0");
  if (!isOpen)
    return (
      <Button size="sm" variant="ghost" className="-ml-2 self-start" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Add dependency
      </Button>
    );

  function add(event: FormEvent) {
    event.preventDefault();
    if (fromId === "") return;
    onLink(fromId, type, Math.trunc(Number(lag)) || 0);
    setOpen(false);
    setFromId("");
  }

  return (
    <form onSubmit={add} className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-3">
      <SelectField
        label="Waits for"
        placeholder="Choose a bar"
        options={choices}
        value={fromId}
        onChange={(event) => setFromId(event.target.value)}
      />
      <div className="grid grid-cols-[1fr_84px] gap-2">
        <SelectField
          label="How"
          options={DEPENDENCY_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))}
          value={type}
          onChange={(event) =>
            setType(DEPENDENCY_TYPES.find((known) => known === event.target.value) ?? "FS")
          }
        />
        <TextField
          label="Days more"
          type="number"
          min={-365}
          max={365}
          value={lag}
          onChange={(event) => setLag(event.target.value)}
        />
      </div>
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={fromId === ""}>
          Add dependency
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
