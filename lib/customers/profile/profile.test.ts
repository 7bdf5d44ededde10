import { expect, test } from "vitest";
import { ageOn, type CustomerDetails, fieldLines, PROFILE_FIELDS, valueText } from "./profile";

test("years are whole; who is born on 29 February turns on 1 March", () => {
  expect(ageOn("1990-06-15", "2026-06-14")).toBe(35);
  expect(ageOn("1990-06-15", "2026-06-15")).toBe(36);
  expect(ageOn("2000-02-29", "2026-02-28")).toBe(25);
  expect(ageOn("2000-02-29", "2026-03-01")).toBe(26);
});

test("values of every type read as words, a gap is null", () => {
  const texts = [true, false, 0, 1234.5, "Pro", "2026-02-28", "2026-02-30", ["tea", "jam"], [], "", null];
  expect(texts.map((value) => valueText({ value }))).toEqual([
    "yes",
    "no",
    "0",
    "1\u202f234.50",
    "Pro",
    "28\u00a0Feb\u00a02026",
    "2026-02-30",
    "tea and jam",
    null,
    null,
    null,
  ]);
});

test("a birth date has its age, unknown fields stay in their place", () => {
  const none = Object.fromEntries(PROFILE_FIELDS.map((key) => [key, null]));
  const fields = { ...none, birthDate: "1990-06-15", income: 30400 } as CustomerDetails["fields"];
  const lines = fieldLines({ phone: null, ownFields: [], fields }, "2026-06-15");
  expect(lines.map(({ key }) => key)).toEqual([...PROFILE_FIELDS]);
  expect(lines.filter(({ text }) => text !== null)).toEqual([
    { key: "birthDate", label: "Birth date", text: "15\u00a0Jun\u00a01990, 36 years" },
    { key: "income", label: "Income", text: "30\u202f400" },
  ]);
});
