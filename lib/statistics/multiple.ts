/**
 * P-values adjusted for being many, in their order: with those below a level the share of false ones among them is below it
 * (Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57, 289–300).
 */
export function adjustForMany(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((a, b) => (ps[b] ?? 1) - (ps[a] ?? 1));
  const adjusted = [...ps];
  let least = 1;
  order.forEach((place, below) => {
    least = Math.min(least, ((ps[place] ?? 1) * ps.length) / (ps.length - below));
    adjusted[place] = least;
  });
  return adjusted;
}

/** The stricter way: with those below a level the chance of a single false one is below it (Bonferroni). */
export function adjustByBonferroni(ps: readonly number[]): number[] {
  return ps.map((p) => Math.min(1, p * ps.length));
}
