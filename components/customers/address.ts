import type { CustomerSort } from "@/lib/customers/customer";

/** Columns beside the person, in the order in which they stand. */
export const COLUMNS = [
  { key: "key", label: "Key" },
  { key: "email", label: "E-mail" },
  { key: "segments", label: "Segments" },
  { key: "place", label: "Place" },
  { key: "orders", label: "Orders" },
  { key: "last", label: "Last order" },
  { key: "value", label: "Value" },
  { key: "consent", label: "Consent" },
  { key: "seen", label: "First seen" },
] as const;
export type Column = (typeof COLUMNS)[number]["key"];
const DEFAULT_COLUMNS: readonly Column[] = ["key", "segments", "place", "orders", "last", "value", "consent"];

export const FILTER_PARAMS = ["q", "segment", "country", "consent", "stage"] as const;
export type FilterParam = (typeof FILTER_PARAMS)[number];
const PARAMS = [...FILTER_PARAMS, "sort", "dir", "cols", "after", "before", "open"] as const;

/** What the address of the list says, as it stands there. */
export type CustomerAddress = Partial<Record<(typeof PARAMS)[number], string>>;

type Given = Record<string, string | string[] | undefined>;

export function readAddress(given: Given): CustomerAddress {
  const address: CustomerAddress = {};
  for (const param of PARAMS) {
    const value = given[param];
    if (typeof value === "string" && value) address[param] = value;
  }
  return address;
}

/** The list's address with some of it changed; undefined takes a part away. Any change but `open` begins at the first page. */
export function addressWith(address: CustomerAddress, change: CustomerAddress): string {
  const isPlace = "open" in change || "after" in change || "before" in change;
  const next = { ...address, ...(!isPlace && { after: undefined, before: undefined }), ...change };
  const query = new URLSearchParams();
  for (const param of PARAMS) {
    const value = next[param];
    if (value) query.set(param, value);
  }
  const text = query.toString();
  return text ? `/customers?${text}` : "/customers";
}

/** What fits beside an open panel. */
const NARROW_COLUMNS: readonly Column[] = ["key", "last", "value"];

/** The columns that the address asks for; the usual ones when it names none that there is, fewer beside a panel. */
export function columnsOf({ cols, open }: CustomerAddress): readonly Column[] {
  const asked = cols?.split(",") ?? [];
  const known = COLUMNS.filter(({ key }) => asked.includes(key)).map(({ key }) => key);
  if (known.length > 0) return known;
  return open ? NARROW_COLUMNS : DEFAULT_COLUMNS;
}

/** The address part for a set of columns; undefined for the usual ones. */
export function columnsParam(shown: readonly Column[]): string | undefined {
  const ordered = COLUMNS.filter(({ key }) => shown.includes(key)).map(({ key }) => key);
  const text = ordered.join(",");
  return text === DEFAULT_COLUMNS.join(",") ? undefined : text;
}

const ORDER_WORDS: Record<CustomerSort, readonly [rising: string, falling: string]> = {
  seen: ["oldest first", "newest first"],
  name: ["A to Z", "Z to A"],
  key: ["by key", "by key, last first"],
  orders: ["fewest orders first", "most orders first"],
  last: ["longest without an order first", "latest order first"],
  value: ["lowest value first", "highest value first"],
};

/** "newest first": the order of the list, also when its column is not shown. */
export function orderWords(sort: CustomerSort, isDescending: boolean): string {
  return ORDER_WORDS[sort][isDescending ? 1 : 0];
}

const RISING: readonly CustomerSort[] = ["name", "key"];

/** Whether a sort runs downwards: words rise and figures fall unless the address says otherwise. */
export function isDescending(sort: CustomerSort, dir: string | undefined): boolean {
  return dir === "asc" ? false : dir === "desc" ? true : !RISING.includes(sort);
}

/** The change that sorts by this column, or turns the order when it is sorted by already. */
export function sortChange(
  sort: CustomerSort,
  now: { sort: CustomerSort; isDescending: boolean },
): CustomerAddress {
  const isTurned = sort === now.sort && now.isDescending === isDescending(sort, undefined);
  const turned = isDescending(sort, undefined) ? "asc" : "desc";
  return { sort: sort === "seen" ? undefined : sort, dir: isTurned ? turned : undefined };
}

/** What the address of a profile says: the segment to explain, and the part of the timeline. */
export type ProfileAddress = { why?: string; kind?: string; before?: string };

export function profileHref(customerId: string, { why, kind, before }: ProfileAddress): string {
  const query = new URLSearchParams({
    ...(why && { why }),
    ...(kind && { kind }),
    ...(before && { before }),
  });
  const text = query.toString();
  return `/customers/${customerId}${text && `?${text}`}`;
}
