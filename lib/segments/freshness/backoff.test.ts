import { expect, it } from "vitest";
import { retryAfter } from "./backoff";

it("waits twice as long each time, and never more than an hour", () => {
  const now = new Date("2026-06-15T10:00:00Z");
  const minutes = (failures: number) => (retryAfter(failures, now).getTime() - now.getTime()) / 60_000;
  expect([0, 1, 2, 3, 6, 7, 500].map(minutes)).toEqual([1, 1, 2, 4, 32, 60, 60]);
});
