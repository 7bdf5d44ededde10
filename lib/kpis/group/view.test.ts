import { describe, expect, it } from "vitest";
import { METRIC_KEYS } from "../metric";
import type { Period } from "../series/period";
import { NO_TALLY, type Tally } from "../tally";
import { FIGURE_GROUPS, groupViewOf, hasFigure, STANDING_METRICS } from "./view";

const period = (tally: Partial<Tally>): Period => ({
  ...{ startOn: "2026-05-01", endOn: "2026-05-31", correctedOn: null, seen: null },
  tally: { ...NO_TALLY, ...tally },
});
const SIBLING = "0198c1f0-0000-7000-8000-000000000001";

describe("the view of a segment", () => {
  it("is by month against the month before unless the address says another", () => {
    expect(groupViewOf({})).toEqual({ grain: "month", range: 13, against: "previous", siblingId: null });
    expect(groupViewOf({ grain: "week", range: "26", against: "year" })).toMatchObject({
      ...{ grain: "week", range: 26, against: "year", siblingId: null },
    });
    expect(groupViewOf({ grain: "century", range: "9", against: SIBLING })).toMatchObject({
      ...{ grain: "month", range: 13, siblingId: SIBLING },
    });
  });

  it("has a place for every figure of the catalogue", () => {
    const placed = [...FIGURE_GROUPS.flatMap(({ metrics }) => [...metrics]), ...STANDING_METRICS];
    expect(placed.sort()).toEqual([...METRIC_KEYS].sort());
  });
});

it("shows a figure where there is something to count or to divide by", () => {
  expect(hasFigure("orders", [period({}), period({ orders: 2 })])).toBe(true);
  expect(hasFigure("orders", [period({})])).toBe(false);
  expect(hasFigure("openRate", [period({ sent: 4 })])).toBe(true);
  expect(hasFigure("romi", [period({ revenueMinor: 900 })])).toBe(false);
});
