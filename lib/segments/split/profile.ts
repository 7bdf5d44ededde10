/** How the people of a segment are spread over a subject. `known` and `size` are people, not values. */
export type SplitProfile = {
  size: number;
  known: number;
} & (
  | { kind: "values" /** The most frequent first, at most 50. */; values: { value: string; size: number }[] }
  | {
      kind: "number";
      min: number;
      max: number;
      /** The value at each share of `QUANTILES`. */
      quantiles: number[];
      /** Columns of one width from `low`; the last one holds all beyond. */
      low: number;
      step: number;
      columns: number[];
    }
  | {
      kind: "days" /** "YYYY-MM", oldest first; months without anybody are left out. */;
      months: { month: string; size: number }[];
    }
);

/** Every share at which 2 to 10 equal parts begin. */
export const QUANTILES: readonly number[] = [
  ...new Set([2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((parts) => shares(parts))),
].sort((a, b) => a - b);

export const COLUMNS = 32;

function shares(parts: number): number[] {
  return Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts);
}

/** Where `parts` equally large groups begin. */
export function quantileEdges(profile: Extract<SplitProfile, { kind: "number" }>, parts: number): number[] {
  return shares(parts).map((share) => {
    const at = QUANTILES.findIndex((known) => Math.abs(known - share) < 1e-9);
    return profile.quantiles[at] ?? profile.min;
  });
}
