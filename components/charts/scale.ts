/** A tone of the fixed chart order; 0 is "other". A segment or campaign keeps its tone everywhere. */
export type ChartTone = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export function toneColor(tone: ChartTone): string {
  return `var(--chart-${tone})`;
}

/** The tone of the n-th series: six in their order, all others 0. */
export function toneAt(index: number): ChartTone {
  return index < 6 ? ((index + 1) as ChartTone) : 0;
}

/** Two digits are enough for percentages in markup. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Ticks at 1, 2, 2.5 or 5 times a power of ten that enclose the values, about `count` of them. */
export function niceTicks(low: number, high: number, count = 5): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** The range of a sparkline: never tighter than 12 % of the mean, so that a flat line looks flat. */
export function sparkRange(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const missing = Math.max(0, Math.abs(mean) * 0.12 - (high - low)) / 2;
  return { low: low - missing, high: high + missing || 1 };
}

/** Unbroken stretches of a series with gaps, as points with their index. */
export function stretches(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const all: { index: number; value: number }[][] = [];
  let open: { index: number; value: number }[] = [];
  values.forEach((value, index) => {
    if (value === null) open = [];
    else {
      if (open.length === 0) all.push(open);
      open.push({ index, value });
    }
  });
  return all;
}
