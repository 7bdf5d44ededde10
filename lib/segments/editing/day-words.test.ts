import { expect, it } from "vitest";
import { dayChoices, readDay } from "./day-words";

/** A Thursday. */
const TODAY = "2026-11-26";

it.each([
  ["today", "2026-11-26"],
  ["Yesterday", "2026-11-25"],
  ["tomorrow", "2026-11-27"],
  ["2026-03-01", "2026-03-01"],
  ["1.3.2026", "2026-03-01"],
  ["1/3/26", "2026-03-01"],
  ["1.3.", "2026-03-01"],
  ["3 March", "2026-03-03"],
  ["March 3rd", "2026-03-03"],
  ["3rd of march 2025", "2025-03-03"],
  ["3 mar 24", "2024-03-03"],
  ["march 2025", "2025-03-01"],
  ["sept", "2026-09-01"],
  ["29 feb", "2024-02-29"],
  ["Tuesday", "2026-11-24"],
  ["last tuesday", "2026-11-24"],
  ["thursday", "2026-11-19"],
  ["next thu", "2026-12-03"],
  ["this friday", "2026-11-27"],
  ["10 days ago", "2026-11-16"],
  ["a week ago", "2026-11-19"],
  ["in 3 months", "2027-02-26"],
  ["2 quarters ago", "2026-05-26"],
  ["last month", "2026-10-01"],
  ["start of this year", "2026-01-01"],
  ["end of last quarter", "2026-09-30"],
  ["the start of the next week", "2026-11-30"],
])("reads %s", (text, day) => {
  // 2026 and its neighbours have no 29 February: nothing is invented for them.
  expect(readDay(text, text === "29 feb" ? "2024-05-01" : TODAY)).toBe(day);
});

it.each(["", "soon", "31.2.2026", "3 moons", "99999 years ago", "ma", "tu", "last", "2026-13-01"])(
  "does not read %j",
  (text) => expect(readDay(text, TODAY)).toBeNull(),
);

it("offers usual days, those that the words mean, and other years of a day without one", () => {
  expect(dayChoices("", TODAY).map(({ words }) => words)).toContain("Start of this month");
  expect(dayChoices("3 March", TODAY)).toEqual([
    { words: "3 March", day: "2026-03-03" },
    { words: "or", day: "2025-03-03" },
    { words: "or", day: "2027-03-03" },
  ]);
  expect(dayChoices("start", TODAY).length).toBeGreaterThan(3);
  expect(dayChoices("nonsense", TODAY)).toEqual([]);
});
