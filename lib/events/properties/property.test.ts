import { expect, it } from "vitest";
import { canRegister, costOf, roughly } from "./property";

it("tells what registering costs, and when the values stand alone", () => {
  const event = { count: 200_000, read: 1000 };
  expect(costOf(event, { carried: 500, rows: 400, values: 12 })).toEqual({
    events: 200_000,
    rows: 80_000,
    isScattered: false,
  });
  expect(costOf(event, { carried: 500, rows: 500, values: 400 }).isScattered).toBe(true);
  expect(costOf({ count: 3, read: 3 }, { carried: 3, rows: 3, values: 3 })).toEqual({
    events: 3,
    rows: 3,
    isScattered: false,
  });
  expect(costOf({ count: 0, read: 0 }, { carried: 0, rows: 0, values: 0 }).rows).toBe(0);
});

it("knows what a summary by value can answer for, and keeps to the figures that an estimate has", () => {
  expect((["text", "number", "boolean"] as const).map(canRegister)).toEqual([true, false, true]);
  expect([0, 7, 999, 139_287, 1_234_567].map(roughly)).toEqual([0, 7, 999, 139_000, 1_230_000]);
});
