import type { Day } from "@/lib/days";
import type { AmountCell, ShareCell } from "../facts/read";
import type { RhythmCell } from "../rhythm-facts";

/** By what a group was counted; two counts can be set against each other when it is the same. */
export type CountBasis = {
  day: Day;
  timeZone: string;
  /** The highest customer number when too many to count were there, and so many were asked; null: everybody is counted. */
  sample: { last: number; asked: number } | null;
};

/**
 * What the facts of a group are made from: the members of a segment, or everybody. `k` counts the group, `shared` those of
 * it who stand for everybody; both are the same where no sample is asked. Values as rows, since there are thousands.
 */
export type FactCounts = {
  basis: CountBasis;
  asked: number;
  /** A row without a value says of how many the key is known. */
  shares: [key: string, value: string | null, k: number, shared: number][];
  rhythm: [lot: number, weekday: number, hour: number, k: number, shared: number][];
  amounts: { key: string; n: number; figures: number[] }[];
};

export function isSameBasis(a: CountBasis, b: CountBasis): boolean {
  return (
    a.day === b.day &&
    a.timeZone === b.timeZone &&
    a.sample?.last === b.sample?.last &&
    a.sample?.asked === b.sample?.asked
  );
}

type Values = Map<string, { k: number; shared: number }>;
type Known = { n: number; shared: number };

/** The values of each key, and of how many it is known: of all who have any, where values cannot overlap. */
function byKey({ shares }: FactCounts): Map<string, { values: Values; known: Known }> {
  const keys = new Map<string, { values: Values; known: Known | null }>();
  for (const [key, value, k, shared] of shares) {
    const own = keys.get(key) ?? { values: new Map(), known: null };
    if (value === null) own.known = { n: k, shared };
    else own.values.set(value, { k, shared });
    keys.set(key, own);
  }
  return new Map(
    [...keys].map(([key, { values, known }]) => {
      const sum = (of: "k" | "shared") => [...values.values()].reduce((all, each) => all + each[of], 0);
      return [key, { values, known: known ?? { n: sum("k"), shared: sum("shared") } }];
    }),
  );
}

const NONE = { k: 0, shared: 0 };
/** What was written between the two counts must not make anything negative. */
const rest = (all: number, shared: number) => Math.max(0, all - shared);

/** Each value that the group or everybody has: how many of the group, of everybody and of those outside the group. */
export function sharesAgainst(own: FactCounts, base: FactCounts): ShareCell[] {
  const [mine, all] = [byKey(own), byKey(base)];
  return [...new Set([...all.keys(), ...mine.keys()])].flatMap((key) => {
    const [ours, theirs] = [mine.get(key), all.get(key)];
    const known = ours?.known ?? { n: 0, shared: 0 };
    const baseN = Math.max(theirs?.known.n ?? 0, known.shared);
    const values = new Set([...(theirs?.values.keys() ?? []), ...(ours?.values.keys() ?? [])]);
    return [...values].map((value) => {
      const { k, shared } = ours?.values.get(value) ?? NONE;
      const baseK = Math.max(theirs?.values.get(value)?.k ?? 0, shared);
      return {
        ...{ key, value, k, n: known.n, baseK, baseN },
        ...{ restK: rest(baseK, shared), restN: rest(baseN, known.shared) },
      };
    });
  });
}

/** Orders by weekday, hour and lot, of the group, of everybody and of those outside the group. */
export function rhythmAgainst(own: FactCounts, base: FactCounts): RhythmCell[] {
  const cells = new Map<string, RhythmCell>();
  for (const [lot, weekday, hour, k] of base.rhythm)
    cells.set(`${lot}.${weekday}.${hour}`, { lot, weekday, hour, k: 0, base_k: k, rest_k: k });
  for (const [lot, weekday, hour, k, shared] of own.rhythm) {
    const base_k = Math.max(cells.get(`${lot}.${weekday}.${hour}`)?.base_k ?? 0, shared);
    cells.set(`${lot}.${weekday}.${hour}`, { lot, weekday, hour, k, base_k, rest_k: rest(base_k, shared) });
  }
  return [...cells.values()];
}

export function amountsAgainst(own: FactCounts, base: FactCounts): AmountCell[] {
  return own.amounts.map(({ key, n, figures }) => {
    const all = base.amounts.find((one) => one.key === key);
    return { key, n, baseN: all?.n ?? 0, member: figures, base: all?.figures ?? null };
  });
}
