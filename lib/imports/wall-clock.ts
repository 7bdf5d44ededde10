import { Temporal } from "temporal-polyfill";
import type { WallTime } from "./reading";

/**
 * Turns wall-clock times of a zone into moments ("2010-12-01T08:26:00.000Z"). Each hour is looked up once: a file has
 * few different hours and many rows. A time that a clock change skips moves forward.
 */
export function wallClock(timeZone: string): (time: WallTime) => string {
  const hours = new Map<string, number>();
  return ({ year, month, day, hour, minute, second, offset }) => {
    const within = (minute * 60 + second) * 1000;
    if (offset !== null)
      return new Date(Date.UTC(year, month - 1, day, hour) + within - offset * 60_000).toISOString();
    const key = `${year}-${month}-${day}-${hour}`;
    let start = hours.get(key);
    if (start === undefined) {
      start = Temporal.ZonedDateTime.from({ timeZone, year, month, day, hour }).epochMilliseconds;
      hours.set(key, start);
    }
    return new Date(start + within).toISOString();
  };
}
