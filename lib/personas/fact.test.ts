import { describe, expect, it } from "vitest";
import { distinctness, hasDrifted, isDistinct, mostDistinct, pin, shareFact, wilson } from "./fact";

const named = { key: "gender:female", group: "who" as const, label: "Female" };

describe("wilson", () => {
  it("gives Newcombe's (1998) examples", () => {
    const near = (got: [number, number], want: [number, number]) => {
      expect(got[0]).toBeCloseTo(want[0], 4);
      expect(got[1]).toBeCloseTo(want[1], 4);
    };
    near(wilson(81, 263), [0.2553, 0.3662]);
    near(wilson(15, 148), [0.0624, 0.1605]);
    near(wilson(0, 20), [0, 0.1611]);
    near(wilson(1, 29), [0.0061, 0.1718]);
  });
});

describe("share fact", () => {
  it("divides by the people whose value is known and indexes against the base", () => {
    const fact = shareFact(named, { k: 60, n: 100, baseK: 300, baseN: 1000 });
    expect(fact).toMatchObject({ kind: "share", share: 0.6, baseShare: 0.3, index: 2, n: 100 });
    expect(isDistinct(fact)).toBe(true);
  });

  it("is not distinct on few people, however far it lies", () => {
    expect(isDistinct(shareFact(named, { k: 8, n: 10, baseK: 100, baseN: 1000 }))).toBe(false);
  });

  it("has no index where the base has nobody", () => {
    expect(shareFact(named, { k: 0, n: 40, baseK: 0, baseN: 0 }).index).toBeNull();
  });

  it("ranks a large over-index before a small one and leaves out what equals the base", () => {
    const large = shareFact({ ...named, key: "a" }, { k: 300, n: 500, baseK: 100, baseN: 1000 });
    const small = shareFact({ ...named, key: "b" }, { k: 80, n: 500, baseK: 100, baseN: 1000 });
    const equal = shareFact({ ...named, key: "c" }, { k: 50, n: 500, baseK: 100, baseN: 1000 });
    expect(mostDistinct([equal, small, large], 5).map((fact) => fact.key)).toEqual(["a", "b"]);
    expect(distinctness(equal)).toBe(0);
  });
});

describe("drift", () => {
  const fact = shareFact(named, { k: 60, n: 100, baseK: 300, baseN: 1000 });

  it("holds while the pinned share is inside today's interval", () => {
    expect(hasDrifted(pin(fact, "EUR"), fact)).toBe(false);
    expect(hasDrifted({ ...pin(fact, "EUR"), share: 0.4 }, fact)).toBe(true);
    expect(hasDrifted(pin(fact, "EUR"), undefined)).toBe(true);
  });

  it("needs a move that matters, however sure a large segment makes it", () => {
    const large = shareFact(named, { k: 60_000, n: 100_000, baseK: 300, baseN: 1000 });
    expect(hasDrifted({ ...pin(large, "EUR"), share: 0.57 }, large)).toBe(false);
    expect(hasDrifted({ ...pin(large, "EUR"), share: 0.52 }, large)).toBe(true);
    const rare = shareFact(named, { k: 400, n: 100_000, baseK: 300, baseN: 1000 });
    expect(hasDrifted({ ...pin(rare, "EUR"), share: 0.001 }, rare)).toBe(false);
  });
});
