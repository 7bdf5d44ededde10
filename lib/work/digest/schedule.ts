import { Temporal } from "temporal-polyfill";
import type { Schedule } from "./rhythm";

/** The schedule's moment on that day. An hour that a clock change leaves out becomes the one after it. */
function momentOn(day: Temporal.PlainDate, { hour, timeZone }: Schedule): Date {
  const at = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) });
  return new Date(at.epochMilliseconds);
}

function dayAt(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The latest moment of the schedule that is not after `now`; null when it is off. */
export function lastSlot(schedule: Schedule, now: Date): Date | null {
  if (schedule.every === "off") return null;
  const today = dayAt(now, schedule.timeZone);
  const back = schedule.every === "weekly" ? (today.dayOfWeek - schedule.weekday + 7) % 7 : 0;
  const day = today.subtract({ days: back });
  const at = momentOn(day, schedule);
  return at <= now ? at : momentOn(day.subtract({ days: schedule.every === "weekly" ? 7 : 1 }), schedule);
}

/** The first moment of the schedule after `now`; null when it is off. */
export function nextSlot(schedule: Schedule, now: Date): Date | null {
  if (schedule.every === "off") return null;
  const today = dayAt(now, schedule.timeZone);
  const on = schedule.every === "weekly" ? (schedule.weekday - today.dayOfWeek + 7) % 7 : 0;
  const day = today.add({ days: on });
  const at = momentOn(day, schedule);
  return at > now ? at : momentOn(day.add({ days: schedule.every === "weekly" ? 7 : 1 }), schedule);
}
