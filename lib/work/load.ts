import { addDays, type Day, startOfWeek, toDayNumber } from "@/lib/days";
import { MONDAY_TO_FRIDAY, type WorkCalendar, workingDays } from "@/lib/timeline/calendar";

export type LoadTask = { startOn: Day; endOn: Day; hours: number; progress: number };

/** On which days work is done, and on how many of a week without days off. */
export type WorkWeek = { calendar: WorkCalendar; perWeek: number };

/** The work week of a workspace by its settings. */
export function workWeek(workspace: {
  holidays: readonly { on: Day }[];
  workdays: readonly number[];
}): WorkWeek {
  const workdays = workspace.workdays.length > 0 ? workspace.workdays : MONDAY_TO_FRIDAY;
  const holidays = workspace.holidays.map(({ on }) => toDayNumber(on));
  return { calendar: workingDays(holidays, workdays), perWeek: workdays.length };
}

/** Working days from the first to the last, both inclusive; a span without any counts all of its days. */
function daysOfWork(from: Day, to: Day, { isWorking }: WorkCalendar): Day[] {
  const all: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day);
  const working = all.filter((day) => isWorking(toDayNumber(day)));
  return working.length > 0 ? working : all;
}

/**
 * Hours still to be worked by the Monday of their week: what is left of the task spread evenly over the working days
 * it has left. What is late is due in the week of `today`.
 */
export function spreadTask(
  { startOn, endOn, hours, progress }: LoadTask,
  today: Day,
  { calendar }: WorkWeek,
): Map<Day, number> {
  const load = new Map<Day, number>();
  const left = hours * (1 - progress / 100);
  if (left <= 0) return load;
  const days = endOn < today ? [today] : daysOfWork(startOn > today ? startOn : today, endOn, calendar);
  for (const day of days) load.set(startOfWeek(day), (load.get(startOfWeek(day)) ?? 0) + left / days.length);
  return load;
}

/** The Mondays of so many weeks, the first being that of `today`. */
export function mondaysFrom(today: Day, weeks: number): Day[] {
  return Array.from({ length: weeks }, (_, week) => addDays(startOfWeek(today), 7 * week));
}

const toTenth = (hours: number) => Math.round(hours * 10) / 10;

/** Hours still to be worked per week, the first being that of `today`. Rounded to a tenth of an hour. */
export function weeklyLoad(tasks: readonly LoadTask[], today: Day, weeks: number, work: WorkWeek): number[] {
  const spread = tasks.map((task) => spreadTask(task, today, work));
  return mondaysFrom(today, weeks).map((monday) =>
    toTenth(spread.reduce((sum, load) => sum + (load.get(monday) ?? 0), 0)),
  );
}

/** The hours that a member has in a week: the weekly ones, less the share of its days off. */
export function capacityOf(weeklyHours: number, monday: Day, { calendar, perWeek }: WorkWeek): number {
  const first = toDayNumber(monday);
  const working = [0, 1, 2, 3, 4, 5, 6].filter((day) => calendar.isWorking(first + day)).length;
  return toTenth((weeklyHours * working) / perWeek);
}

/** Less than half an hour too much is none. */
const LEAST_OVER = 0.5;

/** By how many hours a week is over-full; 0 when it is not. */
export function overBy(hours: number, capacity: number): number {
  const over = toTenth(hours - capacity);
  return over >= LEAST_OVER ? over : 0;
}
