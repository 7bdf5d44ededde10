import { expect, it } from "vitest";
import { NO_TALLY } from "../tally";
import { scaledToSize } from "./scaled";

const base = { ...NO_TALLY, members: 1000, orders: 300, revenueMinor: 90_000 };
const own = { ...NO_TALLY, members: 100 };

it("holds a count of everybody to the size that the segment had at the end of that period", () => {
  expect(scaledToSize("revenue", base, own)).toBe(9000);
  expect(scaledToSize("orders", base, { ...own, members: 250 })).toBe(75);
  expect(scaledToSize("averageOrderValue", base, own)).toBe(300);
});

it("has nothing to say of a size, of nobody, and of a period that is not there", () => {
  expect(scaledToSize("members", base, own)).toBeNull();
  expect(scaledToSize("revenue", NO_TALLY, own)).toBeNull();
  expect(scaledToSize("revenue", undefined, own)).toBeNull();
});
