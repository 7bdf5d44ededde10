import { expect, test } from "vitest";
import { matchScore } from "./match";

test("whole words, beginnings and middles match in this order", () => {
  const whole = matchScore("New campaign", "campaign");
  const start = matchScore("New campaign", "camp");
  const inside = matchScore("New campaign", "paign");
  expect(whole).toBeGreaterThan(start);
  expect(start).toBeGreaterThan(inside);
  expect(inside).toBeGreaterThan(0);
});

test("every word of the query must be found, in any order", () => {
  expect(matchScore("New campaign", "camp new")).toBeGreaterThan(0);
  expect(matchScore("New campaign", "new segment")).toBe(0);
});

test("slips of the finger are forgiven in longer words only", () => {
  expect(matchScore("Segments", "segmnets")).toBeGreaterThan(0);
  expect(matchScore("Campaigns", "capmaign")).toBeGreaterThan(0);
  expect(matchScore("Personas", "presonas")).toBeGreaterThan(0);
  expect(matchScore("KPIs", "kpx")).toBe(0);
  expect(matchScore("Overview", "segments")).toBe(0);
});

test("accents and case do not matter", () => {
  expect(matchScore("Café regulars", "CAFE")).toBeGreaterThan(0.8);
});
