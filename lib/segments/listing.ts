import { addDays, type Day } from "@/lib/days";
import type { Dimension } from "./dimension";
import type { SegmentRow, SegmentStatus } from "./segment";

/** `ownerId` "none" keeps those that nobody owns. Without a status all but archived ones pass. */
export type SegmentFilters = {
  search?: string;
  dimension?: Dimension;
  ownerId?: string;
  status?: SegmentStatus;
};

export function passesFilters(row: SegmentRow, filters: SegmentFilters): boolean {
  const { search, dimension, ownerId, status } = filters;
  if (status ? row.status !== status : row.status === "archived") return false;
  if (dimension && row.dimension !== dimension) return false;
  if (ownerId && (row.ownerId ?? "none") !== ownerId) return false;
  return !search || row.name.toLocaleLowerCase("en").includes(search.trim().toLocaleLowerCase("en"));
}

const CHANGE_DAYS = 28;

/** How the size changed in four weeks, as a ratio (0.04 is 4 % more); null when it was not counted then. */
export function changeOf({ size, weeks }: Pick<SegmentRow, "size" | "weeks">, today: Day): number | null {
  const before = weeks.findLast((week) => week.day <= addDays(today, -CHANGE_DAYS))?.size;
  return before && size !== null ? size / before - 1 : null;
}

export type TreeRow = {
  segment: SegmentRow;
  /** 1 for a macro segment. */
  level: number;
  /** Among its siblings, from 1. */
  position: number;
  siblings: number;
  childCount: number;
  /** Of the parent's size; of all customers for a macro segment. */
  share: number | null;
  /** Shown only because a segment below it passes the filters. */
  isContext: boolean;
};

/** Macro to micro, each segment before its children, siblings from large to small. Keeps who passes and all above. */
export function treeRows(rows: readonly SegmentRow[], isMatch: (row: SegmentRow) => boolean): TreeRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept = new Set<string>();
  for (const row of rows) {
    if (!isMatch(row)) continue;
    for (let at: SegmentRow | undefined = row; at && !kept.has(at.id); at = parentOf(at, byId))
      kept.add(at.id);
  }
  const below = new Map<string | null, SegmentRow[]>();
  for (const row of rows) {
    if (!kept.has(row.id)) continue;
    const parentId = parentOf(row, byId)?.id ?? null;
    below.set(parentId, [...(below.get(parentId) ?? []), row]);
  }
  const list = (parent: SegmentRow | null, level: number): TreeRow[] => {
    const siblings = (below.get(parent?.id ?? null) ?? []).toSorted(bySize);
    return siblings.flatMap((segment, index) => [
      {
        segment,
        level,
        position: index + 1,
        siblings: siblings.length,
        childCount: below.get(segment.id)?.length ?? 0,
        share: parent ? shareOf(segment.size, parent.size) : segment.share,
        isContext: !isMatch(segment),
      },
      ...list(segment, level + 1),
    ]);
  };
  return list(null, 1);
}

function parentOf(row: SegmentRow, byId: ReadonlyMap<string, SegmentRow>): SegmentRow | undefined {
  return row.parentId ? byId.get(row.parentId) : undefined;
}

/** The part of a whole, 0 to 1; null when either is unknown. */
export function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || !whole ? null : Math.min(1, part / whole);
}

function bySize(a: SegmentRow, b: SegmentRow): number {
  return (b.size ?? -1) - (a.size ?? -1) || a.name.localeCompare(b.name, "en");
}

/** The rows that no closed row above hides. `closed` holds segment numbers. */
export function unfolded(rows: readonly TreeRow[], closed: ReadonlySet<number>): TreeRow[] {
  let hiddenBelow = Number.POSITIVE_INFINITY;
  return rows.filter(({ segment, level }) => {
    if (level > hiddenBelow) return false;
    hiddenBelow = closed.has(segment.no) ? level : Number.POSITIVE_INFINITY;
    return true;
  });
}

export const SEGMENT_SORTS = ["name", "dimension", "size", "change", "owner", "counted"] as const;
export type SegmentSort = (typeof SEGMENT_SORTS)[number];

/** Unknown figures and unowned segments come last in either order. */
export function sortSegments(
  rows: readonly SegmentRow[],
  { sort, isDescending, today }: { sort: SegmentSort; isDescending: boolean; today: Day },
): SegmentRow[] {
  const key = (row: SegmentRow): string | number | null => {
    if (sort === "size") return row.size;
    if (sort === "change") return changeOf(row, today);
    if (sort === "owner") return row.ownerName;
    if (sort === "counted") return row.evaluatedAt?.getTime() ?? null;
    return row[sort];
  };
  return rows.toSorted((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (a === null || b === null)
      return a === b ? one.name.localeCompare(other.name, "en") : a === null ? 1 : -1;
    const order =
      typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
    return (isDescending ? -order : order) || one.name.localeCompare(other.name, "en");
  });
}

/** A macro segment with its children; `rest` is who is in no child, as far as the children do not overlap. */
export type MapGroup = { segment: SegmentRow; parts: SegmentRow[]; rest: number };

/** Two levels for the map: counted macro segments with those children that are counted. */
export function mapGroups(rows: readonly SegmentRow[]): MapGroup[] {
  const tree = treeRows(rows, () => true);
  return tree.flatMap(({ segment, level }) => {
    if (level !== 1 || !segment.size) return [];
    const parts = tree.flatMap((row) =>
      row.segment.parentId === segment.id && row.segment.size ? [row.segment] : [],
    );
    const covered = parts.reduce((sum, part) => sum + (part.size ?? 0), 0);
    return [{ segment, parts, rest: Math.max(0, segment.size - covered) }];
  });
}
