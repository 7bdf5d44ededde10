import { describe, expect, it } from "vitest";
import { type BreakdownCount, bandStarts, breakdownsOf, strikingBars } from "./breakdown";

const count = (by: BreakdownCount["by"], value: string | null, n: number, baseN: number, isRest = false) => ({
  by,
  value,
  n,
  baseN,
  isRest,
});

describe("breakdowns", () => {
  it("give each bar its number, its share of the selection and of the base, and the index", () => {
    const counts = [count("gender", "male", 10, 60), count("gender", "female", 30, 40)];
    expect(breakdownsOf(counts, { size: 40, base: 100 })).toEqual([
      {
        key: "gender",
        bars: [
          { key: "=female", label: "Female", n: 30, share: 0.75, baseN: 40, baseShare: 0.4, index: 1.875 },
          { key: "=male", label: "Male", n: 10, share: 0.25, baseN: 60, baseShare: 0.6, index: 0.25 / 0.6 },
        ],
      },
    ]);
  });

  it("sort bands by their order and names by size, with the rest and the unknown at the end", () => {
    const labels = (counts: BreakdownCount[]) =>
      breakdownsOf(counts, { size: 10, base: 10 })[0]?.bars.map(({ label }) => label);
    expect(labels([count("age", null, 5, 5), count("age", "0", 4, 4), count("age", "5", 1, 1)])).toEqual([
      "Under 25",
      "65 and over",
      "Not known",
    ]);
    expect(
      labels([
        count("country", null, 6, 6),
        count("country", null, 5, 5, true),
        count("country", "EE", 1, 9),
        count("country", "LV", 2, 2),
      ]),
    ).toEqual(["LV", "EE", "All others", "Not known"]);
    expect(labels([count("stage", "active", 1, 1), count("stage", "prospect", 1, 1)])).toEqual([
      "Prospect",
      "Active",
    ]);
  });

  it("are left out where no customer has a value, and divide nothing by zero", () => {
    expect(breakdownsOf([count("source", null, 0, 5)], { size: 0, base: 5 })).toEqual([]);
    expect(breakdownsOf([count("source", "ads", 0, 5)], { size: 0, base: 5 })[0]?.bars[0]).toMatchObject({
      share: 0,
      baseShare: 1,
      index: 0,
    });
  });

  it("name what is clearly more common or rarer, once per side, and nothing that rests on few people", () => {
    const counts = [
      count("gender", "female", 90, 400),
      count("gender", "male", 10, 600),
      count("country", "LV", 60, 200),
      count("country", "EE", 30, 150),
      count("country", "LT", 10, 20),
      count("country", null, 0, 630),
    ];
    const found = strikingBars(breakdownsOf(counts, { size: 100, base: 1000 }));
    expect(found.map(({ by, bar }) => `${by} ${bar.label}`)).toEqual([
      "gender Male",
      "country LV",
      "gender Female",
    ]);
    expect(strikingBars(breakdownsOf([count("gender", "male", 50, 500)], { size: 50, base: 500 }))).toEqual(
      [],
    );
  });

  it("begin the age bands on the day after the birthday, oldest first", () => {
    expect(bandStarts("2026-06-15")).toEqual([
      "1961-06-16",
      "1971-06-16",
      "1981-06-16",
      "1991-06-16",
      "2001-06-16",
    ]);
  });
});
