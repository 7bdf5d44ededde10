import { expect, test } from "vitest";
import { addDays } from "@/lib/days";
import { type CalendarEntry, layoutWeek, mondaysOf, stepOf } from "./calendar";

const entry = (name: string, startOn: string, endOn: string, given: Partial<CalendarEntry> = {}) => ({
  ...{ id: name, kind: "campaign" as const, campaignId: name, campaignName: name, name },
  ...{ status: "running" as const, startOn, endOn, progress: null, who: null, ...given },
});

test("a month shows every week that touches it, a week only itself", () => {
  expect(mondaysOf("month", "2026-05-14")).toEqual([
    ...["2026-04-27", "2026-05-04", "2026-05-11", "2026-05-18", "2026-05-25"],
  ]);
  expect(mondaysOf("month", "2026-02-10")).toEqual([
    "2026-01-26",
    "2026-02-02",
    "2026-02-09",
    "2026-02-16",
    "2026-02-23",
  ]);
  expect(mondaysOf("week", "2026-05-14")).toEqual(["2026-05-11"]);
  expect(stepOf("month", "2026-01-31", 1)).toBe("2026-02-01");
  expect(stepOf("week", "2026-05-14", -1)).toBe("2026-05-07");
});

test("entries are cut to the week and say where they go on", () => {
  const { bars } = layoutWeek([entry("A", "2026-05-08", "2026-05-13")], "2026-05-11", 4);
  expect(bars).toMatchObject([{ from: 0, to: 2, lane: 0, isStart: false, isEnd: true }]);
});

test("no two share a day of a lane, campaigns come first, and what does not fit is counted", () => {
  const entries = [
    entry("tactic", "2026-05-11", "2026-05-17", { kind: "tactic" }),
    entry("first", "2026-05-11", "2026-05-12"),
    entry("second", "2026-05-13", "2026-05-17"),
    entry("long", "2026-05-01", "2026-06-01"),
  ];
  const week = layoutWeek(entries, "2026-05-11", 2);
  expect(week.bars.map(({ entry: { name }, lane }) => `${name} ${lane}`)).toEqual([
    ...["long 0", "first 1", "second 1"],
  ]);
  expect(week.hidden).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(layoutWeek(entries, "2026-05-11", 9)).toMatchObject({ lanes: 3, hidden: [0, 0, 0, 0, 0, 0, 0] });
});

test("many random entries never overlap in a lane", () => {
  const entries = Array.from({ length: 60 }, (_, n) =>
    entry(
      `e${n}`,
      addDays("2026-05-08", (n * 7) % 11),
      addDays("2026-05-08", ((n * 7) % 11) + ((n * 5) % 6)),
    ),
  );
  const { bars } = layoutWeek(entries, "2026-05-11", 99);
  const cells = bars.flatMap(({ from, to, lane }) =>
    Array.from({ length: to - from + 1 }, (_, day) => `${lane} ${from + day}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});
