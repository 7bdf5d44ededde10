"use client";

import { Plus, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { usualTest } from "@/lib/segments/editing/comparison";
import { eventWords } from "@/lib/segments/event-words";
import type { EventCondition, PropertyFilter } from "@/lib/segments/rule";
import { type ConditionProps, useBuilder } from "./builder-context";
import { FigureTokens, isOnce, timesWord } from "./figure-tokens";
import { ADD_FILTER, FilterLine } from "./filter-line";
import { TestTokens } from "./test-tokens";
import { PolarityToken, SubjectToken } from "./tokens";
import { WindowTokens } from "./window-tokens";

/** Did or did not, how often, when, and what must hold of the event's properties. */
export function EventTokens({ lineId, condition, isNegated, onChange }: ConditionProps<EventCondition>) {
  const { catalogue } = useBuilder();
  const event = catalogue.events.find(({ name }) => name === condition.event);
  const { count, window, where = [] } = condition;
  const properties = event?.properties ?? [];
  const setWhere = (next: PropertyFilter[], key?: string) => {
    const { where: _, ...rest } = condition;
    onChange(next.length > 0 ? { ...rest, where: next } : rest, isNegated, key);
  };
  const change = (index: number, filter: PropertyFilter, key?: string) =>
    setWhere(
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
      <Sentence>
        <PolarityToken
          label="Did or did not"
          words={["did", "did not"]}
          isNegated={isNegated}
          onChange={(next) => onChange(condition, next)}
        />
        <SubjectToken lineId={lineId}>{deedOf(condition.event, event?.label)}</SubjectToken>
        {(!isNegated || !isOnce(count)) && (
          <>
            <FigureTokens
              name="times"
              test={count}
              isNegated={isNegated}
              hasOwnNot
              fewer="fewer than"
              min={0}
              onChange={(next, isNot, key) => onChange({ ...condition, count: next }, isNot, key)}
            />
            <span>{timesWord(count)}</span>
          </>
        )}
        <WindowTokens
          window={window}
          onChange={(next, key) => {
            const { window: _, ...rest } = condition;
            onChange(next ? { ...rest, window: next } : rest, isNegated, key);
          }}
        />
      </Sentence>
      {where.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filters have no id; each is drawn from its values alone
        <FilterLine key={index} joint={index === 0 ? "where" : "and"}>
          <TokenSelect
            label="Property"
            value={filter.property}
            options={optionsWith(
              properties.map(({ key }) => key),
              filter.property,
            )}
            onChange={(event) => change(index, empty(event.target.value))}
          />
          <TestTokens
            key={filter.property}
            type={filter.type}
            name={filter.property}
            test={filter.test}
            isNegated={filter.isNot === true}
            source={
              filter.type === "text"
                ? { from: { of: "property", key: filter.property, event: condition.event } }
                : {}
            }
            onChange={(test, isNot, key) => {
              const { isNot: _, ...rest } = filter;
              change(index, { ...rest, test, ...(isNot && { isNot }) }, key);
            }}
          />
          <IconButton
            label={`Remove the filter on ${filter.property}`}
            className="size-6"
            onClick={() => setWhere(where.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" />
          </IconButton>
        </FilterLine>
      ))}
      {first && where.length < 20 && (
        <button
          type="button"
          className={ADD_FILTER}
          onClick={() => setWhere([...where, empty((unused(properties, where) ?? first).key)])}
        >
          <Plus aria-hidden="true" />
          property filter
        </button>
      )}
    </>
  );
}

/** "did open an e-mail"; an event without a verb of its own goes by its label. */
function deedOf(name: string, label: string | undefined): string {
  const { base } = eventWords(name, label);
  return base.startsWith("do “") ? (label ?? name) : base;
}

function unused<P extends { key: string }>(properties: readonly P[], where: readonly PropertyFilter[]) {
  return properties.find(({ key }) => where.every(({ property }) => property !== key));
}

function optionsWith(keys: string[], current: string) {
  const all = keys.includes(current) ? keys : [current, ...keys];
  return all.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
