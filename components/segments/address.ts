import { DIMENSIONS } from "@/lib/segments/dimension";
import { SEGMENT_SORTS, type SegmentFilters, type SegmentSort } from "@/lib/segments/listing";
import type { SegmentStatus } from "@/lib/segments/segment";

export const VIEWS = ["tree", "list", "map"] as const;
export type SegmentView = (typeof VIEWS)[number];

export const FILTER_PARAMS = ["dimension", "owner", "status", "q"] as const;
const KEPT = [...FILTER_PARAMS, "sort", "dir", "closed", "open"] as const;

/** What the address of the segments page says. `closed` holds the numbers of folded rows: "3.17". */
export type SegmentsAddress = { view: SegmentView } & Partial<Record<(typeof KEPT)[number], string>>;

export const STATUS_WORDS: Record<SegmentStatus, string> = {
  live: "Live",
  new: "Not counted yet",
  failing: "Counting fails",
  archived: "Archived",
};

type Params = Record<string, string | string[] | undefined>;

export function readAddress(params: Params): SegmentsAddress {
  const address: SegmentsAddress = { view: VIEWS.find((view) => view === params.view) ?? "tree" };
  for (const param of KEPT) {
    const value = params[param];
    if (typeof value === "string" && value) address[param] = value;
  }
  return address;
}

/** The page's address with some of it changed; undefined takes a part away. */
export function addressWith(address: SegmentsAddress, change: Partial<SegmentsAddress>): string {
  const next = { ...address, ...change };
  const query = new URLSearchParams();
  if (next.view !== "tree") query.set("view", next.view);
  for (const param of KEPT) {
    const value = next[param];
    if (value) query.set(param, value);
  }
  const text = query.toString();
  return text ? `/segments?${text}` : "/segments";
}

/** A part that makes no sense is left out rather than refused. */
export function filtersOf(address: SegmentsAddress): SegmentFilters {
  const dimension = DIMENSIONS.find((one) => one === address.dimension);
  const status = (Object.keys(STATUS_WORDS) as SegmentStatus[]).find((one) => one === address.status);
  return {
    ...(address.q && { search: address.q }),
    ...(address.owner && { ownerId: address.owner }),
    ...(dimension && { dimension }),
    ...(status && { status }),
  };
}

/** The order of the list: the largest first unless the address says otherwise. */
export function sortingOf(address: SegmentsAddress): { sort: SegmentSort; isDescending: boolean } {
  const sort = SEGMENT_SORTS.find((one) => one === address.sort);
  return sort ? { sort, isDescending: address.dir === "desc" } : { sort: "size", isDescending: true };
}

export function readClosed(text: string | null | undefined): ReadonlySet<number> {
  return new Set((text ?? "").split(".").map(Number).filter(Number.isInteger).filter(Boolean));
}
