import { describe, expect, it } from "vitest";
import { driftOf, hasDrifted, pin } from "./drift";
import {
  amountFact,
  distinctness,
  factValue,
  isDistinct,
  mostDistinct,
  type ShareCounts,
  shareFact,
} from "./fact";

const named = { key: "gender:female", group: "who" as const, label: "Female" };
/** Counts of all from those of the members and the rest. */
const counts = (k: number, n: number, restK: number, restN: number): ShareCounts => ({
  ...{ k, n, restK, restN },
  ...{ baseK: k + restK, baseN: n + restN },
});

describe("share fact", () => {
  it("divides by the people whose value is known and indexes against the base", () => {
    const fact = shareFact(named, counts(60, 100, 240, 900));
    expect(fact).toMatchObject({ kind: "share", share: 0.6, baseShare: 0.3, index: 2, n: 100, of: "person" });
    expect(fact.indexLow).toBeGreaterThan(1.5);
    expect(fact.indexHigh).toBeLessThan(2.6);
    expect(isDistinct(fact)).toBe(true);
  });

  it("is not distinct on few people, however far it lies, and shows no figure", () => {
    const few = shareFact(named, counts(8, 10, 92, 990));
    expect(isDistinct(few)).toBe(false);
    expect(factValue(few, "EUR")).toBe("too few to say");
  });

  it("has no index where the base has nobody", () => {
    expect(shareFact(named, counts(0, 40, 0, 0))).toMatchObject({ index: null, indexLow: null });
  });

  it("has a wider interval where observations belong together", () => {
    const alone = shareFact(named, counts(60, 100, 240, 900));
    const together = shareFact(named, counts(60, 100, 240, 900), { n: 20, restN: 180 });
    expect(together.share).toBe(0.6);
    expect(together.high - together.low).toBeGreaterThan(1.8 * (alone.high - alone.low));
    expect(together.indexLow).toBeLessThan(alone.indexLow ?? 0);
  });

  it("ranks a large over-index before a small one and leaves out what equals the base", () => {
    const large = shareFact({ ...named, key: "a" }, counts(300, 500, 100, 1000));
    const small = shareFact({ ...named, key: "b" }, counts(80, 500, 100, 1000));
    const equal = shareFact({ ...named, key: "c" }, counts(50, 500, 100, 1000));
    expect(mostDistinct([equal, small, large], 5).map((fact) => fact.key)).toEqual(["a", "b"]);
    expect(distinctness(equal)).toBe(0);
  });

  it("takes two of a kind at most", () => {
    const facts = [5, 4, 3, 2].map((times) =>
      shareFact({ ...named, key: `product:${times}` }, counts(times * 80, 500, 100, 1000)),
    );
    const other = shareFact(named, counts(100, 500, 150, 1000));
    expect(mostDistinct([...facts, other], 5).map(({ key }) => key)).toEqual([
      "product:5",
      "product:4",
      named.key,
    ]);
  });

  it("puts a sure difference before a larger one that is less sure", () => {
    const sure = shareFact({ ...named, key: "a" }, counts(400, 1000, 2000, 10_000));
    const doubtful = shareFact({ ...named, key: "b" }, counts(13, 40, 1500, 10_000));
    expect(mostDistinct([doubtful, sure], 2).map((fact) => fact.key)).toEqual(["a", "b"]);
  });
});

describe("amount fact", () => {
  const middle = (value: number, spread: number) => ({
    value,
    interval: [value - spread, value + spread] as [number, number],
    middleHalf: [value / 2, value * 2] as [number, number],
  });
  const amount = { ...named, unit: "money" as const };

  it("compares middle values, and says so only where the interval leaves out one", () => {
    const clear = amountFact(amount, {
      n: 400,
      baseN: 4000,
      member: middle(4000, 100),
      base: middle(2000, 50),
    });
    const unclear = amountFact(amount, {
      n: 400,
      baseN: 4000,
      member: middle(2100, 400),
      base: middle(2000, 50),
    });
    expect(clear).toMatchObject({ index: 2, low: 3900, high: 4100 });
    expect([clear, unclear].map((fact) => fact && isDistinct(fact))).toEqual([true, false]);
    expect(amountFact(amount, { n: 0, baseN: 10, member: null, base: middle(5, 1) })).toBeNull();
  });
});

describe("drift", () => {
  const fact = shareFact(named, counts(60, 100, 240, 900));

  it("holds while the pinned share is inside today's interval", () => {
    expect(driftOf(pin(fact, "EUR"), fact)).toBe("holds");
    expect(driftOf({ ...pin(fact, "EUR"), share: 0.4 }, fact)).toBe("moved");
    expect(driftOf(pin(fact, "EUR"), undefined)).toBe("gone");
    expect(hasDrifted(pin(fact, "EUR"), undefined)).toBe(true);
  });

  it("says nothing of a figure that too few people stand behind now", () => {
    const few = shareFact(named, counts(2, 10, 240, 900));
    expect(driftOf(pin(fact, "EUR"), few)).toBe("few");
    expect(hasDrifted(pin(fact, "EUR"), few)).toBe(false);
  });

  it("needs a move that matters, however sure a large segment makes it", () => {
    const large = shareFact(named, counts(60_000, 100_000, 300, 1000));
    expect(hasDrifted({ ...pin(large, "EUR"), share: 0.57 }, large)).toBe(false);
    expect(hasDrifted({ ...pin(large, "EUR"), share: 0.52 }, large)).toBe(true);
    const rare = shareFact(named, counts(400, 100_000, 300, 1000));
    expect(hasDrifted({ ...pin(rare, "EUR"), share: 0.001 }, rare)).toBe(false);
  });
});
