import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatFloored,
  formatList,
  formatMoment,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatPercent,
  formatPoints,
  formatRange,
  formatShort,
  formatSigned,
} from "./format";

test("numbers use narrow spaces and a real minus", () => {
  expect(formatNumber(61204)).toBe("61\u202f204");
  expect(formatNumber(-1234567.891, 1)).toBe("\u22121\u202f234\u202f567.9");
  expect(formatNumber(-0.04, 1)).toBe("0.0");
  expect(formatNumber(Number.NaN)).toBe("–");
  expect(formatSigned(4.2, 1)).toBe("+4.2");
  expect(formatSigned(0.01, 1)).toBe("0.0");
  expect(formatShort(61_234)).toBe("61.2\u00a0k");
  expect(formatShort(999_960)).toBe("1.0\u00a0M");
});

test("ratios become percent and points", () => {
  expect(formatPercent(0.368)).toBe("36.8\u00a0%");
  expect(formatPercent(-0.087, 0)).toBe("\u22129\u00a0%");
  expect(formatPoints(0.042)).toBe("+4.2\u00a0pt");
});

describe("money", () => {
  test("comes from minor units of the currency", () => {
    expect(formatMoney(184, "EUR")).toBe("1.84\u00a0€");
    expect(formatMoney(-61204, "EUR", 0)).toBe("\u2212612\u00a0€");
    expect(formatMoney(1500, "JPY")).toBe("1\u202f500\u00a0¥");
    expect(formatMoney(50000, "SEK")).toBe("500.00\u00a0kr");
  });

  test("is shortened in tight places", () => {
    expect(formatMoneyShort(6_120_400, "EUR")).toBe("61.2\u00a0k\u00a0€");
    expect(formatMoneyShort(98_100, "EUR")).toBe("981\u00a0€");
  });
});

test("counts agree with their noun and respect the floor", () => {
  expect(formatCount(1, "customer")).toBe("1\u00a0customer");
  expect(formatCount(3214, "customer")).toBe("3\u202f214\u00a0customers");
  expect(formatCount(2, "person", "people")).toBe("2\u00a0people");
  expect(formatFloored(9, 10)).toBe("fewer than 10");
  expect(formatFloored(10, 10)).toBe("10");
});

test("ranges, lists, durations, sizes", () => {
  expect(formatRange("38", "61", "€")).toBe("38–61\u00a0€");
  expect(formatList(["a", "b", "c"])).toBe("a, b and c");
  expect(formatList(["a"])).toBe("a");
  expect(formatDuration(320)).toBe("320\u00a0ms");
  expect(formatDuration(8_400)).toBe("8\u00a0s");
  expect(formatDuration(3_900_000)).toBe("1\u00a0h 5\u00a0min");
  expect(formatDuration(3 * 86_400_000)).toBe("3\u00a0d");
  expect(formatBytes(4_210_000)).toBe("4.2\u00a0MB");
});

test("moments show what today does not make plain", () => {
  const now = new Date("2026-05-14T12:00:00Z");
  expect(formatMoment(new Date("2026-05-14T06:41:00Z"), "Europe/Riga", now)).toBe("09:41");
  expect(formatMoment(new Date("2026-05-08T07:00:00Z"), "Europe/Riga", now)).toBe("8\u00a0May 10:00");
  expect(formatMoment(new Date("2025-09-08T07:00:00Z"), "Europe/Riga", now)).toBe(
    "8\u00a0Sep\u00a02025 10:00",
  );
});
