import { expect, it } from "vitest";
import { countedText, evenNumbers } from "./counted";

const ALL = { kind: "all" } as const;

it("asks evenly, everybody where there are few, and says on what numbers rest", () => {
  expect(evenNumbers(3, 10)).toEqual([1, 2, 3]);
  expect(evenNumbers(10, 5)).toEqual([1, 3, 5, 7, 9]);
  expect(evenNumbers(0, 5)).toEqual([]);
  expect(countedText(ALL, String)).toBeNull();
  expect(countedText({ kind: "sample", asked: 20, of: 100 }, String)).toBe(
    "estimated from 20 of 100 customers",
  );
  expect(countedText({ kind: "events", asked: 20 }, String)).toBe("counted in the last 20 events");
});
