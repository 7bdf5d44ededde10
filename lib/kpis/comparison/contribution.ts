export type Part = { key: string; name: string; now: number; before: number };
export type Contribution = Part & {
  /** What the whole changed by because of this part, and as a share of the whole before; null where that was 0. */
  change: number;
  points: number | null;
};

/**
 * What each part adds to the change of a sum: exact, since the remainder is everybody else less what parts share. Where
 * parts share nobody, the remainder is everybody else.
 */
export function contributions(
  whole: { now: number; before: number },
  parts: readonly Part[],
): { parts: Contribution[]; rest: Contribution; change: number; relative: number | null } {
  const of = (part: Part): Contribution => ({
    ...part,
    change: part.now - part.before,
    points: whole.before === 0 ? null : (part.now - part.before) / Math.abs(whole.before),
  });
  const sum = (side: "now" | "before") => parts.reduce((total, part) => total + part[side], 0);
  const change = whole.now - whole.before;
  return {
    parts: parts.map(of).sort((a, b) => Math.abs(b.change) - Math.abs(a.change)),
    rest: of({
      key: "rest",
      name: "Everybody else",
      now: whole.now - sum("now"),
      before: whole.before - sum("before"),
    }),
    change,
    relative: whole.before === 0 ? null : change / Math.abs(whole.before),
  };
}
