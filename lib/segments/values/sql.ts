import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Clock, type DayRange, startOfDay } from "../clock";
import type { Range, Test } from "../core";

/** How a column keeps its value. A day is a `date`, a moment a `timestamptz` whose day is that of the zone. */
export type Storage = "text" | "number" | "day" | "moment";

/** The test on a typed column; null when the value is. Every value is a bound parameter. */
export function columnTest(column: SQLWrapper, storage: Storage, test: Test, clock: Clock): SQL {
  switch (test.op) {
    case "anyOf":
      return sql`${column} = ${anyText(test.values)}`;
    case "like":
      return sql`${column} ilike ${test.pattern}`;
    case "range":
      return rangeTest(column, test.range);
    case "days":
      return storage === "day" ? dayTest(column, test.days) : momentTest(column, test.days, clock);
    case "anniversary":
      return anniversaryTest(storage === "day" ? column : inZone(column, clock), test.ranges);
    case "known":
      return sql`${column} is not null`;
    case "flag":
      return sql`${column} = ${test.value}::boolean`;
    case "hasAny":
    case "hasAll":
      return sql`false`;
  }
}

/** From this many values on, one comparison with a list is cheaper than an index search for each. */
const MANY = 8;

/**
 * The test on one key of customers.attrs. Equality is containment, which the GIN index on the column answers;
 * nothing here can fail on a value of another type, it only does not match.
 */
export function attributeTest(attrs: SQLWrapper, key: string, test: Test): SQL {
  const contains = (value: unknown) => sql`${attrs} @> ${JSON.stringify({ [key]: value })}::jsonb`;
  const text = sql`(${attrs} ->> ${key}::text)`;
  switch (test.op) {
    case "anyOf":
      return test.values.length > MANY
        ? sql`${text} = ${anyText(test.values)}`
        : either(test.values.map(contains));
    case "hasAny":
      return test.values.length > MANY
        ? sql`jsonb_exists_any(${attrs} -> ${key}::text, ${textArray(test.values)})`
        : either(test.values.map((value) => contains([value])));
    case "hasAll":
      return contains(test.values);
    case "flag":
      return contains(test.value);
    default:
      return jsonTest(attrs, key, test);
  }
}

/** The test on one key of events.props; a text test also reads numbers and booleans as people write them. */
export function propertyTest(props: SQLWrapper, key: string, test: Test): SQL {
  if (test.op === "anyOf") return sql`(${props} ->> ${key}::text) = ${anyText(test.values)}`;
  if (test.op === "flag") return sql`${props} @> ${JSON.stringify({ [key]: test.value })}::jsonb`;
  return jsonTest(props, key, test);
}

/** The number under one key of events.props, or null. Exact, so that a sum does not depend on the order of rows. */
export function propertyNumber(props: SQLWrapper, key: string): SQL {
  const value = sql`(${props} -> ${key}::text)`;
  return sql`case when jsonb_typeof(${value}) = 'number' then ${value}::numeric end`;
}

function jsonTest(json: SQLWrapper, key: string, test: Test): SQL {
  const text = sql`(${json} ->> ${key}::text)`;
  switch (test.op) {
    case "like":
      return sql`${text} ilike ${test.pattern}`;
    case "range":
      return jsonRange(sql`(${json} -> ${key}::text)`, test.range);
    case "days":
      return textDayTest(text, test.days);
    case "anniversary":
      return either(
        test.ranges.map(({ from, to }) => sql`substr(${text}, 6, 5) collate "C" between ${from} and ${to}`),
      );
    case "known":
      return sql`${text} is not null`;
    case "anyOf":
    case "hasAny":
    case "hasAll":
    case "flag":
      return sql`false`;
  }
}

/** Numbers in json compare as numbers without a cast; the guard keeps values of other types out of their order. */
function jsonRange(value: SQL, { from, to }: Range): SQL {
  const json = (bound: number) => sql`${JSON.stringify(bound)}::jsonb`;
  const parts = [sql`jsonb_typeof(${value}) = 'number'`];
  if (from) parts.push(sql`${value} ${operator(">", from.isIncluded)} ${json(from.value)}`);
  if (to) parts.push(sql`${value} ${operator("<", to.isIncluded)} ${json(to.value)}`);
  return both(parts);
}

/** Whether a figure (a column or an aggregate) lies in the range. */
export function rangeTest(figure: SQLWrapper, { from, to }: Range): SQL {
  const parts: SQL[] = [];
  if (from) parts.push(sql`${figure} ${operator(">", from.isIncluded)} ${numeral(from.value)}`);
  if (to) parts.push(sql`${figure} ${operator("<", to.isIncluded)} ${numeral(to.value)}`);
  return parts.length > 0 ? both(parts) : sql`${figure} is not null`;
}

/** The moment lies on one of the days, in the zone; always true for an open range over a known moment. */
export function momentTest(moment: SQLWrapper, days: DayRange, { timeZone }: Clock): SQL {
  const at = (day: string) => sql`${startOfDay(day, timeZone).toISOString()}::timestamptz`;
  return between(moment, days, at);
}

export function dayTest(day: SQLWrapper, days: DayRange): SQL {
  return between(day, days, (bound) => sql`${bound}::date`);
}

function textDayTest(text: SQL, days: DayRange): SQL {
  return between(sql`${text} collate "C"`, days, (bound) => sql`${bound}::text`);
}

function between(value: SQLWrapper, { from, until }: DayRange, bound: (day: string) => SQL): SQL {
  const parts: SQL[] = [];
  if (from !== undefined) parts.push(sql`${value} >= ${bound(from)}`);
  if (until !== undefined) parts.push(sql`${value} < ${bound(until)}`);
  return parts.length > 0 ? both(parts) : sql`${value} is not null`;
}

function anniversaryTest(day: SQLWrapper, ranges: { from: string; to: string }[]): SQL {
  const number = (monthDay: string) => Number(monthDay.replace("-", ""));
  const value = sql`(extract(month from ${day}) * 100 + extract(day from ${day}))::int`;
  return either(
    ranges.map(({ from, to }) => sql`${value} between ${number(from)}::int and ${number(to)}::int`),
  );
}

function inZone(moment: SQLWrapper, { timeZone }: Clock): SQL {
  return sql`(${moment} at time zone ${timeZone}::text)`;
}

/** A whole number compares as an integer, so that an integer column keeps its index; another exactly, as it is written. */
function numeral(value: number): SQL {
  return Number.isSafeInteger(value) ? sql`${value}::bigint` : sql`${String(value)}::numeric`;
}

function operator(sign: ">" | "<", isIncluded: boolean): SQL {
  return sql.raw(isIncluded ? `${sign}=` : sign);
}

function anyText(values: string[]): SQL {
  return values.length === 1 ? sql`${values[0]}` : sql`any(${textArray(values)})`;
}

/** One parameter for the whole list, written as PostgreSQL reads arrays. */
export function textArray(values: readonly string[]): SQL {
  const quoted = values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`);
  return sql`${`{${quoted.join(",")}}`}::text[]`;
}

export function intArray(values: readonly number[]): SQL {
  return sql`${`{${values.join(",")}}`}::int[]`;
}

/** All of them; an empty list is true. */
export function both(parts: SQL[]): SQL {
  return parts.length === 1 && parts[0]
    ? parts[0]
    : parts.length === 0
      ? sql`true`
      : sql`(${sql.join(parts, sql` and `)})`;
}

/** Any of them; an empty list is false. */
export function either(parts: SQL[]): SQL {
  return parts.length === 1 && parts[0]
    ? parts[0]
    : parts.length === 0
      ? sql`false`
      : sql`(${sql.join(parts, sql` or `)})`;
}
