"use client";

import { Plus, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { TokenSelect } from "@/components/ui/token-select";
import { usualTest } from "@/lib/segments/editing/comparison";
import type { PropertyFilter } from "@/lib/segments/rule";
import { useBuilder } from "./builder-context";
import { ADD_FILTER, FilterLine } from "./filter-line";
import { TestTokens } from "./test-tokens";

type EventFiltersProps = {
  event: string;
  where: readonly PropertyFilter[];
  onChange: (where: PropertyFilter[], key?: string) => void;
};

/** What must hold of the properties of the same event. */
export function EventFilters({ event, where, onChange }: EventFiltersProps) {
  const { catalogue } = useBuilder();
  const properties = catalogue.events.find(({ name }) => name === event)?.properties ?? [];
  const change = (index: number, filter: PropertyFilter, key?: string) =>
    onChange(
      where.map((one, at) => (at === index ? filter : one)),
      key && `${key} ${index}`,
    );
  const empty = (name: string): PropertyFilter => {
    const type = properties.find(({ key }) => key === name)?.type ?? "text";
    return { property: name, type, test: usualTest(type) };
  };
  const [first] = properties;
  return (
    <>
      {where.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filters have no id; each is drawn from its values alone
        <FilterLine key={index} joint={index === 0 ? "where" : "and"}>
          <TokenSelect
            label="Property"
            value={filter.property}
            options={propertyOptions(
              properties.map(({ key }) => key),
              filter.property,
            )}
            onChange={(chosen) => change(index, empty(chosen.target.value))}
          />
          <TestTokens
            key={filter.property}
            type={filter.type}
            name={filter.property}
            test={filter.test}
            isNegated={filter.isNot === true}
            spread={{ of: "property", event, key: filter.property }}
            source={filter.type === "text" ? { from: { of: "property", key: filter.property, event } } : {}}
            onChange={(test, isNot, key) => {
              const { isNot: _, ...rest } = filter;
              change(index, { ...rest, test, ...(isNot && { isNot }) }, key);
            }}
          />
          <IconButton
            label={`Remove the filter on ${filter.property}`}
            className="size-6"
            onClick={() => onChange(where.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" />
          </IconButton>
        </FilterLine>
      ))}
      {first && where.length < 20 && (
        <button
          type="button"
          className={ADD_FILTER}
          onClick={() => onChange([...where, empty((unused(properties, where) ?? first).key)])}
        >
          <Plus aria-hidden="true" />
          property filter
        </button>
      )}
    </>
  );
}

function unused<P extends { key: string }>(properties: readonly P[], where: readonly PropertyFilter[]) {
  return properties.find(({ key }) => where.every(({ property }) => property !== key));
}

/** The keys as words; the chosen one is among them even when the event has lost it. */
export function propertyOptions(keys: readonly string[], current: string) {
  const all = keys.includes(current) ? keys : [current, ...keys];
  return all.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
