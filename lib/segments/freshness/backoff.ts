const MINUTE = 60_000;
const LONGEST = 60;

/** When a segment that failed so many times in a row is counted again: after 1, 2, 4 … minutes, at most an hour. */
export function retryAfter(failures: number, now: Date): Date {
  const minutes = Math.min(LONGEST, 2 ** Math.max(0, Math.min(failures, 30) - 1));
  return new Date(now.getTime() + minutes * MINUTE);
}
