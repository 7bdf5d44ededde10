/** Two-sided 5 % and a power of 80 %: the quantiles of the standard normal distribution. */
const Z_SUM = 1.959964 + 0.841621;

type Plan = {
  /** Share of people who buy without the campaign, 0 to 1. */
  base: number;
  treated: number;
  control: number;
};

/** Variance of the difference of two shares, estimated in groups of their own sizes. */
function variance(base: number, raised: number, treated: number, control: number): number {
  return (raised * (1 - raised)) / treated + (base * (1 - base)) / control;
}

/**
 * The smallest rise of the share that these groups show with a chance of 80 % at 5 % two-sided, from 0 to 1; null when
 * a group is empty or no rise below certainty is enough. Normal approximation, unpooled
 * (Chow, Shao and Wang 2008, Sample Size Calculations in Clinical Research, section 4.2.1).
 */
export function smallestRise({ base, treated, control }: Plan): number | null {
  if (treated < 1 || control < 1) return null;
  const isEnough = (rise: number) => rise >= Z_SUM * Math.sqrt(variance(base, base + rise, treated, control));
  let [low, high] = [0, 1 - base];
  if (high <= 0 || !isEnough(high)) return null;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * People who must be held out of `people` to see the share rise by `rise`, with the same certainty as above, the rest
 * being treated; null when no split of them is enough.
 */
export function neededControl(people: number, base: number, rise: number): number | null {
  if (rise <= 0 || base + rise > 1) return null;
  const isEnough = (control: number) =>
    rise >= Z_SUM * Math.sqrt(variance(base, base + rise, people - control, control));
  // The variance falls until the groups are in proportion to their spread, which is about half and half.
  const [a, b] = [Math.sqrt(base * (1 - base)), Math.sqrt((base + rise) * (1 - base - rise))];
  const best = Math.round(people * (a + b === 0 ? 0.5 : a / (a + b)));
  let [low, high] = [0, Math.min(Math.max(best, 1), people - 1)];
  if (high < 1 || !isEnough(high)) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * People of both groups together who are needed to see the share rise by `rise`, with the same certainty as above, when
 * `controlShare` of them, 0 to 1, are held out; null when no number is enough.
 */
export function neededPeople({
  base,
  rise,
  controlShare,
}: {
  base: number;
  rise: number;
  controlShare: number;
}) {
  if (rise <= 0 || base + rise > 1 || controlShare <= 0 || controlShare >= 1) return null;
  return Math.ceil((Z_SUM / rise) ** 2 * variance(base, base + rise, 1 - controlShare, controlShare));
}
