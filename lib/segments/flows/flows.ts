import type { Day } from "@/lib/days";

/** `none`: in none of them; `several`: in more than one; `absent`: not a customer yet. Else a segment's number or a stage. */
export type FlowNode = { key: string; label: string };
/** Null: too few for the role to see. */
export type FlowCount = { from: string; to: string; people: number | null };
export type Flows = {
  /** In the order in which they stand, on both sides. */
  nodes: FlowNode[];
  flows: FlowCount[];
  /** Segments that were made within the period, by name: before, nobody could be in them. */
  madeSince: string[];
};

export const FLOW_KINDS = ["siblings", "stages"] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

/** The two days, in order, none later than today; 12 weeks back when nothing sensible is said. */
export function readPeriod(
  { from, to }: { from?: string; to?: string },
  today: Day,
  usualFrom: Day,
): { from: Day; to: Day } {
  const day = (text: string | undefined) =>
    text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text <= today
      ? text
      : null;
  const [a, b] = [day(from) ?? usualFrom, day(to) ?? today];
  return a <= b ? { from: a, to: b } : { from: b, to: a };
}

export type Box = { key: string; side: "from" | "to"; top: number; height: number; people: number };
export type Ribbon = FlowCount & { people: number; path: string; isStaying: boolean };
export type FlowLayout = { boxes: Box[]; ribbons: Ribbon[] };

const GAP = 2;
const LEAST = 3.5;

/**
 * Two columns of boxes and the ribbons between them, in a field of 100 × 100. A box is as high as its people, but
 * never too low for its name; what a ribbon takes of it is the share of the people.
 */
export function layOut({ nodes, flows }: Flows): FlowLayout {
  const shown = flows.flatMap((flow) => (flow.people ? [{ ...flow, people: flow.people }] : []));
  const column = (side: "from" | "to"): Box[] => {
    const sums = nodes.map(({ key }) => ({
      key,
      people: shown.reduce((sum, flow) => sum + (flow[side] === key ? flow.people : 0), 0),
    }));
    const used = sums.filter(({ people }) => people > 0);
    const total = used.reduce((sum, { people }) => sum + people, 0);
    const room = 100 - GAP * (used.length - 1) - LEAST * used.length;
    let top = 0;
    return used.map(({ key, people }) => {
      const box = { key, side, people, top, height: LEAST + (people / total) * room };
      top += box.height + GAP;
      return box;
    });
  };
  const boxes = [...column("from"), ...column("to")];
  const taken = new Map<Box, number>();
  const part = (side: "from" | "to", key: string, people: number): [number, number] => {
    const box = boxes.find((one) => one.side === side && one.key === key);
    if (!box) return [0, 0];
    const start = box.top + (taken.get(box) ?? 0);
    const height = (people / box.people) * box.height;
    taken.set(box, (taken.get(box) ?? 0) + height);
    return [start, start + height];
  };
  const place = (key: string) => nodes.findIndex((node) => node.key === key);
  const ribbons = shown
    .toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to))
    .map((flow) => {
      const [a, b] = part("from", flow.from, flow.people);
      const [c, d] = part("to", flow.to, flow.people);
      const at = (value: number) => Math.round(value * 100) / 100;
      const path = `M0 ${at(a)}C50 ${at(a)} 50 ${at(c)} 100 ${at(c)}V${at(d)}C50 ${at(d)} 50 ${at(b)} 0 ${at(b)}Z`;
      return { ...flow, path, isStaying: flow.from === flow.to };
    });
  return { boxes, ribbons };
}

/** What happened in one sentence's parts: who stayed, who moved, and the largest move. */
export function summaryOf({ flows }: Flows): { stayed: number; moved: number; largest: FlowCount | null } {
  const sum = (list: readonly FlowCount[]) => list.reduce((all, { people }) => all + (people ?? 0), 0);
  const moves = flows.filter(({ from, to }) => from !== to);
  const largest = moves.reduce<FlowCount | null>(
    (best, flow) => ((flow.people ?? 0) > (best?.people ?? 0) ? flow : best),
    null,
  );
  return { stayed: sum(flows.filter(({ from, to }) => from === to)), moved: sum(moves), largest };
}
