import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/days";
import { weeklyLoad } from "./load";

const today = "2026-05-13"; // a Wednesday

test("hours left are spread over the working days left", () => {
  const task = { startOn: "2026-05-11", endOn: "2026-05-22", hours: 20, progress: 20 };
  // 16 hours over Wed to Fri and Mon to Fri: 2 a day.
  expect(weeklyLoad([task], today, 3)).toEqual([6, 10, 0]);
});

test("what is late falls on this week, what is done weighs nothing, a weekend task keeps its hours", () => {
  expect(
    weeklyLoad([{ startOn: "2026-04-01", endOn: "2026-04-03", hours: 8, progress: 50 }], today, 2),
  ).toEqual([4, 0]);
  expect(weeklyLoad([{ startOn: today, endOn: today, hours: 8, progress: 100 }], today, 1)).toEqual([0]);
  expect(
    weeklyLoad([{ startOn: "2026-05-16", endOn: "2026-05-17", hours: 3, progress: 0 }], today, 2),
  ).toEqual([3, 0]);
});

test("no hour is lost or made when the weeks reach far enough", () => {
  const task = fc
    .record({
      start: fc.integer({ min: -30, max: 60 }),
      length: fc.integer({ min: 0, max: 40 }),
      hours: fc.integer({ min: 0, max: 80 }),
      progress: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ start, length, ...rest }) => ({
      startOn: addDays(today, start),
      endOn: addDays(today, start + length),
      ...rest,
    }));
  fc.assert(
    fc.property(fc.array(task, { maxLength: 8 }), (tasks) => {
      const left = tasks.reduce((sum, { hours, progress }) => sum + hours * (1 - progress / 100), 0);
      const spread = weeklyLoad(tasks, today, 20).reduce((sum, hours) => sum + hours, 0);
      expect(Math.abs(left - spread)).toBeLessThan(20 * 0.051);
    }),
  );
});
