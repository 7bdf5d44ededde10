import { describe, expect, it } from "vitest";
import { neededPeople, smallestRise } from "../launch/power";
import { outlookOf } from "./outlook";

const pace = {
  ...{ treated: 9000, control: 1000, share: 0.02 },
  ...{ startOn: "2026-05-01", endOn: "2026-05-30", today: "2026-05-10", relativeRise: 0.2 },
};

describe("when there is enough", () => {
  it("takes buyers to come as evenly as so far, up to the end", () => {
    const outlook = outlookOf(pace);
    expect(outlook?.shareAtEnd).toBeCloseTo(0.06, 10);
    expect(outlook?.seenAtEnd).toBe(smallestRise({ base: 0.06, treated: 9000, control: 1000 }));
    expect(outlook?.needed).toBe(neededPeople({ base: 0.06, rise: 0.012, controlShare: 0.1 }));
    expect(outlook?.people).toBe(10_000);
  });

  it("names the first day on which the groups show the rise, before or after the end", () => {
    const early = outlookOf({ ...pace, treated: 90_000, control: 90_000 });
    expect(early?.readyOn).toBe("2026-05-03");
    expect(early?.needed).toBeLessThan(180_000);
    const late = outlookOf(pace);
    expect(late?.readyOn).toBe("2026-07-30");
    const days = 91;
    expect(neededPeople({ base: 0.002 * days, rise: 0.0004 * days, controlShare: 0.1 })).toBeLessThanOrEqual(
      10_000,
    );
    expect(outlookOf({ ...pace, treated: 90, control: 10, share: 0.01 })?.readyOn).toBeNull();
  });

  it("reckons with the whole length once it is over", () => {
    const over = outlookOf({ ...pace, today: "2026-09-01" });
    expect(over?.shareAtEnd).toBeCloseTo(0.02, 10);
  });

  it("says nothing before it begins, before the first buyer, or with one group", () => {
    expect(outlookOf({ ...pace, today: "2026-04-30" })).toBeNull();
    expect(outlookOf({ ...pace, share: 0 })).toBeNull();
    expect(outlookOf({ ...pace, control: 0 })).toBeNull();
  });
});
