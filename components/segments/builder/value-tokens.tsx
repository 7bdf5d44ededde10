"use client";

import { useEffect, useRef, useState } from "react";
import { Chip } from "@/components/ui/chip";
import { type ComboOption, TokenCombo } from "@/components/ui/token-combo";
import { formatNumber } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { ValueSearch } from "@/lib/segments/model";
import { type Counted, countedText } from "@/lib/segments/values/counted";
import type { Suggestion, Suggestions } from "@/lib/segments/values/suggestion";
import { ask } from "./ask";
import { useBuilder } from "./builder-context";

export type ValueSource = {
  /** The only values there are; without it any text can be entered. */
  fixed?: readonly string[];
  /** Where values found in the data come from. */
  from?: Omit<ValueSearch, "query">;
};

const ALL: Counted = { kind: "all" };

const PAUSE_MS = 150;
const FEW = 12;

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
  const { learnProducts } = useBuilder();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { options: found, counted } = useSuggestions(source, text, isOpen, learnProducts, labelOf);
  const isFree = !source.fixed && source.from?.of !== "product";
  const options = found.filter(({ value }) => !values.includes(value));
  const typed = text.trim();
  const isNew = isFree && typed !== "" && !options.some(({ value }) => value === typed);

  function add(value: string) {
    onChange(isSingle ? [value] : [...values, value]);
    setText("");
    if (isSingle) setOpen(false);
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
      <TokenCombo
        inputRef={input}
        label={values.length > 0 && isSingle ? `Another value of ${name}` : `Add a value of ${name}`}
        listLabel={`Values of ${name}`}
        text={text}
        onText={setText}
        options={isNew ? [...options, { value: typed, label: `“${typed}”`, end: "add" }] : options}
        onChoose={({ value }) => add(value)}
        isOpen={isOpen}
        onOpen={setOpen}
        onLeave={() => {
          if (isNew) add(typed);
        }}
        onBackspace={() => values.length > 0 && onChange(values.slice(0, -1))}
        note={countedText(counted, formatNumber)}
        isQuiet={values.length > 0}
        placeholder={values.length === 0 ? "value" : isSingle ? "another" : "+ value"}
      />
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
): { options: ComboOption[]; counted: Counted } {
  const [found, setFound] = useState<Suggestions>({ values: [], counted: ALL });
  const query = fixed ? "" : text.trim();
  const question = from ? JSON.stringify({ ...from, query }) : null;
  const learned = useRef(learn);
  learned.current = learn;

  useEffect(() => {
    if (!isOpen || question === null) return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const result = await ask<Suggestions>("values", JSON.parse(question), withdrawn.signal);
      if (!result?.ok) return;
      if (result.value.products) learned.current(result.value.products);
      setFound(result.value);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [isOpen, question]);

  const { values, counted } = found;
  const sign = counted.kind === "sample" ? "≈\u202f" : "";
  const drawn = ({ value, label = value, count }: Suggestion): ComboOption => ({
    value,
    label,
    end: `${sign}${formatNumber(count)}`,
  });
  if (!fixed) return { options: values.map(drawn), counted };
  const wanted = text.trim().toLowerCase();
  const places = new Map(values.map(({ value }, index) => [value, index]));
  const options = fixed
    .map((value) => {
      const suggestion = values[places.get(value) ?? -1];
      return suggestion ? { ...drawn(suggestion), label: labelOf(value) } : { value, label: labelOf(value) };
    })
    .filter(({ label }) => label.toLowerCase().includes(wanted));
  // Few have an order of their own, such as that of a scale; many come by how frequent they are.
  const place = (value: string) => places.get(value) ?? values.length;
  if (fixed.length > FEW) options.sort((a, b) => place(a.value) - place(b.value));
  return { options, counted };
}
