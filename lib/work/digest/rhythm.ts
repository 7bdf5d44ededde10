import { WEEKDAYS } from "@/lib/days";

export const DIGEST_RHYTHMS = ["off", "daily", "weekly"] as const;
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number];

/** `empty`: what was new had been read before it went out; `failed`: given up, and its notices wait for the next one. */
export const DIGEST_STATES = ["waiting", "sent", "empty", "failed"] as const;
export type DigestState = (typeof DIGEST_STATES)[number];

/** `hour` 0 to 23; `weekday` ISO, Monday 1, of a weekly one. */
export type Schedule = { every: DigestRhythm; hour: number; weekday: number; timeZone: string };

/** What holds for who has chosen nothing. */
export const USUAL_SCHEDULE = { every: "daily", hour: 8, weekday: 1 } as const;

/** Of an ISO weekday: Monday is 1, Sunday 7. */
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday % 7] ?? "";

export const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** "each day at 08:00, Europe/Riga". */
export function rhythmWords({ every, hour, weekday, timeZone }: Schedule): string {
  const day = every === "weekly" ? `each ${weekdayName(weekday)}` : "each day";
  return `${day} at ${hourText(hour)}, ${timeZone.replaceAll("_", " ")}`;
}
