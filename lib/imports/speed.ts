/** How many rows had been dealt with at a moment (milliseconds). */
export type Sample = { at: number; rows: number };

/** Rows per second between the first and the last sample; 0 while that cannot be said. */
export function speedOf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return 0;
  return ((last.rows - first.rows) / (last.at - first.at)) * 1000;
}
