"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type ConditionChoice, searchChoices } from "@/lib/segments/editing/choices";

export type ConditionPickerProps = {
  choices: readonly ConditionChoice[];
  /** The choice that the line has now. */
  currentKey: string | null;
  title: string;
  onPick: (choice: ConditionChoice) => void;
  onClose: () => void;
};

/** Everything that a condition can be about, by kind and searched as typed. */
export function ConditionPicker({ choices, currentKey, title, onPick, onClose }: ConditionPickerProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ key }) => key === currentKey),
    ),
  );
  const shown = useMemo(() => searchChoices(choices, query), [choices, query]);
  const chosen = Math.min(at, shown.length - 1);
  const groups = [...new Set(shown.map(({ group }) => group))];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  const close = () => dialog.current?.close();

  function choose(choice: ConditionChoice | undefined) {
    if (!choice || choice.refusal) return;
    close();
    onPick(choice);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      const next = chosen + step;
      setAt(
        Math.abs(step) === 1
          ? (next + shown.length) % shown.length
          : Math.max(0, Math.min(next, shown.length - 1)),
      );
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(shown[chosen]);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Esc does the same by keyboard
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
      className="mx-auto mt-[10vh] w-[min(640px,calc(100vw-16px))] overflow-clip rounded-xl border border-line bg-surface p-0 text-ink shadow-pop backdrop:bg-scrim max-md:mt-2"
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-3">
        <Search aria-hidden="true" className="size-4 flex-none text-ink-3" />
        <input
          autoFocus
          role="combobox"
          aria-label={title}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="What is the condition about?"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="w-full min-w-0 bg-transparent text-md outline-none"
        />
        <button
          type="button"
          onClick={close}
          className="min-h-6 rounded-sm border border-line px-1.5 text-2xs text-ink-3 coarse:min-h-control"
        >
          esc
        </button>
      </div>
      {query === "" && (
        <div className="flex flex-wrap gap-1 border-b border-line px-4 py-2">
          {groups.map((group) => (
            <button
              key={group}
              type="button"
              tabIndex={-1}
              className="min-h-6 rounded-full bg-sunken px-2.5 text-xs text-ink-2 hover:bg-hover coarse:min-h-9"
              onClick={() => {
                const first = shown.findIndex((choice) => choice.group === group);
                setAt(first);
                list.current
                  ?.querySelector(`[data-group-name="${group}"]`)
                  ?.scrollIntoView({ block: "start" });
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
        aria-label="Conditions"
        tabIndex={-1}
        className="max-h-[min(62dvh,520px)] overflow-y-auto pb-2"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options under a heading, inside a listbox
          <div key={group} role="group" aria-label={group} data-group-name={group}>
            <div aria-hidden="true" className="px-4 pt-2.5 pb-1 text-2xs font-medium text-ink-3">
              {group}
            </div>
            {shown.map((choice, index) =>
              choice.group !== group ? null : (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field above
                <div
                  key={choice.key}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === chosen}
                  aria-disabled={choice.refusal !== undefined}
                  onClick={() => choose(choice)}
                  onPointerMove={() => index !== chosen && setAt(index)}
                  className={clsx(
                    "mx-1.5 flex min-h-8 cursor-pointer items-baseline gap-3 rounded-md px-2.5 py-1 text-sm coarse:min-h-control coarse:items-center",
                    index === chosen && "bg-accent-soft",
                    choice.refusal && "cursor-not-allowed",
                  )}
                >
                  <span
                    className={clsx(
                      "min-w-0",
                      index === chosen && "font-medium",
                      choice.refusal && "text-ink-3",
                    )}
                  >
                    {choice.label}
                    {choice.key === currentKey && <span className="text-xs text-ink-2"> (now)</span>}
                  </span>
                  <span className="ml-auto max-w-[45%] truncate text-right text-xs text-ink-2">
                    {choice.refusal ?? choice.hint}
                  </span>
                </div>
              ),
            )}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p className="px-4 pt-3 pb-4 text-sm text-ink-2">
          Nothing is called “{query}”. Try a part of a field, an event, a question or a segment.
        </p>
      )}
      <p role="status" className="sr-only">
        {`${shown.length} conditions`}
      </p>
    </dialog>
  );
}
