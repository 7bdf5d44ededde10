import type { Counted } from "../values/counted";

/** How many have a figure from `from` up to, but not including, `to`; the last bin of a spread holds its end too. */
export type Bin = { from: number; to: number; count: number };

/** How a figure spreads over the people who have one. */
export type Spread = {
  bins: Bin[];
  /** The figures themselves are whole, a bin each or several together. */
  isWhole: boolean;
  min: number;
  max: number;
  known: number;
  /** The figure below which this share of those known lies. */
  marks: { share: number; value: number }[];
  counted: Counted;
};

/** A figure and how many have it. */
export type Weighed = { value: number; count: number };

const MOST_BINS = 24;
const MARKS = [0.1, 0.25, 0.5, 0.75, 0.9];
/** The long tail above this share of the people stands in the last bin. */
const TAIL = 0.98;

/** Bins with even edges over most of the figures, the first and last one reaching out to the extremes. Null when there are none. */
export function spreadOf(found: readonly Weighed[], counted: Counted): Spread | null {
  const figures = found.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.value - b.value);
  const [first, last] = [figures[0], figures.at(-1)];
  if (!first || !last) return null;
  const known = figures.reduce((sum, { count }) => sum + count, 0);
  const at = (share: number) => {
    let below = 0;
    for (const { value, count } of figures) {
      below += count;
      if (below >= share * known) return value;
    }
    return last.value;
  };
  const isWhole = figures.every(({ value }) => Number.isInteger(value));
  const [low, high] = [at(1 - TAIL), at(TAIL)];
  const step = stepFor(high - low, isWhole);
  const start = Math.floor(low / step) * step;
  const count = Math.max(1, Math.floor((high - start) / step) + 1);
  const bins = Array.from({ length: count }, (_, index): Bin => {
    return { from: tidy(start + index * step), to: tidy(start + (index + 1) * step), count: 0 };
  });
  for (const { value, count: people } of figures) {
    const bin = bins[Math.max(0, Math.min(count - 1, Math.floor((value - start) / step)))];
    if (bin) bin.count += people;
  }
  return {
    bins,
    isWhole,
    min: first.value,
    max: last.value,
    known,
    marks: MARKS.map((share) => ({ share, value: at(share) })),
    counted,
  };
}

/** 1, 2 or 5 times a power of ten, so that the edges read well; whole for whole figures. */
function stepFor(width: number, isWhole: boolean): number {
  const least = Math.max(width / MOST_BINS, isWhole ? 1 : width > 0 ? 0 : 1);
  const power = 10 ** Math.floor(Math.log10(least || 1));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least * 0.999) ?? 10 * power;
  return isWhole ? Math.max(1, Math.round(step)) : step;
}

/** Without the dust of floating point. */
const tidy = (value: number) => Number(value.toPrecision(12));

/** The share of those known for whom `holds` is true of their bin; a bin that is cut counts by the part within. */
export function shareWithin(spread: Spread, from: number, to: number): number {
  if (spread.known === 0) return 0;
  const within = spread.bins.reduce((sum, bin, index) => {
    const low = index === 0 ? Math.min(bin.from, spread.min) : bin.from;
    const high = index === spread.bins.length - 1 ? Math.max(bin.to, spread.max) : bin.to;
    // A whole figure fills its bin up to the next one: "at most 3" takes the bin from 3 to 4 whole.
    const end = spread.isWhole ? Math.floor(to) + 1 : to;
    const begin = spread.isWhole ? Math.ceil(from) : from;
    const part = (Math.min(high, end) - Math.max(low, begin)) / (high - low);
    return sum + bin.count * Math.max(0, Math.min(1, part));
  }, 0);
  return within / spread.known;
}
