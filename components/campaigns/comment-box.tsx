"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Textarea } from "@/components/ui/textarea";
import { typedMention } from "@/lib/campaigns/comments/mention";
import type { NamedKey } from "@/lib/timeline/plan";

type CommentBoxProps = {
  label: string;
  value: string;
  people: readonly NamedKey[];
  autoFocus?: boolean;
  onChange: (text: string) => void;
  onSubmit: () => void;
  onCancel?: () => void;
};

const MOST = 6;

/** A text in which @ offers the people of the team. Ctrl or ⌘ and Enter sends it. */
export function CommentBox(props: CommentBoxProps) {
  const { label, value, people, autoFocus, onChange, onSubmit, onCancel } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const mention = isClosed ? null : typedMention(value, caret);
  const typed = mention?.typed.toLowerCase() ?? "";
  const found = mention
    ? people
        .filter(({ label: name }) =>
          [name, ...name.split(" ")].some((part) => part.toLowerCase().startsWith(typed)),
        )
        .slice(0, MOST)
    : [];
  const isDone = found.length === 1 && found[0]?.label.toLowerCase() === typed;
  const offered = isDone ? [] : found;
  const at = Math.min(chosen, offered.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  function take(person: NamedKey) {
    if (!mention) return;
    const before = `${value.slice(0, mention.start)}@${person.label} `;
    onChange(before + value.slice(caret).replace(/^ /, ""));
    setChosen(0);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(before.length, before.length);
      setCaret(before.length);
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
      return;
    }
    if (offered.length === 0) {
      if (event.key === "Escape") onCancel?.();
      return;
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const person = offered[at];
    if (step !== 0) setChosen((at + step + offered.length) % offered.length);
    else if ((event.key === "Enter" || event.key === "Tab") && person) take(person);
    else if (event.key === "Escape") setClosed(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <Textarea
        ref={area}
        rows={2}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? optionId(at) : undefined}
        placeholder="Write a comment; @ names somebody"
        value={value}
        maxLength={4000}
        autoFocus={autoFocus}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setClosed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label="People"
          className="absolute top-full left-0 z-20 mt-1 w-64 max-w-full rounded-lg border border-line bg-surface p-1 shadow-pop"
        >
          {offered.map((person, index) => (
            <div
              key={person.key}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                take(person);
              }}
              className={clsx(
                "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm coarse:min-h-control",
                index === at && "bg-hover",
              )}
            >
              <Avatar name={person.label} decorative />
              {person.label}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
