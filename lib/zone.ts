import { Temporal } from "temporal-polyfill";
import type { Day } from "./days";

/** The calendar day at a moment in an IANA time zone. */
export function todayIn(timeZone: string, now: Date): Day {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}
