import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS, CAMPAIGN_STATUSES } from "@/lib/campaigns/status";
import type { Bar, Days } from "./bars";
import { GROUPINGS, type Grouping, type NamedKey, type PlanItem } from "./plan";

type RowPlace = {
  /** Unique: a campaign that stands in three groups has three rows. */
  key: string;
  level: number;
  index: number;
  /** Row that holds this one, or −1. */
  parentIndex: number;
  position: number;
  siblings: number;
  isOpen: boolean;
  count: number;
};
export type GroupRow = RowPlace &
  Days & {
    kind: "group";
    label: string;
    progress: number;
    /** What `count` counts. */
    holds: "campaign" | "part";
  };
export type BarRow = RowPlace & { kind: "bar"; bar: Bar };
export type Row = GroupRow | BarRow;

export type GroupNames = { segments: readonly NamedKey[]; people: readonly NamedKey[] };

/** Reads a grouping from an address; anything unknown is "segment". */
export function parseGrouping(text: string | null | undefined): Grouping {
  return GROUPINGS.find((known) => known === text) ?? "segment";
}

const WITHOUT: Record<Grouping, string> = {
  segment: "No segment",
  owner: "Nobody yet",
  channel: "No channel",
  campaign: "",
  status: "No status",
  none: "",
};

const sentenceCase = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const STATUS_NAMES = CAMPAIGN_STATUSES.map((key) => ({ key, label: sentenceCase(key) }));
const CHANNEL_NAMES = CAMPAIGN_CHANNELS.map((key) => ({ key, label: CAMPAIGN_CHANNEL_LABEL[key] }));

function groupsOf(grouping: Grouping, names: GroupNames): readonly NamedKey[] {
  switch (grouping) {
    case "segment":
      return names.segments;
    case "owner":
      return names.people;
    case "channel":
      return CHANNEL_NAMES;
    case "status":
      return STATUS_NAMES;
    case "campaign":
    case "none":
      return [];
  }
}

function keysOf(item: PlanItem, grouping: Grouping): readonly (string | null)[] {
  switch (grouping) {
    case "segment":
      return item.segmentIds;
    case "owner":
      return [item.ownerId];
    case "channel":
      return item.channels;
    case "status":
      return [item.status];
    case "campaign":
    case "none":
      return [];
  }
}

/** Days from the first start to the last end, and progress weighed by the days of each. Null for no bars. */
export function sumUp(bars: readonly Bar[]): (Days & { progress: number }) | null {
  const [first] = bars;
  if (!first) return null;
  let { start, end } = first;
  let days = 0;
  let done = 0;
  for (const bar of bars) {
    start = Math.min(start, bar.start);
    end = Math.max(end, bar.end);
    days += bar.end - bar.start;
    done += bar.progress * (bar.end - bar.start);
  }
  return { start, end, progress: Math.round(done / days) };
}

type Rank = ReadonlyMap<string, number>;

/**
 * The order of bars, which a change of dates leaves alone: known bars keep their place, new ones go before
 * the first known bar that starts later.
 */
export function rankBars(bars: Iterable<Bar>, known: Rank): Rank {
  const all = [...bars];
  const byStart = (a: Bar, b: Bar) => a.start - b.start || a.item.name.localeCompare(b.item.name, "en");
  const old = all
    .filter((bar) => known.has(bar.item.id))
    .sort((a, b) => (known.get(a.item.id) ?? 0) - (known.get(b.item.id) ?? 0));
  const fresh = all.filter((bar) => !known.has(bar.item.id)).sort(byStart);
  const rank = new Map<string, number>();
  let next = 0;
  for (const bar of old) {
    for (let add = fresh[next]; add && add.start < bar.start; add = fresh[next]) {
      rank.set(add.item.id, rank.size);
      next += 1;
    }
    rank.set(bar.item.id, rank.size);
  }
  for (const bar of fresh.slice(next)) rank.set(bar.item.id, rank.size);
  return rank;
}

/** Among the toggled keys: every campaign open, every group folded, until its own key is there too. */
export const ALL_OPEN = "*";
export const ALL_FOLDED = "-";

/** Whether a row's key is that of a group; those of bars have the group's before a slash, or none. */
export const isOfGroup = (key: string) => key.includes(":") && !key.includes("/");

/** A campaign is folded and a group is open until its key is among the toggled ones. */
export type RowOptions = {
  grouping: Grouping;
  names: GroupNames;
  toggled: ReadonlySet<string>;
  rank: Rank;
};

/** The rows of the tree from top to bottom, without those inside folded ones. */
export function buildRows(bars: readonly Bar[], { grouping, names, toggled, rank }: RowOptions): Row[] {
  const rows: Row[] = [];
  const inOrder = (list: readonly Bar[]) =>
    [...list].sort((a, b) => (rank.get(a.item.id) ?? 0) - (rank.get(b.item.id) ?? 0));

  const addBars = (
    list: readonly Bar[],
    prefix: string,
    level: number,
    parentIndex: number,
    partsOf = (bar: Bar) => bar.parts,
  ) => {
    inOrder(list).forEach((bar, place) => {
      const key = `${prefix}${bar.item.id}`;
      const index = rows.length;
      const count = partsOf(bar).length;
      const isOpen = count > 0 && toggled.has(key) !== toggled.has(ALL_OPEN);
      rows.push({
        kind: "bar",
        key,
        level,
        index,
        parentIndex,
        position: place + 1,
        siblings: list.length,
        isOpen,
        count,
        bar,
      });
      if (isOpen) addBars(bar.parts, `${key}.`, level + 1, index);
    });
  };

  if (grouping === "none") {
    addBars(bars, "", 1, -1);
    return rows;
  }

  const addGroup = (
    group: { key: string; label: string; holds: GroupRow["holds"]; count: number },
    sum: Days & { progress: number },
    place: { position: number; siblings: number },
  ) => {
    const row: GroupRow = {
      kind: "group",
      level: 1,
      index: rows.length,
      parentIndex: -1,
      isOpen: toggled.has(group.key) === toggled.has(ALL_FOLDED),
      ...place,
      ...group,
      ...sum,
    };
    rows.push(row);
    return row;
  };

  if (grouping === "campaign") {
    inOrder(bars).forEach((bar, place) => {
      const key = `campaign:${bar.item.id}`;
      const sum = sumUp(bar.parts.length > 0 ? bar.parts : [bar]);
      if (!sum) return;
      const group = { key, label: bar.item.name, holds: "part", count: bar.parts.length } as const;
      const row = addGroup(group, sum, { position: place + 1, siblings: bars.length });
      // The campaign's own bar stands first, beside its parts: its days are the frame of theirs.
      if (!row.isOpen) return;
      addBars([bar], `${key}/`, 2, row.index, () => []);
      addBars(bar.parts, `${key}/`, 2, row.index);
    });
    return rows;
  }

  const members = new Map<string, Bar[]>();
  for (const bar of bars) {
    const keys = keysOf(bar.item, grouping);
    for (const key of keys.length > 0 ? new Set(keys) : [null]) {
      const list = members.get(key ?? "");
      if (list) list.push(bar);
      else members.set(key ?? "", [bar]);
    }
  }
  const known = groupsOf(grouping, names);
  const knownKeys = new Set(known.map((group) => group.key));
  const unknown = [...members.keys()].filter((key) => key !== "" && !knownKeys.has(key));
  const groups = [
    ...known.filter((group) => members.has(group.key)),
    ...unknown.map((key) => ({ key, label: key })),
    ...(members.has("") ? [{ key: "", label: WITHOUT[grouping] }] : []),
  ];
  groups.forEach((group, place) => {
    const list = members.get(group.key) ?? [];
    const sum = sumUp(list);
    if (!sum) return;
    const key = `${grouping}:${group.key}`;
    const named = { key, label: group.label, holds: "campaign", count: list.length } as const;
    const row = addGroup(named, sum, { position: place + 1, siblings: groups.length });
    if (row.isOpen) addBars(list, `${key}/`, 2, row.index);
  });
  return rows;
}

/** Every row of an item, or of the campaign that hides it, from top to bottom. */
export function rowsByItem(rows: readonly Row[]): ReadonlyMap<string, readonly BarRow[]> {
  const found = new Map<string, BarRow[]>();
  const add = (id: string, row: BarRow) => {
    const list = found.get(id);
    if (list) list.push(row);
    else found.set(id, [row]);
  };
  for (const row of rows) {
    if (row.kind !== "bar") continue;
    add(row.bar.item.id, row);
    if (!row.isOpen && row.count > 0) for (const part of row.bar.parts) add(part.item.id, row);
  }
  return found;
}

const groupOf = (row: BarRow) => row.key.slice(0, row.key.indexOf("/"));

/**
 * Between which rows a link is drawn: within each group that shows both ends, or once, between the nearest
 * rows, when no group does. A folded campaign hides the links among its own parts.
 */
export function linkRows(from: readonly BarRow[], to: readonly BarRow[]): (readonly [BarRow, BarRow])[] {
  const [only, next] = [from[0], to[0]];
  // Where every bar has one row, there is nothing to choose from.
  if (only && next && from.length === 1 && to.length === 1) return only === next ? [] : [[only, next]];
  const pairs = to.flatMap((row) => {
    const partner = from.find((other) => groupOf(other) === groupOf(row));
    return partner ? [[partner, row] as const] : [];
  });
  if (pairs.length > 0) return pairs.filter(([a, b]) => a !== b);
  let best: readonly [BarRow, BarRow] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const row of to)
    for (const other of from) {
      const distance = Math.abs(row.index - other.index);
      if (distance < least) {
        least = distance;
        best = [other, row];
      }
    }
  return best ? [best] : [];
}
