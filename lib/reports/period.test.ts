import { expect, it } from "vitest";
import { lastSpan, spanAround, spanBeside, spanName } from "./period";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

it("is a whole week or month around a day", () => {
  expect(spanAround("week", "2026-06-17")).toEqual({ from: "2026-06-15", to: "2026-06-21" });
  expect(spanAround("week", "2026-06-21")).toEqual({ from: "2026-06-15", to: "2026-06-21" });
  expect(spanAround("month", "2028-02-29")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
});

it("leads to the ones beside it, over the ends of years", () => {
  const week = { from: "2025-12-29", to: "2026-01-04" };
  expect(spanBeside("week", week, 1)).toEqual({ from: "2026-01-05", to: "2026-01-11" });
  expect(spanBeside("month", { from: "2026-03-01", to: "2026-03-31" }, -1)).toEqual({
    ...{ from: "2026-02-01", to: "2026-02-28" },
  });
});

it("is over on the day after its last", () => {
  expect(lastSpan("week", "2026-06-21").to).toBe("2026-06-14");
  expect(lastSpan("week", "2026-06-22").to).toBe("2026-06-21");
  expect(lastSpan("month", "2026-07-01")).toEqual({ from: "2026-06-01", to: "2026-06-30" });
});

it("has a name that says its days", () => {
  expect(plain(spanName("week", spanAround("week", "2026-06-17"), "2026-06-30"))).toBe(
    "week 25, 15 – 21 Jun",
  );
  expect(spanName("month", spanAround("month", "2026-06-17"), "2026-06-30")).toBe("June 2026");
});
