import { isWeekend } from "./scale";

/** Whether work is done on a day. Arithmetic below is on day boundaries, as [start, end) has them. */
export type WorkCalendar = { isWorking: (day: number) => boolean };

export const EVERY_DAY: WorkCalendar = { isWorking: () => true };

/** Monday to Friday without the given holidays. */
export function workingDays(holidays: Iterable<number>): WorkCalendar {
  const off = new Set(holidays);
  return { isWorking: (day) => !isWeekend(day) && !off.has(day) };
}

/** The first working day that is `day` or later. */
export function nextWorking(calendar: WorkCalendar, day: number): number {
  let at = day;
  while (!calendar.isWorking(at)) at += 1;
  return at;
}

/** The boundary that lies `count` working days after `day`, or before it when negative. */
export function addWorking(calendar: WorkCalendar, day: number, count: number): number {
  if (calendar === EVERY_DAY) return day + count;
  let at = day;
  for (let left = count; left > 0; at += 1) if (calendar.isWorking(at)) left -= 1;
  for (let left = count; left < 0; ) {
    at -= 1;
    if (calendar.isWorking(at)) left += 1;
  }
  return at;
}

/** Working days in [from, to), negative when `to` lies before `from`. */
export function countWorking(calendar: WorkCalendar, from: number, to: number): number {
  if (calendar === EVERY_DAY) return to - from;
  let count = 0;
  for (let day = Math.min(from, to); day < Math.max(from, to); day += 1)
    if (calendar.isWorking(day)) count += 1;
  return to < from ? -count : count;
}
