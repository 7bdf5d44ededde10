import { addDays, type Day, diffDays, formatDay, startOfWeek } from "@/lib/days";

export const BUCKETS = ["today", "week", "later"] as const;
export type Bucket = (typeof BUCKETS)[number];
export const BUCKET_LABEL: Record<Bucket, string> = {
  today: "Today",
  week: "This week",
  later: "Later",
};

/** Where a task stands: what is late is due today. On a Sunday "this week" is empty. */
export function bucketOf(dueOn: Day, today: Day): Bucket {
  if (dueOn <= today) return "today";
  return dueOn <= addDays(startOfWeek(today), 6) ? "week" : "later";
}

export type Due = { text: string; isLate: boolean };

/** "due today", "due yesterday", "4 days late", "Fri 15 May". */
export function dueWords(dueOn: Day, today: Day): Due {
  const late = diffDays(dueOn, today);
  if (late === 0) return { text: "due today", isLate: false };
  if (late === 1) return { text: "due yesterday", isLate: true };
  if (late > 1) return { text: `${late} days late`, isLate: true };
  return { text: late === -1 ? "due tomorrow" : formatDay(dueOn, today, { weekday: true }), isLate: false };
}

/** "Good morning" by the hour (0 to 23) of the workspace's zone. */
export function greetingAt(hour: number): string {
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}
