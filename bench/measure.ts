import os from "node:os";

/** Wall time of one run, in milliseconds. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

export type Pair = { ours: number; baseline: number; ratio: number; spread: [number, number] };

/** Below this a scheduler's tick shows: such pairs are run more often. */
const SHORT_MS = 30;
const SHORT_ROUNDS = 41;

/**
 * The two in turn, `rounds` times (short ones more often) after one warm-up each: what else the machine does meets both alike. Of
 * the rounds the quieter half counts, the two times of a round taken together; `ratio` is the median of the rounds'
 * own ratios, `spread` their smallest and largest.
 */
export async function compare(
  ours: () => Promise<unknown>,
  baseline: () => Promise<unknown>,
  rounds = 7,
): Promise<Pair> {
  await baseline();
  const isShort = (await timed(ours)) < SHORT_MS;
  const times: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < (isShort ? SHORT_ROUNDS : rounds); round++) {
    const first = round % 2 === 0 ? await timed(ours) : null;
    const base = await timed(baseline);
    times.push({ ours: first ?? (await timed(ours)), baseline: base });
  }
  const quiet = [...times]
    .sort((a, b) => a.ours + a.baseline - b.ours - b.baseline)
    .slice(0, Math.ceil(times.length / 2));
  const ratios = quiet.map((time) => time.ours / time.baseline);
  return {
    ours: median(quiet.map((time) => time.ours)),
    baseline: median(quiet.map((time) => time.baseline)),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

export const round = (value: number, digits = 2) => Number(value.toFixed(digits));

export function sayMachine(sizes: string): void {
  const [cpu] = os.cpus();
  console.log(
    `${os.cpus().length} cores (${cpu?.model.trim() || "unknown"}), ${round(os.totalmem() / 2 ** 30, 0)} GB, Node ${process.versions.node}, ${sizes}`,
  );
}

export function sayPair(name: string, { ours, baseline, ratio, spread }: Pair): void {
  const cells = [ours, baseline].map((ms) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`.padStart(10));
  console.log(
    `${name.padEnd(34)}${cells.join("")}  ${ratio.toFixed(2)}x  (${spread.map((one) => one.toFixed(2)).join(" to ")})`,
  );
}

/** The last line of every benchmark. `ok` is true only when every bar holds; the exit code says the same. */
export function sayVerdict(
  bench: string,
  figures: Record<string, number>,
  bars: Record<string, number>,
): void {
  const ok = Object.entries(bars).every(([name, bar]) => (figures[name] ?? Number.POSITIVE_INFINITY) <= bar);
  console.log(JSON.stringify({ bench, figures, bars, ok }));
  process.exitCode = ok ? 0 : 1;
}
