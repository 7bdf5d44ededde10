import { describe, expect, it } from "vitest";
import { ratioTest } from "@/lib/statistics/sample-ratio";
import { NOBODY, type Tally } from "./cell";
import { compare } from "./comparison";
import type { Lift } from "./lift";
import { outlookOf } from "./outlook";
import { pointsRange, pointsWords, pWords, verdictOf } from "./words";

const now = new Date("2026-05-10T10:00:00Z");
const place = { currency: "EUR", timeZone: "Europe/Berlin", now };
const side = (people: number, buyers: number): Tally => ({ ...NOBODY, people, buyers });

function liftOf(treated: Tally, control: Tally, more: Partial<Lift> = {}): Lift {
  return {
    ...{ from: new Date("2026-05-01T10:00:00Z"), to: new Date("2026-05-30T22:00:00Z"), isOver: true },
    countedAt: null,
    total: compare(treated, control, { hasGoal: false }),
    ...{ segments: [], variants: [], pairs: [], areSegmentsHidden: false, areVariantsHidden: false },
    ...{ goal: null, ratio: null, peekP: null, outlook: null, design: null, spentMinor: 0 },
    ...{ adjusted: null, beforeDays: 90, influence: null },
    ...more,
  };
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const said = (lift: Lift) => {
  const { title, text } = verdictOf(lift, place);
  return plain(`${title} ${text}`);
};

describe("what can be said", () => {
  it("never goes without n and interval", () => {
    expect(said(liftOf(side(9000, 900), side(1000, 60)))).toBe(
      "It sold more. Share that bought: +4.00 pt, 95 % interval +2.25 to +5.46 pt, 9 000 treated against 1 000 held out.",
    );
    expect(said(liftOf(side(9000, 540), side(1000, 100)))).toMatch(/^It sold less\. .*9 000 treated/);
    const chance = said(liftOf(side(900, 63), side(100, 6)));
    expect(chance).toMatch(
      /^The difference may be chance\. Share that bought: .*interval.*900 treated.*holds zero/,
    );
  });

  it("says nothing causal without a control group, and trusts no broken split", () => {
    expect(said(liftOf(side(900, 63), NOBODY))).toMatch(/^Nothing causal can be said\./);
    expect(said(liftOf(NOBODY, NOBODY))).toMatch(/^No audience was frozen\./);
    const ratio = ratioTest([9000, 1300], [90, 10]);
    expect(ratio?.state).toBe("alarm");
    expect(said(liftOf(side(9000, 900), side(1300, 60), { ratio }))).toMatch(/^The groups are not what/);
  });

  it("waits for the planned end, with the people it takes and when there is enough", () => {
    const outlook = outlookOf({
      ...{ treated: 9000, control: 1000, share: 0.02, relativeRise: 0.2 },
      ...{ startOn: "2026-05-01", endOn: "2026-05-30", today: "2026-05-10" },
    });
    const design = {
      ...{ endOn: "2026-05-30", base: 0.05, baseDays: 30, rise: 0.01, isFromTarget: false },
      ...{ people: 10_000, needed: 42_000 },
    };
    const running = { isOver: false, outlook, design, peekP: 0.4 };
    const early = said(liftOf(side(9000, 190), side(1000, 10), running));
    expect(early).toMatch(/^Not enough data yet\. The result is read after 30 May, the planned end\./);
    expect(early).toContain("a rise from 5.00 % to 6.00 %: that takes 42 000 people, and 10 000 are in it.");
    expect(early).toContain("At the pace so far 6.00 % will have bought by the end");
    expect(early).toContain("For the planned rise it would have to run until about 30 Jul.");
    const clear = said(liftOf(side(9000, 190), side(1000, 1), { ...running, peekP: 0.01 }));
    expect(clear).toMatch(/^Not over, and already clear for those who look early\./);
    expect(clear).toContain("p = 0.010, valid however often you look.");
  });
});

describe("figures", () => {
  it("have the digits that their interval deserves", () => {
    const effect = (low: number, high: number) => ({ difference: 0.0765896, low, high, isCertain: true });
    expect(plain(pointsWords(effect(0.0699533, 0.0832267)))).toBe("+7.659 pt");
    expect(plain(pointsRange(effect(0.0699533, 0.0832267)))).toBe("+6.995 to +8.323 pt");
    expect(plain(pointsWords(effect(0.04, 0.1)))).toBe("+7.66 pt");
    expect(plain(pointsRange(effect(-0.1, 0.2)))).toBe("−10.0 to +20.0 pt");
  });

  it("name a p-value as small as it is", () => {
    expect([0.4, 0.049, 0.0012, 0.00001].map(pWords)).toEqual([
      "p = 0.400",
      "p = 0.049",
      "p = 0.0012",
      "p < 0.0001",
    ]);
  });
});
