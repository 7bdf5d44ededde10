import { expect, it } from "vitest";
import { shareEffect } from "@/lib/statistics/shares";
import type { Outcome, Side } from "./outcome";
import { findingOf, outcomeSentence } from "./words";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-");
const side = (people: number, buyers: number): Side => ({ people, buyers, orders: buyers, revenueMinor: 0 });
const outcome = (treated: Side, control: Side): Outcome => ({
  ...{ treated, control, countedAt: null },
  effect: shareEffect(
    { count: treated.buyers, total: treated.people },
    { count: control.buyers, total: control.people },
  ),
});

it("says a clear difference with its interval and both groups", () => {
  const clear = outcome(side(2000, 400), side(1000, 100));
  expect(findingOf(clear)).toBe("helped");
  expect(plain(outcomeSentence(clear, { isOver: true }))).toMatch(
    /^The difference of \+10\.0 pt in the share that bought, 95 % interval \+7\.\d pt to \+12\.\d pt; 2 000 people treated against 1 000 held out\.$/,
  );
  expect(findingOf(outcome(side(1000, 100), side(2000, 400)))).toBe("harmed");
});

it("says that a difference may be chance", () => {
  const unclear = outcome(side(100, 11), side(100, 10));
  expect(findingOf(unclear)).toBe("unclear");
  expect(plain(outcomeSentence(unclear, { isOver: false }))).toMatch(
    /^So far the difference of \+1\.0 pt in the share that bought may be chance, the 95 % interval .* holds zero/,
  );
});

it("says nothing causal without a control group", () => {
  const alone = outcome(side(50, 5), side(0, 0));
  expect(findingOf(alone)).toBe("alone");
  expect(plain(outcomeSentence(alone, { isOver: true }))).toBe(
    "10.0 % of 50 people bought; no control group was held out, so it might have happened anyway.",
  );
});
