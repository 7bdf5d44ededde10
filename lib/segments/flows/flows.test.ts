import { describe, expect, it } from "vitest";
import { type Flows, layOut, readPeriod, summaryOf } from "./flows";

const flows: Flows = {
  nodes: [
    { key: "1", label: "Small" },
    { key: "2", label: "Large" },
    { key: "none", label: "None" },
  ],
  flows: [
    { from: "1", to: "1", people: 60 },
    { from: "1", to: "2", people: 30 },
    { from: "none", to: "1", people: 10 },
    { from: "2", to: "none", people: null },
  ],
  madeSince: [],
};

describe("ribbons", () => {
  it("fill each box exactly, and boxes fill their column", () => {
    const { boxes, ribbons } = layOut(flows);
    const column = (side: string) => boxes.filter((box) => box.side === side);
    for (const side of ["from", "to"]) {
      const last = column(side).at(-1);
      expect((last?.top ?? 0) + (last?.height ?? 0)).toBeCloseTo(100);
    }
    expect(column("from").map(({ key, people }) => [key, people])).toEqual([
      ["1", 90],
      ["none", 10],
    ]);
    expect(ribbons.map(({ from, to, isStaying }) => [from, to, isStaying])).toEqual([
      ["1", "1", true],
      ["1", "2", false],
      ["none", "1", false],
    ]);
    const ends = ribbons.map(({ path }) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []);
    expect(ends.every((numbers) => numbers.every((value) => value >= 0 && value <= 100))).toBe(true);
    expect(ends[1]?.[1]).toBeCloseTo(ends[0]?.[14] ?? -1, 1);
  });

  it("are none where nobody is", () => {
    expect(layOut({ ...flows, flows: [] })).toEqual({ boxes: [], ribbons: [] });
  });
});

it("says who stayed, who moved and the largest move", () => {
  expect(summaryOf(flows)).toEqual({ stayed: 60, moved: 40, largest: { from: "1", to: "2", people: 30 } });
});

it("reads two days in any order and nothing after today", () => {
  const today = "2026-06-15";
  const read = (from?: string, to?: string) => readPeriod({ from, to }, today, "2026-03-23");
  expect(read()).toEqual({ from: "2026-03-23", to: today });
  expect(read("2026-06-01", "2026-05-01")).toEqual({ from: "2026-05-01", to: "2026-06-01" });
  expect(read("2027-01-01", "tomorrow")).toEqual({ from: "2026-03-23", to: today });
});
