import type { Overlap, OverlapSegment } from "./overlap";

/** So many fit on a screen. */
export const MOST_SHOWN = 20;

/** `share`: of the row's people; `likeness`: shared people of those in either (Jaccard). */
export const MEASURES = ["count", "share", "likeness"] as const;
export type Measure = (typeof MEASURES)[number];
export const ORDERS = ["chosen", "size", "name"] as const;
export type Order = (typeof ORDERS)[number];

export type Matrix = {
  segments: OverlapSegment[];
  /** One row per segment; null where it must not be seen or cannot be told. The diagonal is the segment itself. */
  people: (number | null)[][];
};

/** The pairs as a square, its segments in the wanted order. */
export function matrixOf({ segments, pairs }: Overlap, order: Order): Matrix {
  const sorted =
    order === "chosen"
      ? segments
      : segments.toSorted(
          (a, b) =>
            (order === "size" ? (b.size ?? -1) - (a.size ?? -1) : 0) || a.name.localeCompare(b.name, "en"),
        );
  const shared = new Map(
    pairs.flatMap(({ aId, bId, people }) => [
      [`${aId} ${bId}`, people] as const,
      [`${bId} ${aId}`, people] as const,
    ]),
  );
  return {
    segments: sorted,
    people: sorted.map((row) =>
      sorted.map((column) => (row === column ? row.size : (shared.get(`${row.id} ${column.id}`) ?? null))),
    ),
  };
}

/** The figure of a cell: people, or a ratio 0 to 1. */
export function measured(
  { segments, people }: Matrix,
  row: number,
  column: number,
  measure: Measure,
): number | null {
  const shared = people[row]?.[column] ?? null;
  if (shared === null || measure === "count") return shared;
  const [a, b] = [segments[row]?.size ?? null, segments[column]?.size ?? null];
  if (a === null || b === null) return null;
  const whole = measure === "share" ? a : a + b - (row === column ? a : shared);
  return whole === 0 ? null : shared / whole;
}

/** "a,b,c" of the address as ids, each once, as many as fit. */
export function readIds(text: string | undefined): string[] {
  const ids = (text ?? "").split(",").filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  return [...new Set(ids)].slice(0, MOST_SHOWN);
}
