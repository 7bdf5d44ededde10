import { describe, expect, it } from "vitest";
import { freeDays } from "./combination";

describe("combinations of campaigns", () => {
  it("tell who is free on a day", () => {
    const rivals = [
      { startOn: "2026-05-01", endOn: "2026-05-02" },
      { startOn: "2026-05-02", endOn: "2026-05-03" },
    ];
    const combinations = [
      { places: [], people: 100 },
      { places: [0], people: 10 },
      { places: [0, 1], people: 1 },
    ];
    expect(freeDays(combinations, rivals, "2026-05-01", "2026-05-04")).toEqual([
      { day: "2026-05-01", free: 100 },
      { day: "2026-05-02", free: 100 },
      { day: "2026-05-03", free: 110 },
      { day: "2026-05-04", free: 111 },
    ]);
  });
});
