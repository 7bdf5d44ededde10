import { type ShareFact, shareFact } from "./fact";
import { type Clusters, effectiveN } from "./interval";
import { type RhythmRow, slotOf, timeWords } from "./rhythm";

/**
 * Orders of a weekday and hour by persons of one lot: of members, of all and of the rest. A weekday of -1 counts the
 * persons who ordered at all.
 */
export type RhythmCell = {
  lot: number;
  weekday: number;
  hour: number;
  k: number;
  base_k: number;
  rest_k: number;
};
type Kind = "slot" | "day" | "hour";
type Group = "k" | "base_k" | "rest_k";

export function rhythmRows(cells: readonly RhythmCell[]): RhythmRow[] {
  return [...sumsBy(cells, "slot", "k")].map(([value, lots]) => {
    const [weekday = 0, slot = 0] = value.split(".").map(Number);
    return { weekday, slot, k: total(lots) };
  });
}

const LOTS = 32;
const total = (lots: readonly number[]) => lots.reduce((sum, each) => sum + each, 0);

/** "5", "9" or "5.2": which day, hour or part of a day. */
function placeOf({ weekday, hour }: RhythmCell, kind: Kind): string {
  if (kind === "slot") return `${weekday}.${slotOf(hour)}`;
  return String(kind === "day" ? weekday : hour);
}

/** Orders per value and lot. */
function sumsBy(cells: readonly RhythmCell[], kind: Kind | null, group: Group): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const cell of cells) {
    if (cell.weekday < 0) continue;
    const value = kind ? placeOf(cell, kind) : "";
    const lots = sums.get(value) ?? new Array<number>(LOTS).fill(0);
    lots[cell.lot] = (lots[cell.lot] ?? 0) + cell[group];
    sums.set(value, lots);
  }
  return sums;
}

/** Lots of persons stand for the persons: as many squares as lots (random groups, Wolter 2007, chapter 2). */
function clustersOf(xs: readonly number[], ms: readonly number[], persons: number): Clusters {
  const sum = (of: (x: number, m: number) => number) =>
    ms.reduce((all, m, lot) => all + of(xs[lot] ?? 0, m), 0);
  return {
    ...{ x: total(xs), m: total(ms), persons, lots: ms.filter((m) => m > 0).length },
    ...{ xx: sum((x) => x * x), xm: sum((x, m) => x * m), mm: sum((_, m) => m * m) },
  };
}

/** How many of each stand on the page. */
const MOST: Record<Kind, number> = { day: 7, hour: 3, slot: 3 };

/** Shares of orders by day, by the best hours and by the best parts of a day, and those wanted. */
export function rhythmFacts(cells: readonly RhythmCell[], wanted: ReadonlySet<string>): ShareFact[] {
  const persons = cells.find(({ weekday }) => weekday < 0);
  const all = (group: Group) => sumsBy(cells, null, group).get("") ?? [];
  const [ms, baseMs, restMs] = [all("k"), all("base_k"), all("rest_k")];
  if (!persons || total(ms) === 0) return [];
  return (["slot", "day", "hour"] as const).flatMap((kind) => {
    const [own, base, rest] = (["k", "base_k", "rest_k"] as const).map((group) => sumsBy(cells, kind, group));
    return [...(own ?? [])]
      .toSorted(([a, x], [b, y]) => total(y) - total(x) || a.localeCompare(b, "en"))
      .filter(
        ([value, lots], index) => (index < MOST[kind] && total(lots) > 0) || wanted.has(`${kind}:${value}`),
      )
      .map(([value, lots]) => {
        const member = clustersOf(lots, ms, persons.k);
        const others = clustersOf(rest?.get(value) ?? [], restMs, persons.rest_k);
        return shareFact(
          {
            key: `${kind}:${value}`,
            group: "rhythm",
            label: `Orders on ${timeWords(kind, value)}`,
            of: "order",
          },
          {
            ...{ k: member.x, n: member.m, restK: others.x, restN: others.m },
            ...{ baseK: total(base?.get(value) ?? []), baseN: total(baseMs) },
          },
          { n: effectiveN(member), restN: effectiveN(others) },
        );
      });
  });
}
