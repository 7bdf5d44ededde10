import { expect, it } from "vitest";
import { addDays } from "@/lib/days";
import { sizeSeries } from "./size-series";

const today = "2026-05-14";
const daily = Array.from({ length: 400 }, (_, index) => ({ day: addDays(today, index - 399), size: index }));

it("keeps each day of a quarter, and the last count of each week of a year", () => {
  const quarter = sizeSeries(daily, today, 84);
  expect([quarter.length, quarter[0]?.day, quarter.at(-1)?.size]).toEqual([85, "2026-02-19", 399]);
  const year = sizeSeries(daily, today, 364);
  expect(year).toHaveLength(53);
  expect(year.at(-1)).toEqual({ day: today, size: 399 });
  expect(year.at(-2)?.day).toBe("2026-05-07");
});

it("leaves gaps out and needs no count", () => {
  expect(sizeSeries([{ day: "2026-05-01", size: 4 }], today, 364)).toHaveLength(1);
  expect(sizeSeries([], today, 28)).toEqual([]);
});
