import type { BgNbd } from "./bg-nbd";
import type { History } from "./histories";

/** Mulberry32: the same people in each run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gamma with any shape and rate 1 (Marsaglia and Tsang 2000). */
export function gammaDraw(random: () => number, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * normal ** 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** People as the model says they behave, in weeks, first ordering within half a year. */
export function shoppers(model: BgNbd, count: number, seed: number): History[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const rate = gammaDraw(random, model.r) / model.alpha;
    const [one, other] = [gammaDraw(random, model.a), gammaDraw(random, model.b)];
    const leaves = one / (one + other);
    const age = 26 + Math.floor(random() * 182) / 7;
    let [at, recency, repeats] = [0, 0, 0];
    for (;;) {
      at += -Math.log(1 - random()) / rate;
      if (at > age) break;
      [recency, repeats] = [at, repeats + 1];
      if (random() < leaves) break;
    }
    return { repeats, recency, age };
  });
}
