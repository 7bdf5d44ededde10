"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";

export type PickerEntry = {
  key: string;
  /** Entries of one group stand together under its name. */
  group: string;
  title: ReactNode;
  meta?: string;
  /** Stands at the right end, for the eye alone. */
  end?: ReactNode;
  /** It is shown, with the reason as `meta`, and cannot be chosen. */
  isRefused?: boolean;
};

export type PickerProps<Entry extends PickerEntry> = {
  /** Names the dialog and its field. */
  label: string;
  listLabel: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  entries: readonly Entry[];
  /** The place of the entry that Enter would choose; the owner keeps it, so that a new search begins at the top. */
  at: number;
  onAt: (at: number) => void;
  onChoose: (entry: Entry) => void;
  onClose: () => void;
  /** Stands for the list when it is empty. */
  empty: ReactNode;
  /** How much was found, for who does not see it. */
  status: string;
  /** Names of groups above the list, to jump to. */
  hasJumps?: boolean;
};

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** A field and the list that it searches, over the page: the palette, and everything else that is picked from many. */
export function Picker<Entry extends PickerEntry>(props: PickerProps<Entry>) {
  const { label, query, entries, onAt, onClose, empty, status } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const chosen = Math.min(props.at, entries.length - 1);
  const groups = [...new Set(entries.map(({ group }) => group))];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (entries.length > 0) document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen, entries]);

  function choose(entry: Entry | undefined) {
    if (entry && !entry.isRefused) props.onChoose(entry);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      const next = chosen + step;
      const last = entries.length - 1;
      onAt(Math.abs(step) > 1 ? Math.max(0, Math.min(next, last)) : (next + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(entries[chosen]);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Esc does the same by keyboard
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className="mx-auto mt-[10vh] w-[min(640px,calc(100vw-16px))] overflow-clip rounded-xl border border-line bg-surface p-0 text-ink shadow-pop backdrop:bg-scrim max-md:mt-2"
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-3">
        <Search aria-hidden="true" className="size-4 flex-none text-ink-3" />
        <input
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={query}
          onChange={(event) => {
            props.onQuery(event.target.value);
            onAt(0);
          }}
          onKeyDown={onKeyDown}
          className="w-full min-w-0 bg-transparent text-md outline-none"
        />
        <button
          type="button"
          onClick={onClose}
          className="min-h-6 rounded-sm border border-line px-1.5 text-2xs text-ink-3 coarse:min-h-control"
        >
          esc
        </button>
      </div>
      {props.hasJumps && (
        <div className="flex flex-wrap gap-1 border-b border-line px-4 py-2">
          {groups.map((group) => (
            <button
              key={group}
              type="button"
              tabIndex={-1}
              className="min-h-6 rounded-full bg-sunken px-2.5 text-xs text-ink-2 hover:bg-hover coarse:min-h-9"
              onClick={() => {
                onAt(entries.findIndex((entry) => entry.group === group));
                const heading = list.current?.querySelector(`[data-group-name="${CSS.escape(group)}"]`);
                heading?.scrollIntoView({ block: "start" });
              }}
            >
              {group}
            </button>
          ))}
        </div>
      )}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.listLabel}
        tabIndex={-1}
        className="max-h-[min(62dvh,520px)] overflow-y-auto pb-2"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options under a heading, inside a listbox
          <div key={group} role="group" aria-label={group} data-group-name={group}>
            <div aria-hidden="true" className="px-4 pt-2.5 pb-1 text-2xs font-medium text-ink-3">
              {group}
            </div>
            {entries.map((entry, index) =>
              entry.group !== group ? null : (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field above
                <div
                  key={entry.key}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === chosen}
                  aria-disabled={entry.isRefused === true || undefined}
                  onClick={() => choose(entry)}
                  onPointerMove={() => index !== chosen && onAt(index)}
                  className={clsx(
                    "mx-1.5 flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1 text-sm coarse:min-h-control",
                    index === chosen && "bg-accent-soft",
                    entry.isRefused && "cursor-not-allowed",
                  )}
                >
                  <span
                    className={clsx(
                      "min-w-0 truncate",
                      index === chosen && "font-medium",
                      entry.isRefused && "text-ink-3",
                    )}
                  >
                    {entry.title}
                  </span>
                  {entry.meta && (
                    <span
                      className={clsx(
                        "min-w-0 truncate text-xs text-ink-2",
                        !entry.end && "ml-auto text-right",
                      )}
                    >
                      {entry.meta}
                    </span>
                  )}
                  {entry.end && (
                    <span aria-hidden="true" className="ml-auto flex-none">
                      {entry.end}
                    </span>
                  )}
                </div>
              ),
            )}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="px-4 pt-3 pb-4 text-sm text-ink-2">{empty}</p>}
      <p role="status" className="sr-only">
        {status}
      </p>
    </dialog>
  );
}
