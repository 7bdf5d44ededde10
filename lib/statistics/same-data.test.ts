import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { meanTest, sampleOf } from "./means";
import { ratioTest } from "./sample-ratio";
import { alwaysValidP, alwaysValidPOverTime } from "./sequential";
import { shareTest } from "./share-test";
import { shareEffect } from "./shares";

/** Splits of the same people into two groups that nothing tells apart: whatever is found is a false alarm. */
const SPLITS = Number(process.env.FACET_SPLITS ?? 1000);
const SEED = Number(process.env.FACET_SEED ?? 11);
const STEP = 1000;

const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const published = path.join(shared, "hillstrom/hillstrom.csv");

/** Mulberry32: 32 random bits at a time, the same for the same seed. */
function bitsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

type People = { visits: Uint8Array; spend: Float64Array };

/** Rare visits, rarer orders of very different amounts. */
function madeUp(count: number): People {
  const bits = bitsFrom(SEED);
  const chance = () => bits() / 2 ** 32;
  const people = { visits: new Uint8Array(count), spend: new Float64Array(count) };
  for (let at = 0; at < count; at++) {
    people.visits[at] = Number(chance() < 0.15);
    if (people.visits[at] && chance() < 0.2) people.spend[at] = 30 * Math.exp(chance() * 2.8);
  }
  return people;
}

function fromFile(): People {
  const rows: Record<string, string>[] = parse(readFileSync(published), { columns: true });
  return {
    visits: Uint8Array.from(rows, ({ visit }) => Number(visit)),
    spend: Float64Array.from(rows, ({ spend }) => Number(spend)),
  };
}

type Alarms = {
  interval: number;
  pooled: number;
  spend: number;
  split: number;
  peeking: number;
  early: number;
};

/** How many of the splits each test calls different. */
function alarmsOf({ visits, spend }: People, splits: number): Alarms {
  const bits = bitsFrom(SEED + 1);
  const alarms: Alarms = { interval: 0, pooled: 0, spend: 0, split: 0, peeking: 0, early: 0 };
  const share = visits.reduce((sum, visit) => sum + visit, 0) / visits.length;
  const tau2 = (0.2 * share) ** 2;
  for (let split = 0; split < splits; split++) {
    const n = [0, 0];
    const count = [0, 0];
    const sum = [0, 0];
    const squares = [0, 0];
    const looks = [];
    let hasPeeked = false;
    let word = 0;
    const group = (arm: 0 | 1) => ({ count: count[arm] ?? 0, total: n[arm] ?? 0 });
    for (let at = 0; at < visits.length; at++) {
      if (at % 32 === 0) word = bits();
      const arm = word & 1;
      word >>>= 1;
      n[arm] = (n[arm] ?? 0) + 1;
      count[arm] = (count[arm] ?? 0) + (visits[at] ?? 0);
      const amount = spend[at] ?? 0;
      if (amount > 0) {
        sum[arm] = (sum[arm] ?? 0) + amount;
        squares[arm] = (squares[arm] ?? 0) + amount * amount;
      }
      if ((at + 1) % STEP !== 0) continue;
      looks.push(lookAt(group(0), group(1)));
      hasPeeked ||= (shareTest(group(0), group(1))?.p ?? 1) < 0.05;
    }
    const [a, b] = [group(0), group(1)];
    alarms.interval += Number(shareEffect(a, b)?.isCertain ?? false);
    alarms.pooled += Number((shareTest(a, b)?.p ?? 1) < 0.05);
    const sample = (arm: 0 | 1) =>
      sampleOf({ n: n[arm] ?? 0, sum: sum[arm] ?? 0, squares: squares[arm] ?? 0 });
    alarms.spend += Number(meanTest(sample(0), sample(1))?.isCertain ?? false);
    alarms.split += Number((ratioTest(n, [1, 1])?.p ?? 1) < 0.05);
    alarms.peeking += Number(alwaysValidP(looks, tau2) < 0.05);
    alarms.early += Number(hasPeeked);
  }
  return alarms;
}

type Counted = { count: number; total: number };

function lookAt(a: Counted, b: Counted) {
  const pooled = (a.count + b.count) / (a.total + b.total);
  return {
    estimate: a.count / a.total - b.count / b.total,
    variance: pooled * (1 - pooled) * (1 / a.total + 1 / b.total),
  };
}

/** Three and a third standard deviations of the count of alarms at 5 %: one run in a thousand is outside. */
const error = (splits: number) => 3.3 * Math.sqrt(splits * 0.05 * 0.95);

function expectHonest(alarms: Alarms, splits: number): void {
  console.log(`${splits} splits: ${JSON.stringify(alarms)}`);
  for (const each of ["interval", "pooled", "spend", "split"] as const) {
    expect(alarms[each], each).toBeGreaterThan(splits * 0.05 - error(splits));
    expect(alarms[each], each).toBeLessThan(splits * 0.05 + error(splits));
  }
  // Below its level however often it is looked at, which the plain test is far from.
  expect(alarms.peeking).toBeLessThanOrEqual(splits * 0.05);
  expect(alarms.early).toBeGreaterThan(splits * 0.1);
}

describe("the same people against themselves", () => {
  test("give false alarms as often as was agreed, and fewer to those who look after every 1,000", () => {
    expectHonest(alarmsOf(madeUp(SPLITS > 1000 ? 64_000 : 20_000), SPLITS), SPLITS);
  });

  test.skipIf(!existsSync(published))("so do the published people of an e-mail experiment", () => {
    expectHonest(alarmsOf(fromFile(), SPLITS), SPLITS);
  });

  test("a fixed audience that is looked at each day while its orders come in", () => {
    const bits = bitsFrom(SEED + 2);
    const [people, days] = [2000, 30];
    let alarms = 0;
    for (let split = 0; split < SPLITS; split++) {
      const groups: [Counted, Counted] = [
        { count: 0, total: people },
        { count: 0, total: people },
      ];
      const looks = [];
      for (let day = 0; day < days; day++) {
        // About ten orders a day, each as likely in one group as in the other.
        for (let order = 0; order < 10; order++) groups[(bits() >>> 31) as 0 | 1].count += 1;
        looks.push(lookAt(...groups));
      }
      const planned = 2 * (0.075 * 0.925) * (1 / people);
      alarms += Number(alwaysValidPOverTime(looks, planned) < 0.05);
    }
    expect(alarms).toBeLessThanOrEqual(SPLITS * 0.05);
    expect(alarms).toBeGreaterThan(0);
  });
});
