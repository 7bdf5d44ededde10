import { describe, expect, it } from "vitest";
import { type DayChange, flowOf, flowsByCause, placeText, readPlace, stepsOf } from "./movement";

const today = "2026-05-14";

describe("steps of a span", () => {
  it("are days, weeks from Monday, or months, and the last one holds today", () => {
    const month = stepsOf("month", today);
    expect([month.length, month[0]?.from, month.at(-1)]).toEqual([
      28,
      "2026-04-17",
      { from: today, to: today, label: "14\u00a0May" },
    ]);
    const quarter = stepsOf("quarter", today);
    expect([quarter.length, quarter[0]?.from]).toEqual([12, "2026-02-23"]);
    expect(quarter.at(-1)).toMatchObject({ from: "2026-05-11", to: "2026-05-17" });
    const year = stepsOf("year", today);
    expect([year.length, year[0]?.from, year[0]?.to]).toEqual([12, "2025-06-01", "2025-06-30"]);
    expect(year.at(-1)).toMatchObject({ from: "2026-05-01", to: "2026-05-31" });
  });
  it("leave no day out and have none twice", () => {
    for (const span of ["month", "quarter", "year"] as const) {
      const steps = stepsOf(span, today);
      steps.slice(1).forEach((step, index) => {
        const before = steps[index]?.to ?? "";
        expect(new Date(step.from).getTime() - new Date(before).getTime()).toBe(86_400_000);
      });
    }
  });
});

const changes: DayChange[] = [
  { day: "2026-05-01", cause: "data", joined: 12, left: 3 },
  { day: "2026-05-02", cause: "time", joined: 0, left: 4 },
  { day: "2026-05-02", cause: "manual", joined: null, left: 0 },
];

describe("flows", () => {
  it("sum the days between two, both included, and say when some are hidden", () => {
    expect(flowOf(changes, "2026-05-01", "2026-05-01")).toEqual({
      joined: 12,
      left: 3,
      isPartlyHidden: false,
    });
    expect(flowOf(changes, "2026-05-01", "2026-05-02")).toEqual({
      joined: 12,
      left: 7,
      isPartlyHidden: true,
    });
    expect(flowOf(changes, "2026-05-03", "2026-06-01")).toEqual({
      joined: 0,
      left: 0,
      isPartlyHidden: false,
    });
  });
  it("are told by cause, without causes that changed nothing", () => {
    expect(flowsByCause(changes, "2026-05-01", "2026-05-02").map(({ cause }) => cause)).toEqual([
      "data",
      "time",
      "manual",
    ]);
    expect(flowsByCause(changes, "2026-05-01", "2026-05-01").map(({ cause }) => cause)).toEqual(["data"]);
  });
});

it("a place in the list survives the address, and nonsense is none", () => {
  const place = { at: new Date("2026-05-14T09:00:00.123Z"), customerNo: 17 };
  expect(readPlace(placeText(place))).toEqual(place);
  for (const text of [undefined, "", "x~1", "2026-05-14T09:00:00.123Z", "2026-05-14~", "2026-05-14~1.5"])
    expect(readPlace(text)).toBeUndefined();
});
