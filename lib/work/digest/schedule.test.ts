import fc from "fast-check";
import { expect, test } from "vitest";
import type { Schedule } from "./rhythm";
import { lastSlot, nextSlot } from "./schedule";

const daily: Schedule = { every: "daily", hour: 8, weekday: 1, timeZone: "Europe/Riga" };
const weekly: Schedule = { ...daily, every: "weekly", weekday: 3 };
const at = (text: string) => new Date(text);

test("a daily one has its hour in its zone, the day before when the hour is still to come", () => {
  expect(lastSlot(daily, at("2026-05-13T05:00:00Z"))).toEqual(at("2026-05-13T05:00:00Z"));
  expect(lastSlot(daily, at("2026-05-13T04:59:59Z"))).toEqual(at("2026-05-12T05:00:00Z"));
  expect(nextSlot(daily, at("2026-05-13T05:00:00Z"))).toEqual(at("2026-05-14T05:00:00Z"));
  expect(lastSlot({ ...daily, timeZone: "Pacific/Auckland" }, at("2026-05-13T21:00:00Z"))).toEqual(
    at("2026-05-13T20:00:00Z"),
  );
});

test("a weekly one has its day of the week", () => {
  expect(lastSlot(weekly, at("2026-05-13T04:00:00Z"))).toEqual(at("2026-05-06T05:00:00Z"));
  expect(lastSlot(weekly, at("2026-05-19T12:00:00Z"))).toEqual(at("2026-05-13T05:00:00Z"));
  expect(nextSlot(weekly, at("2026-05-13T05:00:00Z"))).toEqual(at("2026-05-20T05:00:00Z"));
});

test("an hour that a clock change leaves out is the one after it; off has no moment", () => {
  const night = { ...daily, hour: 3 };
  expect(lastSlot(night, at("2026-03-29T12:00:00Z"))).toEqual(at("2026-03-29T01:00:00Z"));
  expect([
    lastSlot({ ...daily, every: "off" }, new Date()),
    nextSlot({ ...daily, every: "off" }, new Date()),
  ]).toEqual([null, null]);
});

test("the last one is never after now, the next one always is, and nothing lies between them", () => {
  const schedule = fc.record({
    every: fc.constantFrom("daily" as const, "weekly" as const),
    hour: fc.integer({ min: 0, max: 23 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    timeZone: fc.constantFrom(
      "Europe/Riga",
      "Pacific/Auckland",
      "America/Los_Angeles",
      "Asia/Kolkata",
      "Etc/UTC",
    ),
  });
  fc.assert(
    fc.property(schedule, fc.integer({ min: 1.7e9, max: 1.9e9 }), (given, seconds) => {
      const now = new Date(seconds * 1000);
      const [last, next] = [lastSlot(given, now), nextSlot(given, now)];
      if (!last || !next) throw new Error("A schedule that is on has moments.");
      expect(last <= now && now < next).toBe(true);
      const days = (next.getTime() - last.getTime()) / 86_400_000;
      expect(Math.abs(days - (given.every === "weekly" ? 7 : 1))).toBeLessThanOrEqual(1.1 / 24);
    }),
  );
});
