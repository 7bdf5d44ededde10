import { expect, it } from "vitest";
import { lineSummary } from "./summary";

const points = (...values: (number | null)[]) => values.map((value, at) => ({ label: `W${at + 1}`, value }));
const said = (...values: (number | null)[]) => lineSummary(points(...values), (value) => `${value} €`);

it("tells a line to who does not see it", () => {
  expect(said(null, 4, 9, 2, 6)).toBe("From 4 € in W2 to 6 € in W5; highest 9 € in W3, lowest 2 € in W4.");
  expect(said(5, 5)).toBe("5 € throughout.");
  expect(said(null, 7)).toBe("7 € in W2.");
  expect(said(null)).toBe("");
});
