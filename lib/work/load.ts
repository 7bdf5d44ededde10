import { addDays, type Day, isWeekend, startOfWeek } from "@/lib/days";

export type LoadTask = { startOn: Day; endOn: Day; hours: number; progress: number };

/** Working days from the first to the last, both inclusive; a span of weekend days counts all of its days. */
function workingDays(from: Day, to: Day): Day[] {
  const all: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day);
  const working = all.filter((day) => !isWeekend(day));
  return working.length > 0 ? working : all;
}

/**
 * Hours still to be worked per week, the first being that of `today`: what is left of each task spread evenly
 * over the working days it has left. What is late is due this week. Rounded to a tenth of an hour.
 */
export function weeklyLoad(tasks: readonly LoadTask[], today: Day, weeks: number): number[] {
  const load = new Map<Day, number>();
  for (const { startOn, endOn, hours, progress } of tasks) {
    const left = hours * (1 - progress / 100);
    if (left <= 0) continue;
    const days = endOn < today ? [today] : workingDays(startOn > today ? startOn : today, endOn);
    for (const day of days)
      load.set(startOfWeek(day), (load.get(startOfWeek(day)) ?? 0) + left / days.length);
  }
  const first = startOfWeek(today);
  return Array.from({ length: weeks }, (_, week) => {
    const hours = load.get(addDays(first, 7 * week)) ?? 0;
    return Math.round(hours * 10) / 10;
  });
}
