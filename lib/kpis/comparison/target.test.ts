import { describe, expect, it } from "vitest";
import { type Goal, targetIn } from "./target";

const quarter: Goal = { metric: "revenue", startOn: "2026-04-01", endOn: "2026-06-30", value: 9100 };
const rate: Goal = { ...quarter, metric: "repeatRate", value: 0.4 };
const may = { startOn: "2026-05-01", endOn: "2026-05-31" };

describe("the target of a period", () => {
  it("is a part by days of a sum, and the target itself of a share", () => {
    expect(targetIn([quarter, rate], "revenue", may)).toBe(3100);
    expect(targetIn([quarter, rate], "repeatRate", may)).toBe(0.4);
  });

  it("is that of the shortest target that holds the whole period", () => {
    const month: Goal = { ...quarter, ...may, value: 5000 };
    expect(targetIn([quarter, month], "revenue", may)).toBe(5000);
    expect(targetIn([month], "revenue", quarter)).toBeNull();
    expect(targetIn([quarter], "revenue", { startOn: "2026-03-30", endOn: "2026-04-05" })).toBeNull();
    expect(targetIn([quarter], "orders", may)).toBeNull();
  });
});
