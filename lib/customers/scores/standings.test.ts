import { describe, expect, it } from "vitest";
import { groupOf, pairsOf, RFM_GROUPS, STANDING_CHOICES, STANDINGS, standingWord } from "./standings";

const ONE_TO_FIVE = [1, 2, 3, 4, 5];

describe("standings", () => {
  it("every pair of recency and frequency is in exactly one group", () => {
    const wanted = ONE_TO_FIVE.flatMap((r) => ONE_TO_FIVE.map((f) => `${r}${f}`));
    expect(pairsOf(Object.keys(RFM_GROUPS)).sort()).toEqual(wanted);
  });
  it("the best are champions, the worst are lost", () => {
    expect([groupOf(5, 5), groupOf(1, 1), groupOf(1, 5), groupOf(3, 3)]).toEqual([
      "champions",
      "lost",
      "cannotLose",
      "needAttention",
    ]);
    expect(groupOf(0, 6)).toBeNull();
  });
  it("there are 125 cells, and every choice has its own words", () => {
    expect(STANDING_CHOICES.rfmCell).toHaveLength(125);
    for (const standing of STANDINGS) {
      const words = STANDING_CHOICES[standing].map((key) => standingWord(standing, key));
      expect(new Set(words).size).toBe(words.length);
    }
    expect(standingWord("lifecycle", "toString")).toBe("toString");
  });
});
