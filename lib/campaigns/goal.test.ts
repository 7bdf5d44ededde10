import { expect, test } from "vitest";
import { goalStanding, goalText } from "./goal";

const days = { startOn: "2026-05-01", endOn: "2026-05-10", today: "2026-05-05" };
const results = (given: object = {}) => ({
  treated: { people: 200, buyers: 10, orders: 12, revenueMinor: 60_000, ...given },
  stages: { sent: 100, clicked: 9 },
});

test("what adds up is expected to grow with the days, the rest stands as it is", () => {
  // Half of the days are over: 20 buyers would be 10 by now.
  const buyers = (value: number) => goalStanding({ figure: "buyers", value }, results(), days);
  expect(buyers(20)).toEqual({ value: 10, state: "on track" });
  expect(buyers(22).state).toBe("at risk");
  expect(buyers(40).state).toBe("off");
  expect(buyers(10).state).toBe("met");
  expect(goalStanding({ figure: "orderValue", value: 6_000 }, results(), days)).toEqual({
    ...{ value: 5_000, state: "off" },
  });
  expect(goalStanding({ figure: "clickRate", value: 0.09 }, results(), days).state).toBe("met");
});

test("nothing has started without results, before the first day, or where nothing can be divided", () => {
  expect(goalStanding({ figure: "buyers", value: 5 }, null, days)).toEqual({
    ...{ value: null, state: "not started" },
  });
  const early = { ...days, today: "2026-04-30" };
  const nobody = results({ people: 0, buyers: 0, orders: 0 });
  expect(goalStanding({ figure: "buyers", value: 50 }, results({ buyers: 0 }), early).state).toBe(
    "not started",
  );
  expect(goalStanding({ figure: "conversion", value: 0.1 }, nobody, days).value).toBeNull();
  expect(goalStanding({ figure: "orderValue", value: 1 }, nobody, days).value).toBeNull();
});

test("a target is said in its unit", () => {
  expect(goalText("conversion", 0.125, "EUR")).toBe("12.5\u00a0%");
  expect(goalText("orders", 1200, "EUR")).toBe("1\u202f200");
});
