import type { PropertyType } from "@/lib/segments/operators";
import type { Rollup } from "./rollup";

/** A property that events of a name carry. */
export type EventProperty = {
  key: string;
  /** That of its first value. */
  type: PropertyType;
  rollup: Rollup;
  /** While the summary is filled; `total` is null until the stored events are counted. */
  fill: { done: number; total: number | null } | null;
  /** Of the event's `read` last ones: how many carry it, and in how many its value is of another type. */
  carried: number;
  ofAnotherType: number;
  /** Different values among those. */
  values: number;
  /** Rows that a summary of those has: people, days and values that differ. */
  rows: number;
};

/** A thing that customers did, with what is known of it. */
export type KnownEvent = {
  nameNo: number;
  name: string;
  label: string;
  count: number;
  isEstimate: boolean;
  lastAt: Date | null;
  /** How many of the last ones were looked at for their properties. */
  read: number;
  properties: EventProperty[];
};

export const PROPERTY_TYPE_LABEL: Record<PropertyType, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
};

/** Whether a summary by day can answer for the property: a number is compared event by event. */
export function canRegister(type: PropertyType): boolean {
  return type !== "number";
}

/** Among fewer events nothing is said about how their values spread. */
const ENOUGH = 50;

/** What registering a property costs: events to read once and rows to keep, and whether most values stand alone. */
export function costOf(
  { count, read }: Pick<KnownEvent, "count" | "read">,
  { carried, rows, values }: Pick<EventProperty, "carried" | "rows" | "values">,
): { events: number; rows: number; isScattered: boolean } {
  return {
    events: count,
    rows: read === 0 ? 0 : Math.round((rows / read) * count),
    isScattered: carried >= ENOUGH && values > carried / 2,
  };
}

/** An estimate without figures that it does not know: three of them. */
export function roughly(count: number): number {
  return Number(count.toPrecision(3));
}
