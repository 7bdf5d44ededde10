import { describe, expect, test } from "vitest";
import { randomFrom } from "@/lib/value/testing";
import { COVERAGE, halfWidths } from "./band";
import { forecast, HORIZON } from "./forecast";

type Random = () => number;
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Weeks of shops that behave in different ways; none of them is one that a model was made for. */
const SHOPS: Record<string, (random: Random, length: number) => number[]> = {
  "the same each week, but for chance": (random, length) =>
    Array.from({ length }, () => 100 + 15 * normal(random)),
  wandering: (random, length) => {
    let level = 400;
    return Array.from({ length }, () => {
      level += 8 * normal(random);
      return level;
    });
  },
  "wandering slowly under much chance": (random, length) => {
    let level = 300;
    return Array.from({ length }, () => {
      level += 5 * normal(random);
      return level + 15 * normal(random);
    });
  },
  "coming back to their mean": (random, length) => {
    let off = 0;
    return Array.from({ length }, () => {
      off = 0.7 * off + 10 * normal(random);
      return 200 + off;
    });
  },
  growing: (random, length) => {
    let level = 100;
    return Array.from({ length }, () => {
      level += 1.5 + 2 * normal(random);
      return level + 10 * normal(random);
    });
  },
  "with a few very good weeks": (random, length) =>
    Array.from({ length }, () => 100 * Math.exp(0.5 * normal(random))),
  "of a handful of orders": (random, length) =>
    Array.from({ length }, () => {
      let [orders, chance] = [-1, 1];
      while (chance > Math.exp(-6)) [orders, chance] = [orders + 1, chance * random()];
      return orders;
    }),
};

const SHOPS_OF_A_KIND = Number(process.env.FACET_SHOPS ?? 25);

/** The share of weeks that came within the band, over many shops of a kind. */
function coverage(shop: (random: Random, length: number) => number[], weeks: number, shops: number): number {
  const random = randomFrom(weeks);
  let [within, all] = [0, 0];
  for (let one = 0; one < shops; one++) {
    const values = shop(random, weeks + HORIZON).map((value) => Math.max(0, value));
    const made = forecast(values.slice(0, weeks), "2024-01-01");
    for (const [at, { low, high }] of (made?.points ?? []).entries()) {
      const value = values[weeks + at] ?? 0;
      within += Number(value >= low && value <= high);
      all += 1;
    }
  }
  return within / all;
}

describe("the band of a forecast", () => {
  test.each(Object.keys(SHOPS))("holds about four of five weeks of shops %s", (kind) => {
    const shop = SHOPS[kind];
    if (!shop) throw new Error(kind);
    const share = (coverage(shop, 30, SHOPS_OF_A_KIND) + coverage(shop, 80, SHOPS_OF_A_KIND)) / 2;
    expect(share).toBeGreaterThan(COVERAGE - 0.07);
    expect(share).toBeLessThan(COVERAGE + 0.07);
  });

  test("is as wide at each week where chance is all there is, and as the root of time for a walk", () => {
    const even = halfWidths(
      Array.from({ length: 4 }, () => [1, -1, 1, -1]),
      1e9,
    );
    for (const half of even) expect(half).toBeCloseTo(1, 6);
    const walk = halfWidths(
      [1, 2, 3, 4].map((week) => [Math.sqrt(week), -Math.sqrt(week)]),
      1e9,
    );
    for (const [at, half] of walk.entries()) expect(half).toBeCloseTo(Math.sqrt(at + 1), 6);
    expect(halfWidths([[0], [0]], 2)).toEqual([0, 0]);
    expect(halfWidths([[], []], 2)).toEqual([0, 0]);
  });
});
