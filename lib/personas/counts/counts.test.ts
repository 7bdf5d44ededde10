import { describe, expect, it } from "vitest";
import { amountsAgainst, type FactCounts, isSameBasis, rhythmAgainst, sharesAgainst } from "./counts";

const basis = { day: "2026-06-15", timeZone: "UTC", sample: null };
const counts = (given: Partial<FactCounts>): FactCounts => ({
  ...{ basis, asked: 10, shares: [], rhythm: [], amounts: [] },
  ...given,
});

describe("counts of a group against everybody", () => {
  it("divides by all who have a value, or by those of whom it is known", () => {
    const base = counts({
      shares: [
        ["city", "Oslo", 40, 40],
        ["city", "Riga", 60, 60],
        ["likes", "tea", 50, 50],
        ["likes", null, 80, 80],
      ],
    });
    const own = counts({
      shares: [
        ["city", "Riga", 20, 20],
        ["likes", "tea", 15, 15],
        ["likes", null, 18, 18],
      ],
    });
    expect(sharesAgainst(own, base)).toEqual([
      { key: "city", value: "Oslo", k: 0, n: 20, baseK: 40, baseN: 100, restK: 40, restN: 80 },
      { key: "city", value: "Riga", k: 20, n: 20, baseK: 60, baseN: 100, restK: 40, restN: 80 },
      { key: "likes", value: "tea", k: 15, n: 18, baseK: 50, baseN: 80, restK: 35, restN: 62 },
    ]);
  });

  it("takes only those of a sampled group from everybody who stand for everybody", () => {
    const [cell] = sharesAgainst(
      counts({ shares: [["city", "Riga", 30, 4]] }),
      counts({ shares: [["city", "Riga", 10, 10]] }),
    );
    expect(cell).toMatchObject({ k: 30, n: 30, baseK: 10, restK: 6, restN: 6 });
  });

  it("never counts fewer than nobody when the group was counted later", () => {
    const [cell] = sharesAgainst(
      counts({ shares: [["city", "Riga", 12, 12]] }),
      counts({ shares: [["city", "Riga", 10, 10]] }),
    );
    expect(cell).toMatchObject({ baseK: 12, baseN: 12, restK: 0, restN: 0 });
  });

  it("keeps the orders of both, lot by lot, and the middle values of the group", () => {
    const own = counts({ rhythm: [[3, 5, 8, 2, 2]], amounts: [{ key: "age", n: 4, figures: [30] }] });
    const base = counts({
      rhythm: [
        [3, 5, 8, 7, 7],
        [4, 1, 9, 1, 1],
      ],
      amounts: [{ key: "income", n: 9, figures: [1] }],
    });
    expect(rhythmAgainst(own, base)).toEqual([
      { lot: 3, weekday: 5, hour: 8, k: 2, base_k: 7, rest_k: 5 },
      { lot: 4, weekday: 1, hour: 9, k: 0, base_k: 1, rest_k: 1 },
    ]);
    expect(amountsAgainst(own, base)).toEqual([{ key: "age", n: 4, baseN: 0, member: [30], base: null }]);
  });

  it("has another basis on another day, in another zone and with another sample", () => {
    expect(isSameBasis(basis, { ...basis })).toBe(true);
    expect(isSameBasis(basis, { ...basis, day: "2026-06-16" })).toBe(false);
    expect(isSameBasis(basis, { ...basis, timeZone: "Europe/Riga" })).toBe(false);
    expect(isSameBasis(basis, { ...basis, sample: { last: 50, asked: 40 } })).toBe(false);
  });
});
