import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/days";
import { capacityOf, overBy, weeklyLoad as spreadOver, workWeek } from "./load";

const today = "2026-05-13"; // a Wednesday
const usual = workWeek({ holidays: [], workdays: [1, 2, 3, 4, 5] });
const weeklyLoad = (tasks: Parameters<typeof spreadOver>[0], day: string, weeks: number) =>
  spreadOver(tasks, day, weeks, usual);

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

test("days off carry no hours, and give a week fewer of them", () => {
  const work = workWeek({ holidays: [{ on: "2026-05-14" }], workdays: [1, 2, 3, 4] });
  // 12 hours over Wed 13, Mon 18 and Tue 19.
  const task = { startOn: today, endOn: "2026-05-19", hours: 12, progress: 0 };
  expect(spreadOver([task], today, 2, work)).toEqual([4, 8]);
  expect(capacityOf(32, "2026-05-11", work)).toBe(24);
  expect(capacityOf(32, "2026-05-18", work)).toBe(32);
});

test("a week is over-full from half an hour on", () => {
  expect([overBy(40.4, 40), overBy(40.5, 40), overBy(12, 40), overBy(3, 0)]).toEqual([0, 0.5, 0, 3]);
});
