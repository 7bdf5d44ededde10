"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Chip } from "@/components/ui/chip";
import { anchorStyles } from "@/components/ui/popover";
import { formatNumber } from "@/lib/format";
import type { RuleCatalogue, Suggestion } from "@/lib/segments/catalogue/catalogue";
import type { ValueSearch } from "@/lib/segments/model";
import { ask } from "./ask";
import { useBuilder } from "./builder-context";

export type ValueSource = {
  /** The only values there are; without it any text can be entered. */
  fixed?: readonly string[];
  /** Where values found in the data come from. */
  from?: Omit<ValueSearch, "query"> | "products";
};

type Option = { value: string; label: string; count?: number };

const PAUSE_MS = 150;

export type ValueTokensProps = {
  name: string;
  values: readonly string[];
  source?: ValueSource;
  /** One value, which a new one replaces. */
  isSingle?: boolean;
  joint?: "or" | "and";
  /** The words of a value that is stored by its key. */
  labelOf?: (value: string) => string;
  onChange: (values: string[]) => void;
};

/** Values as chips, and a field that suggests what the data holds, with the number of customers. */
export function ValueTokens(props: ValueTokensProps) {
  const { name, values, source = {}, isSingle, joint = "or", labelOf = (value) => value, onChange } = props;
  const id = useId();
  const { anchor, anchored } = anchorStyles(id);
  const { learnProducts } = useBuilder();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useSuggestions(source, text, isOpen, learnProducts, labelOf);
  const isFree = !source.fixed && source.from !== "products";
  const options = found.filter(({ value }) => !values.includes(value));
  const typed = text.trim();
  const isNew = isFree && typed !== "" && !options.some(({ value }) => value === typed);
  const all: Option[] = isNew ? [...options, { value: typed, label: `“${typed}”` }] : options;
  const chosen = Math.min(at, all.length - 1);

  useEffect(() => {
    const element = list.current;
    const isShown = element?.matches(":popover-open");
    if (isOpen && all.length > 0 && !isShown) element?.showPopover();
    if ((!isOpen || all.length === 0) && isShown) element?.hidePopover();
  }, [isOpen, all.length]);

  function add(option: Option | undefined) {
    if (!option) return;
    onChange(isSingle ? [option.value] : [...values, option.value]);
    setText("");
    setAt(0);
    if (isSingle) setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      setOpen(true);
      if (all.length > 0) setAt((chosen + step + all.length) % all.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) add(all[chosen]);
      else setOpen(true);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && text === "" && values.length > 0) {
      event.preventDefault();
      onChange(values.slice(0, -1));
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a sentence
    <span
      role="group"
      aria-label={`Values of ${name}`}
      className="inline-flex max-w-full flex-wrap items-center gap-1"
    >
      {values.map((value, index) => (
        <span key={value} className="inline-flex max-w-full items-center gap-1">
          {index > 0 && <span className="text-xs">{joint}</span>}
          <Chip
            removeLabel={`Remove ${labelOf(value)}`}
            onRemove={() => {
              onChange(values.filter((one) => one !== value));
              input.current?.focus();
            }}
          >
            {labelOf(value)}
          </Chip>
        </span>
      ))}
      <input
        ref={input}
        role="combobox"
        aria-label={values.length > 0 && isSingle ? `Another value of ${name}` : `Add a value of ${name}`}
        aria-expanded={isOpen && all.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && all.length > 0 ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        data-operand=""
        style={anchor}
        placeholder={values.length === 0 ? "value" : isSingle ? "another" : "+ value"}
        value={text}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => {
          if (isNew) add({ value: typed, label: typed });
          setOpen(false);
        }}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        className={clsx(
          "field-sizing-content min-h-[26px] max-w-full min-w-[4.5em] rounded-[5px] border px-[7px] text-sm leading-6 text-ink transition-colors coarse:min-h-control coarse:text-md",
          values.length === 0
            ? "border-transparent bg-sunken hover:border-line-strong"
            : "border-transparent bg-transparent hover:bg-sunken focus:bg-sunken",
        )}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={`Values of ${name}`}
        popover="manual"
        style={anchored}
        className="floating max-h-72 min-w-48 p-1"
      >
        {all.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field above
          <div
            key={option.value}
            id={`${id}-${index}`}
            ref={(element) => {
              if (element && index === chosen && isOpen) element.scrollIntoView({ block: "nearest" });
            }}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => add(option)}
            onPointerMove={() => setAt(index)}
            className={clsx(
              "flex min-h-8 cursor-pointer items-center gap-4 rounded-md px-2 text-sm coarse:min-h-control",
              index === chosen && "bg-accent-soft",
            )}
          >
            <span className="min-w-0 truncate">{option.label}</span>
            <span className="num ml-auto flex-none text-xs text-ink-2">
              {option.count === undefined
                ? isNew && index === all.length - 1 && "add"
                : formatNumber(option.count)}
            </span>
          </div>
        ))}
      </div>
    </span>
  );
}

/** What can be chosen: the fixed values, with their numbers where the data tells, or what a search finds. */
function useSuggestions(
  { fixed, from }: ValueSource,
  text: string,
  isOpen: boolean,
  learn: (products: RuleCatalogue["products"]) => void,
  labelOf: (value: string) => string,
): Option[] {
  const [found, setFound] = useState<Option[]>([]);
  const query = fixed ? "" : text.trim();
  const question = JSON.stringify(from === "products" ? { query } : from ? { ...from, query } : null);
  const learned = useRef(learn);
  learned.current = learn;

  useEffect(() => {
    if (!isOpen || question === "null") return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const body: object = JSON.parse(question);
      if ("of" in body) {
        const result = await ask<Suggestion[]>("values", body, withdrawn.signal);
        if (result?.ok) setFound(result.value.map((one) => ({ ...one, label: one.value })));
        return;
      }
      const result = await ask<RuleCatalogue["products"]>("products", body, withdrawn.signal);
      if (!result?.ok) return;
      learned.current(result.value);
      setFound(result.value.map(({ externalId, name }) => ({ value: externalId, label: name })));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [isOpen, question]);

  if (!fixed) return found;
  const counts = new Map(found.map(({ value, count }) => [value, count]));
  const wanted = text.trim().toLowerCase();
  return fixed
    .map((value) => ({ value, label: labelOf(value), count: counts.get(value) }))
    .filter(({ label }) => label.toLowerCase().includes(wanted));
}
