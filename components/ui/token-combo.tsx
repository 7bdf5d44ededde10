"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from "react";
import { anchorStyles } from "./popover";

export type ComboOption = {
  value: string;
  label: string;
  /** Stands at the right: how many, or which one. */
  end?: ReactNode;
};

export type TokenComboProps<Option extends ComboOption> = {
  label: string;
  listLabel: string;
  text: string;
  onText: (text: string) => void;
  options: readonly Option[];
  onChoose: (option: Option) => void;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  /** The focus went elsewhere with this text left in the field. */
  onLeave?: () => void;
  /** Backspace in an empty field. */
  onBackspace?: () => void;
  /** What the options rest on, below them. */
  note?: string | null;
  placeholder?: string;
  isQuiet?: boolean;
  isInvalid?: boolean;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
};

/** A field drawn as a word in a sentence, with a list of what can be chosen: typed, by arrows or by pointer. */
export function TokenCombo<Option extends ComboOption>(props: TokenComboProps<Option>) {
  const { text, options, isOpen, onOpen, onChoose } = props;
  const id = useId();
  const { anchor, anchored } = anchorStyles(id);
  const list = useRef<HTMLDivElement>(null);
  const isFresh = useRef(false);
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, options.length - 1);
  const isShown = isOpen && options.length > 0;

  useEffect(() => {
    const element = list.current;
    const isThere = element?.matches(":popover-open");
    if (isShown && !isThere) element?.showPopover();
    if (!isShown && isThere) element?.hidePopover();
  }, [isShown]);

  function choose(option: Option | undefined) {
    if (!option) return;
    setAt(0);
    onChoose(option);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      onOpen(true);
      if (options.length > 0) setAt((chosen + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) choose(options[chosen]);
      else onOpen(true);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      onOpen(false);
    } else if (event.key === "Backspace" && text === "" && props.onBackspace) {
      event.preventDefault();
      props.onBackspace();
    }
  }

  return (
    <>
      <input
        ref={props.inputRef}
        role="combobox"
        aria-label={props.label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-${chosen}` : undefined}
        aria-invalid={props.isInvalid || undefined}
        autoComplete="off"
        spellCheck={false}
        data-operand=""
        style={anchor}
        placeholder={props.placeholder}
        value={text}
        onFocus={(event) => {
          isFresh.current = true;
          event.currentTarget.select();
          onOpen(true);
        }}
        onClick={(event) => {
          // The press that brought the focus has put the caret somewhere: what is typed now replaces all the same.
          if (isFresh.current) event.currentTarget.select();
          isFresh.current = false;
          onOpen(true);
        }}
        onBlur={() => {
          props.onLeave?.();
          onOpen(false);
        }}
        onChange={(event) => {
          props.onText(event.target.value);
          isFresh.current = false;
          setAt(0);
          onOpen(true);
        }}
        onKeyDown={onKeyDown}
        className={clsx(
          "field-sizing-content min-h-[26px] max-w-full min-w-[4.5em] rounded-[5px] border border-transparent px-[7px] text-sm leading-6 text-ink transition-colors focus:relative focus:z-1 aria-invalid:border-bad coarse:min-h-control coarse:text-md",
          props.isQuiet
            ? "bg-transparent hover:bg-sunken focus:bg-sunken"
            : "bg-sunken hover:border-line-strong",
          props.className,
        )}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.listLabel}
        popover="manual"
        style={anchored}
        className="floating max-h-72 min-w-48 p-1"
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field above
          <div
            key={`${option.value} ${option.label}`}
            id={`${id}-${index}`}
            ref={(element) => {
              if (element && index === chosen && isShown) element.scrollIntoView({ block: "nearest" });
            }}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            onPointerMove={() => setAt(index)}
            className={clsx(
              "flex min-h-8 cursor-pointer items-center gap-4 rounded-md px-2 text-sm coarse:min-h-control",
              index === chosen && "bg-accent-soft",
            )}
          >
            <span className="min-w-0 truncate">{option.label}</span>
            <span className="num ml-auto flex-none text-xs text-ink-2">{option.end}</span>
          </div>
        ))}
        {props.note && (
          <p role="presentation" className="px-2 pt-1.5 pb-0.5 text-2xs text-ink-3">
            {props.note}
          </p>
        )}
      </div>
    </>
  );
}
