import { expect, test } from "vitest";
import { bucketOf, dueWords, greetingAt } from "./due";

const today = "2026-05-13"; // a Wednesday

test("late and due tasks stand under today, the week ends on Sunday", () => {
  expect(bucketOf("2026-05-01", today)).toBe("today");
  expect(bucketOf(today, today)).toBe("today");
  expect(bucketOf("2026-05-17", today)).toBe("week");
  expect(bucketOf("2026-05-18", today)).toBe("later");
  expect(bucketOf("2026-05-18", "2026-05-17")).toBe("later");
});

test("a due day in words", () => {
  expect(dueWords(today, today)).toEqual({ text: "due today", isLate: false });
  expect(dueWords("2026-05-12", today)).toEqual({ text: "due yesterday", isLate: true });
  expect(dueWords("2026-05-09", today)).toEqual({ text: "4 days late", isLate: true });
  expect(dueWords("2026-05-14", today).text).toBe("due tomorrow");
  expect(dueWords("2026-05-15", today).text).toBe("Fri 15\u00a0May");
  expect(dueWords("2027-01-04", today).text).toBe("Mon 4\u00a0Jan\u00a02027");
});

test("the greeting follows the clock", () => {
  expect([4, 5, 11, 12, 17, 18, 23].map(greetingAt)).toEqual([
    "Good evening",
    "Good morning",
    "Good morning",
    "Good afternoon",
    "Good afternoon",
    "Good evening",
    "Good evening",
  ]);
});
