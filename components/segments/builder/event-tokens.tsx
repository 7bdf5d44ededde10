"use client";

import type { ReactNode } from "react";
import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { eventWords } from "@/lib/segments/event-words";
import type {
  EventCondition,
  EventFigure,
  EventFigureCondition,
  EventTimeCondition,
  PropertyFilter,
  RuleWindow,
} from "@/lib/segments/rule";
import { type ConditionProps, useBuilder } from "./builder-context";
import { EventFilters, propertyOptions } from "./event-filters";
import { FigureTokens, isOnce, timesWord } from "./figure-tokens";
import { TestTokens } from "./test-tokens";
import { PolarityToken, SubjectToken } from "./tokens";
import { WindowTokens } from "./window-tokens";

type OnEvents = EventCondition | EventFigureCondition | EventTimeCondition;

function withFilters<C extends OnEvents>(condition: C, where: PropertyFilter[]): C {
  const { where: _, ...rest } = condition;
  return (where.length > 0 ? { ...rest, where } : rest) as C;
}

function withWindow<C extends EventCondition | EventFigureCondition>(
  condition: C,
  window: RuleWindow | undefined,
): C {
  const { window: _, ...rest } = condition;
  return (window ? { ...rest, window } : rest) as C;
}

function useEvent(name: string) {
  const { catalogue } = useBuilder();
  return catalogue.events.find((event) => event.name === name);
}

/** Over which events a figure is drawn: those that the condition counts. */
function spreadOver({ event, window, where }: EventCondition | EventFigureCondition) {
  return { event, ...(window && { window }), ...(where && { filters: where }) };
}

/** A sentence about an event, and what must hold of its properties. */
function OnEvent<C extends OnEvents>({
  condition,
  isNegated,
  onChange,
  children,
}: ConditionProps<C> & { children: ReactNode }) {
  return (
    <>
      <Sentence>{children}</Sentence>
      <EventFilters
        event={condition.event}
        where={condition.where ?? []}
        onChange={(next, key) => onChange(withFilters(condition, next), isNegated, key)}
      />
    </>
  );
}

/** Did or did not, how often, when, and what must hold of the event's properties. */
export function EventTokens(props: ConditionProps<EventCondition>) {
  const { lineId, condition, isNegated, onChange } = props;
  const event = useEvent(condition.event);
  const { count, window } = condition;
  return (
    <OnEvent {...props}>
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
            spread={{ of: "event", key: "", ...spreadOver(condition) }}
            onChange={(next, isNot, key) => onChange({ ...condition, count: next }, isNot, key)}
          />
          <span>{timesWord(count)}</span>
        </>
      )}
      <WindowTokens
        window={window}
        onChange={(next, key) => onChange(withWindow(condition, next), isNegated, key)}
      />
    </OnEvent>
  );
}

const FIGURES: readonly { value: EventFigure; label: string }[] = [
  { value: "sum", label: "sum" },
  { value: "average", label: "average" },
  { value: "smallest", label: "smallest" },
  { value: "largest", label: "largest" },
];

/** A figure over a number property: "the sum of amount over Purchase is at least 100 in the last 30 days". */
export function EventFigureTokens(props: ConditionProps<EventFigureCondition>) {
  const { lineId, condition, isNegated, onChange } = props;
  const event = useEvent(condition.event);
  const { figure, property, test, window } = condition;
  const numbers = (event?.properties ?? []).filter(({ type }) => type === "number").map(({ key }) => key);
  return (
    <OnEvent {...props}>
      <TokenSelect
        label="Figure"
        value={figure}
        options={[...FIGURES]}
        onChange={(chosen) => onChange({ ...condition, figure: chosen.target.value as EventFigure })}
      />
      <TokenSelect
        label="Number property"
        value={property}
        options={propertyOptions(numbers, property)}
        onChange={(chosen) => onChange({ ...condition, property: chosen.target.value })}
      />
      <span>of</span>
      <SubjectToken lineId={lineId}>{event?.label ?? condition.event}</SubjectToken>
      <span>is</span>
      <FigureTokens
        name={property.replaceAll("_", " ")}
        test={test}
        isNegated={isNegated}
        spread={{ of: "eventFigure", key: property, figure, ...spreadOver(condition) }}
        onChange={(next, isNot, key) => onChange({ ...condition, test: next }, isNot, key)}
      />
      <WindowTokens
        window={window}
        onChange={(next, key) => onChange(withWindow(condition, next), isNegated, key)}
      />
    </OnEvent>
  );
}

/** The day of the first or the last time: "the last time of Page viewed is more than 30 days ago". */
export function EventTimeTokens(props: ConditionProps<EventTimeCondition>) {
  const { lineId, condition, isNegated, onChange } = props;
  const event = useEvent(condition.event);
  const { which, test } = condition;
  return (
    <OnEvent {...props}>
      <span>the</span>
      <TokenSelect
        label="First or last time"
        value={which}
        options={[
          { value: "first", label: "first" },
          { value: "last", label: "last" },
        ]}
        onChange={(chosen) =>
          onChange({ ...condition, which: chosen.target.value === "first" ? "first" : "last" })
        }
      />
      <SubjectToken lineId={lineId}>{event?.label ?? condition.event}</SubjectToken>
      <TestTokens
        type="date"
        name={`${which} time`}
        test={test}
        isNegated={isNegated}
        onChange={(next, isNot, key) => onChange({ ...condition, test: next }, isNot, key)}
      />
    </OnEvent>
  );
}

/** "did open an e-mail"; an event without a verb of its own goes by its label. */
function deedOf(name: string, label: string | undefined): string {
  const { base } = eventWords(name, label);
  return base.startsWith("do “") ? (label ?? name) : base;
}
