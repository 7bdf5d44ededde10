const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** How long to wait after each failed attempt; after the one that follows the last of these it is given up. */
const WAITS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

export const MOST_ATTEMPTS = WAITS.length + 1;

/** An endpoint that answered nothing well for this long is turned off with the next message that is given up. */
export const STOP_AFTER_MS = 24 * HOUR;

/**
 * When to try again after `attempts` failures, or null to give up. Up to a fifth is added by chance (`random` in
 * 0..1), so that messages which failed together do not come back together.
 */
export function nextTry(attempts: number, now: Date, random: number): Date | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + Math.round(wait * (1 + random / 5)));
}
