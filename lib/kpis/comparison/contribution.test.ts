import { expect, it } from "vitest";
import { contributions } from "./contribution";

const parts = [
  { key: "a", name: "Lapsed", now: 150, before: 100 },
  { key: "b", name: "Regulars", now: 400, before: 420 },
];

it("splits a change exactly into its parts and the rest", () => {
  const { parts: split, rest, change, relative } = contributions({ now: 1080, before: 1000 }, parts);
  expect(change).toBe(80);
  expect(relative).toBeCloseTo(0.08, 12);
  expect(split.map(({ name, change, points }) => [name, change, points])).toEqual([
    ["Lapsed", 50, 0.05],
    ["Regulars", -20, -0.02],
  ]);
  expect(rest.change).toBe(50);
  expect(split.reduce((sum, part) => sum + part.change, rest.change)).toBe(change);
});

it("has no shares of a whole that was nothing", () => {
  const { relative, rest } = contributions({ now: 10, before: 0 }, []);
  expect([relative, rest.points, rest.change]).toEqual([null, null, 10]);
});
