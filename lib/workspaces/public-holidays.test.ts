import { describe, expect, it } from "vitest";
import { easterSunday, publicHolidays } from "./public-holidays";

const days = (...given: Parameters<typeof publicHolidays>) =>
  publicHolidays(...given).map(({ on }) => on.slice(5));

describe("public holidays", () => {
  it("know Easter", () => {
    expect([1961, 2000, 2008, 2026, 2027, 2038].map(easterSunday)).toEqual([
      "1961-04-02",
      "2000-04-23",
      "2008-03-23",
      "2026-04-05",
      "2027-03-28",
      "2038-04-25",
    ]);
  });

  it("stay on their weekend where nothing stands in for them", () => {
    expect(days("DE", 2026)).toEqual([
      "01-01",
      "04-03",
      "04-06",
      "05-01",
      "05-14",
      "05-25",
      "10-03",
      "12-25",
      "12-26",
    ]);
  });

  it("go to the next free weekday in England", () => {
    expect(days("GB", 2026)).toEqual([
      "01-01",
      "04-03",
      "04-06",
      "05-04",
      "05-25",
      "08-31",
      "12-25",
      "12-28",
    ]);
    expect(days("GB", 2021).slice(-2)).toEqual(["12-27", "12-28"]);
  });

  it("go to the nearest weekday in the United States", () => {
    expect(days("US", 2026)).toEqual([
      "01-01",
      "01-19",
      "02-16",
      "05-25",
      "06-19",
      "07-03",
      "09-07",
      "10-12",
      "11-11",
      "11-26",
      "12-25",
    ]);
    expect(publicHolidays("US", 2027).at(-1)).toEqual({
      on: "2027-12-24",
      name: "Christmas Day (observed)",
    });
  });
});
