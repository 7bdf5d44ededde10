import { hyp2f1, lgam } from "cephes";
import type { BgNbd } from "./bg-nbd";
import type { Histories, History } from "./histories";

/** The formulas have a removable hole at a = 1. */
const beside = (a: number) => (Math.abs(a - 1) < 1e-7 ? 1 + 1e-7 : a);

/** Expected orders of a new person in `time`. Fader, Hardie, Lee 2005, equation 9. */
export function expectedOrders({ r, alpha, a, b }: BgNbd, time: number): number {
  const drop = beside(a);
  const kept = (alpha / (alpha + time)) ** r * hyp2f1(r, b, drop + b - 1, time / (alpha + time));
  return ((drop + b - 1) / (drop - 1)) * (1 - kept);
}

/** The odds that a person has left; 0 without a repeat, since nobody leaves before one. */
function oddsLeft({ r, alpha, a, b }: BgNbd, { repeats, recency, age }: History): number {
  if (repeats === 0) return 0;
  return Math.exp(
    Math.log(a) - Math.log(b + repeats - 1) + (r + repeats) * Math.log((alpha + age) / (alpha + recency)),
  );
}

/** The chance that a person with this history still buys. Fader, Hardie, Lee 2008, "Computing P(alive)". */
export function chanceActive(model: BgNbd, history: History): number {
  return 1 / (1 + oddsLeft(model, history));
}

/** Expected orders of a person with this history within `time` from now. Fader, Hardie, Lee 2005, equation 10. */
export function expectedNext(model: BgNbd, history: History, time: number): number {
  const { r, alpha, b } = model;
  const a = beside(model.a);
  const { repeats: x, age } = history;
  const late = alpha + age;
  const kept = (late / (late + time)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, time / (late + time));
  return (((a + b + x - 1) / (a - 1)) * (1 - kept)) / (1 + oddsLeft(model, history));
}

/** The chance of exactly `count` orders of a new person in `time`. Fader, Hardie, Lee 2005, equation 8. */
export function chanceOfOrders({ r, alpha, a, b }: BgNbd, count: number, time: number): number {
  const stayed = Math.log(alpha / (alpha + time));
  const went = Math.log(time / (alpha + time));
  const negativeBinomial = (j: number) =>
    Math.exp(lgam(r + j) - lgam(r) - lgam(j + 1) + r * stayed + (j === 0 ? 0 : j * went));
  const alive = Math.exp(logBeta(a, b + count) - logBeta(a, b)) * negativeBinomial(count);
  if (count === 0) return alive;
  let fewer = 0;
  for (let j = 0; j < count; j++) fewer += negativeBinomial(j);
  return alive + Math.exp(logBeta(a + 1, b + count - 1) - logBeta(a, b)) * Math.max(0, 1 - fewer);
}

const logBeta = (a: number, b: number) => lgam(a) + lgam(b) - lgam(a + b);

export type RepeatBar = { repeats: number; actual: number; expected: number };

/** How many people came back 0, 1, 2 … times, and how many the model expects to; the last bar is that many or more. */
export function repeatBars(model: BgNbd, { repeats, age, weight }: Histories, last = 7): RepeatBar[] {
  const bars = Array.from({ length: last + 1 }, (_, at) => ({ repeats: at, actual: 0, expected: 0 }));
  const byAge = new Map<number, number>();
  for (let i = 0; i < repeats.length; i++) {
    const people = weight[i] ?? 0;
    const bar = bars[Math.min(repeats[i] ?? 0, last)];
    if (bar) bar.actual += people;
    const time = age[i] ?? 0;
    byAge.set(time, (byAge.get(time) ?? 0) + people);
  }
  for (const [time, people] of byAge) {
    let rest = 1;
    for (const bar of bars) {
      const chance =
        bar.repeats === last
          ? rest
          : time === 0
            ? Number(bar.repeats === 0)
            : chanceOfOrders(model, bar.repeats, time);
      bar.expected += people * chance;
      rest -= chance;
    }
  }
  return bars;
}
