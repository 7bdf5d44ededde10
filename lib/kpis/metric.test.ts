import { describe, expect, it } from "vitest";
import { isGoodChange, metricValue, relativeChange } from "./metric";
import { paceOf } from "./pace";

describe("metric", () => {
  const tally = { buyers: 4, repeatBuyers: 1, orders: 8, revenueMinor: 20_000 };

  it("divides by its own denominator", () => {
    expect(metricValue("averageOrderValue", tally)).toBe(2500);
    expect(metricValue("repeatRate", tally)).toBe(0.25);
  });

  it("has no value without a denominator, instead of zero", () => {
    const nothing = { buyers: 0, repeatBuyers: 0, orders: 0, revenueMinor: 0 };
    expect(metricValue("averageOrderValue", nothing)).toBeNull();
    expect(metricValue("repeatRate", nothing)).toBeNull();
    expect(metricValue("revenue", nothing)).toBe(0);
  });

  it("compares with a negative figure the right way round", () => {
    expect(relativeChange(50, -100)).toBe(1.5);
    expect(relativeChange(50, 0)).toBeNull();
    expect(isGoodChange("revenue", -0.1)).toBe(false);
    expect(isGoodChange("revenue", 0)).toBeNull();
  });
});

describe("pace", () => {
  const june = { value: 3000, startOn: "2026-06-01", endOn: "2026-06-30" };

  it("expects a sum to grow with the days", () => {
    expect(paceOf("revenue", june, 1500, "2026-06-15")).toEqual({
      state: "on track",
      expected: 1500,
      ratio: 1,
    });
    expect(paceOf("revenue", june, 1300, "2026-06-15").state).toBe("at risk");
    expect(paceOf("revenue", june, 900, "2026-06-15").state).toBe("off");
  });

  it("expects a share to hold from the first day", () => {
    const share = { ...june, value: 0.4 };
    expect(paceOf("repeatRate", share, 0.39, "2026-06-02").state).toBe("on track");
    expect(paceOf("repeatRate", share, 0.41, "2026-06-02").state).toBe("met");
    expect(paceOf("repeatRate", share, 0.2, "2026-06-02").state).toBe("off");
  });

  it("is met early, judged in full after the end, and silent before the start", () => {
    expect(paceOf("orders", june, 3000, "2026-06-03").state).toBe("met");
    expect(paceOf("orders", june, 2990, "2026-07-20")).toMatchObject({ expected: 3000, state: "on track" });
    expect(paceOf("orders", june, 0, "2026-05-31").state).toBe("not started");
  });
});
