/** How many rows had been dealt with at a moment (milliseconds). */
export type Sample = { at: number; rows: number };

/** Rows per second between the first and the last sample; 0 while that cannot be said. */
export function speedOf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return 0;
  return ((last.rows - first.rows) / (last.at - first.at)) * 1000;
}

/** Two leading digits of an estimate: more would promise too much. */
export function roughly(rows: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rows))) - 1);
  return Math.round(rows / unit) * unit;
}

/**
 * Rows that a file has in all: as many as were counted, or as the rows read so far say by the share of bytes that
 * they took, once there are enough of them.
 */
export function rowsInAll(
  counted: { rows: number; isExact: boolean },
  { read, bytesDone, fileBytes }: { read: number; bytesDone: number; fileBytes: number },
): number {
  const share = fileBytes > 0 ? bytesDone / fileBytes : 0;
  if (counted.isExact || share < 0.02) return Math.max(counted.rows, read);
  return Math.max(read, Math.round(read / Math.min(1, share)));
}
