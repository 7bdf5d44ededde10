import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import type { CalendarGrain } from "../../grain";

export const day = (value: Day) => sql`${value}::date`;
export const startOfDay = (value: Day, timeZone: string) =>
  sql`(${value}::timestamp at time zone ${timeZone})`;
export const dayOf = (at: SQL, timeZone: string) => sql`(${at} at time zone ${timeZone})::date`;

export const step = (grain: CalendarGrain) =>
  sql.raw(grain === "quarter" ? "interval '3 months'" : `interval '1 ${grain}'`);

/** The first day of the period that a day lies in; of a timestamp, which knows no zone, it is cut at a third of the cost. */
export const trunc = (grain: CalendarGrain, column: SQL) =>
  grain === "day" ? column : sql`date_trunc(${sql.raw(`'${grain}'`)}, ${column}::timestamp)::date`;

/** The start of the period after the one that starts on `column`, or before it. */
export const next = (grain: CalendarGrain, column: SQL, sign: "+" | "-" = "+") =>
  grain === "day"
    ? sql`(${column} ${sql.raw(sign)} 1)`
    : sql`(${column} ${sql.raw(sign)} ${step(grain)})::date`;
