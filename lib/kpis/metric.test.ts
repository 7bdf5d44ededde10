import { describe, expect, it } from "vitest";
import { contactOf } from "./contact";
import { endOf, startOf, yearBefore } from "./grain";
import { isGoodChange, metricValue, relativeChange } from "./metric";
import { paceOf } from "./pace";
import { addTallies, NO_TALLY } from "./tally";

describe("metric", () => {
  const tally = { ...NO_TALLY, buyers: 4, repeatBuyers: 1, orders: 8, revenueMinor: 20_000 };

  it("divides by its own denominator", () => {
    expect(metricValue("averageOrderValue", tally)).toBe(2500);
    expect(metricValue("repeatRate", tally)).toBe(0.25);
  });

  it("has no value without a denominator, instead of zero", () => {
    const nothing = NO_TALLY;
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

describe("messages", () => {
  // A worked example of a vendor's glossary: 10 000 sent, 500 bounced.
  const mailing = {
    ...NO_TALLY,
    ...{ sent: 10_000, bounced: 500, opened: 2375, clicked: 285, buyers: 42, unsubscribed: 19 },
  };

  it.each([
    ["delivered", 9500],
    ["openRate", 0.25],
    ["clickRate", 0.03],
    ["clickToOpen", 0.12],
    ["bounceRate", 0.05],
    ["unsubscribeRate", 0.002],
  ] as const)("%s is %s", (metric, value) => {
    expect(metricValue(metric, mailing)).toBeCloseTo(value, 10);
  });

  it("are known by their events, however those are written", () => {
    expect(contactOf("E-mail Opened")).toEqual({ stage: "opened", channel: "email" });
    expect(contactOf("Email Link Clicked")).toEqual({ stage: "clicked", channel: "email" });
    expect(contactOf("email_marked_as_spam")).toEqual({ stage: "complained", channel: "email" });
    expect(contactOf("web_visit")).toEqual({ stage: "visits", channel: "web" });
    expect(contactOf("app_opened")).toBeNull();
  });
});

describe("money that was spent", () => {
  const spent = { ...NO_TALLY, costMinor: 50_000, revenueMinor: 200_000, newBuyers: 25 };

  it("is set against what came of it", () => {
    expect(metricValue("acquisitionCost", spent)).toBe(2000);
    expect(metricValue("roas", spent)).toBe(4);
    expect(metricValue("romi", { ...spent, margin: 0.4 })).toBeCloseTo(0.6, 10);
    expect(metricValue("romi", spent)).toBe(3);
    expect(metricValue("roas", { ...spent, costMinor: 0 })).toBeNull();
  });
});

describe("periods", () => {
  it("add up in sums only: people of the last stay", () => {
    const a = { ...NO_TALLY, orders: 3, revenueMinor: 100, buyers: 3 };
    const b = { ...NO_TALLY, orders: 1, revenueMinor: 50, buyers: 1 };
    expect(addTallies([a, b])).toMatchObject({ orders: 4, revenueMinor: 150, buyers: 1 });
  });

  it.each([
    ["week", "2026-01-01", "2025-12-29", "2026-01-04", "2024-12-30"],
    ["month", "2026-02-28", "2026-02-01", "2026-02-28", "2025-02-01"],
    ["quarter", "2026-05-31", "2026-04-01", "2026-06-30", "2025-04-01"],
  ] as const)("of a %s begin and end with the calendar", (grain, day, from, to, lastYear) => {
    const start = startOf(grain, day);
    expect([start, endOf(grain, start), yearBefore(grain, start)]).toEqual([from, to, lastYear]);
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

  it("wants little of what is to stay low: a budget is met when its days are over", () => {
    expect(paceOf("cost", june, 1400, "2026-06-15").state).toBe("on track");
    expect(paceOf("cost", june, 1600, "2026-06-15").state).toBe("at risk");
    expect(paceOf("cost", june, 2900, "2026-07-01").state).toBe("met");
    expect(paceOf("bounceRate", { ...june, value: 0.02 }, 0.01, "2026-06-02").state).toBe("met");
    expect(paceOf("bounceRate", { ...june, value: 0.02 }, 0.04, "2026-06-02").state).toBe("off");
  });

  it("is met early, met or missed after the end, and silent before the start", () => {
    expect(paceOf("orders", june, 3000, "2026-06-03").state).toBe("met");
    expect(paceOf("orders", june, 2990, "2026-07-20")).toMatchObject({ expected: 3000, state: "missed" });
    expect(paceOf("orders", june, 2990, "2026-06-30").state).toBe("on track");
    expect(paceOf("cost", june, 3010, "2026-07-01").state).toBe("missed");
    expect(paceOf("repeatRate", { ...june, value: 0.4 }, 0.395, "2026-07-01").state).toBe("missed");
    expect(paceOf("orders", june, 0, "2026-05-31").state).toBe("not started");
  });
});
