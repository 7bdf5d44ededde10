import { expect, it } from "vitest";
import { changedParts, DEFAULT_FORMULAS, formulasOf } from "./formulas";
import { bandWords, engagementWords, lifecycleWords, rhythmWords } from "./words";

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

it("bands are said from 1 to 5; few days are the best", () => {
  expect(bandWords("recency", [10, 30.5, 90, 1800], "EUR").map(plain)).toEqual([
    "over 1 800",
    "up to 1 800",
    "up to 90",
    "up to 30.5",
    "up to 10",
  ]);
  expect(bandWords("frequency", [1, 2, 3, 4], "EUR")).toEqual([
    "up to 1",
    "up to 2",
    "up to 3",
    "up to 4",
    "over 4",
  ]);
  expect(plain(bandWords("monetary", [1000, 2000, 3000, 4000], "EUR")[0] ?? "")).toContain("10");
  expect(bandWords("monetary", null, "EUR")).toEqual([]);
});

it("a half-life is named only where there is one", () => {
  const { engagement, lifecycle } = DEFAULT_FORMULAS;
  expect(engagementWords(engagement)).not.toContain("half");
  expect(plain(engagementWords({ ...engagement, halfLife: 14 }))).toContain("half as much every 14 days");
  expect(lifecycleWords(lifecycle).slipping).toBe("last order within 3 rhythms");
  expect(plain(rhythmWords(lifecycle))).toContain("at least 14 days");
});

it("the order of keys, as a database gives it back, is no difference", () => {
  const { weights, ...rest } = DEFAULT_FORMULAS.engagement;
  const again = formulasOf({ engagement: { weights, ...rest } });
  expect(changedParts(DEFAULT_FORMULAS, again)).toEqual([]);
  expect(
    changedParts(DEFAULT_FORMULAS, formulasOf({ recency: { by: "edges", edges: [1, 2, 3, 4] } })),
  ).toEqual(["recency"]);
});
