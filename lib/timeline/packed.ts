import type { CampaignChannel, CampaignStatus, DependencyType } from "@/lib/campaigns/status";
import { PLAN_KINDS, type PlanItem, type PlanLink } from "./plan";

/**
 * One list per field, in the order of the items. What bars share (days, channels, owners) stands once among `texts` and is
 * named by its place; items are named by theirs.
 */
type Columns = {
  texts: string[];
  /** Of the items, and behind them of parents that are not among them. */
  ids: string[];
  names: string[];
  kind: number[];
  parent: (number | null)[];
  version: number[];
  progress: number[];
  status: (number | null)[];
  owner: (number | null)[];
  channels: number[][];
  segments: number[][];
  startOn: number[];
  endOn: number[];
  hours: (number | null)[];
  baseline: ([number, number] | 0)[];
  flags: number[];
  links: [id: string, from: number, to: number, type: number, lagDays: number][];
};

const LOCKED = 1;
const BY_HAND = 2;

/** Each text once, by its place. */
function tableOf(texts: string[]) {
  const places = new Map(texts.map((text, place) => [text, place]));
  return (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
}

/** A plan as one text: a third of the size of its objects, and quick to send and to read. */
export function packPlan(items: readonly PlanItem[], links: readonly PlanLink[]): string {
  const texts: string[] = [];
  const ids = items.map((item) => item.id);
  const [place, placeOfId] = [tableOf(texts), tableOf(ids)];
  const orNull = (text: string | null) => (text === null ? null : place(text));
  const columns: Columns = {
    texts,
    ids,
    names: items.map((item) => item.name),
    kind: items.map((item) => PLAN_KINDS.indexOf(item.kind)),
    parent: items.map((item) => (item.parentId === null ? null : placeOfId(item.parentId))),
    version: items.map((item) => item.version),
    progress: items.map((item) => item.progress),
    status: items.map((item) => orNull(item.status)),
    owner: items.map((item) => orNull(item.ownerId)),
    channels: items.map((item) => item.channels.map(place)),
    segments: items.map((item) => item.segmentIds.map(place)),
    startOn: items.map((item) => place(item.startOn)),
    endOn: items.map((item) => place(item.endOn)),
    hours: items.map((item) => item.hours ?? null),
    baseline: items.map(({ baseline }) => (baseline ? [place(baseline.startOn), place(baseline.endOn)] : 0)),
    flags: items.map((item) => (item.locked ? LOCKED : 0) + (item.isByHand ? BY_HAND : 0)),
    links: links.map((link) => [
      link.id,
      placeOfId(link.fromId),
      placeOfId(link.toId),
      place(link.type),
      link.lagDays,
    ]),
  };
  return JSON.stringify(columns);
}

/** What was packed, item by item and link by link. */
export function unpackPlan(packed: string): { items: PlanItem[]; links: PlanLink[] } {
  const columns: Columns = JSON.parse(packed);
  const { texts, ids } = columns;
  const text = (place: number | undefined) => texts[place ?? -1] ?? "";
  const orNull = (place: number | null | undefined) => (place === null ? null : text(place));
  const NONE: readonly never[] = [];
  const list = (list: readonly number[] | undefined) => (list?.length ? list.map(text) : NONE);
  const idAt = (place: number) => ids[place] ?? "";
  const items = columns.names.map((name, at): PlanItem => {
    const parent = columns.parent[at] ?? null;
    const [hours, baseline, flags] = [columns.hours[at], columns.baseline[at], columns.flags[at] ?? 0];
    return {
      id: idAt(at),
      kind: PLAN_KINDS[columns.kind[at] ?? 0] ?? "campaign",
      name,
      parentId: parent === null ? null : idAt(parent),
      version: columns.version[at] ?? 1,
      progress: columns.progress[at] ?? 0,
      status: orNull(columns.status[at]) as CampaignStatus | null,
      ownerId: orNull(columns.owner[at]),
      channels: list(columns.channels[at]) as readonly CampaignChannel[],
      segmentIds: list(columns.segments[at]),
      startOn: text(columns.startOn[at]),
      endOn: text(columns.endOn[at]),
      locked: (flags & LOCKED) !== 0,
      isByHand: (flags & BY_HAND) !== 0,
      ...(typeof hours === "number" && { hours }),
      ...(baseline && { baseline: { startOn: text(baseline[0]), endOn: text(baseline[1]) } }),
    };
  });
  const links = columns.links.map(
    ([id, from, to, type, lagDays]): PlanLink => ({
      ...{ id, fromId: idAt(from), toId: idAt(to), lagDays },
      type: text(type) as DependencyType,
    }),
  );
  return { items, links };
}
