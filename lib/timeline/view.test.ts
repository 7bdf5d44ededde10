import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { agendaWeeks } from "./agenda";
import { buildPlan } from "./bars";
import { roundedPath, routeLink } from "./route";
import { dragWords, isLate, isOutside, rowSentence } from "./sentence";
import { barRow, planItem } from "./testing";
import { nudge, scrollAfterZoom, windowFor } from "./window";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("window", () => {
  it("holds what is seen and stays small, whatever the number of rows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 40_000 }),
        (count, scrollTop, scrollLeft) => {
          const { from, to, left, right } = windowFor(
            { scrollTop, scrollLeft, height: 800, width: 1200 },
            34,
            count,
          );
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(count);
          expect(to - from).toBeLessThanOrEqual(40);
          expect(left).toBeLessThanOrEqual(scrollLeft);
          expect(right).toBeGreaterThanOrEqual(scrollLeft + 1200);
          const first = Math.floor(scrollTop / 34);
          if (first < count) expect(from).toBeLessThanOrEqual(first);
          expect(to).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((scrollTop + 800) / 34)));
        },
      ),
    );
  });

  it("scrolls no further than needed", () => {
    expect(nudge(100, 134, 50, 400)).toBe(0);
    expect(nudge(20, 54, 50, 400)).toBe(-30);
    expect(nudge(440, 474, 50, 400)).toBe(24);
  });

  it("keeps the day under the pointer while zooming", () => {
    const after = scrollAfterZoom(1000, 200, 10, 20);
    expect((after + 200) / 20).toBe((1000 + 200) / 10);
  });
});

describe("link lines", () => {
  it("go straight down before the follower when there is room", () => {
    const path = routeLink({ x: 100, y: 17, side: "right" }, { x: 200, y: 51, side: "left" }, 34, 20);
    expect(path).toBe("M100 17L186 17Q191 17 191 22L191 46.5Q191 51 195.5 51L200 51");
  });

  it("run between the rows when they go backwards", () => {
    const path = routeLink({ x: 200, y: 17, side: "right" }, { x: 100, y: 85, side: "left" }, 34, 20);
    expect(path).toContain("34");
    expect(path.startsWith("M200 17")).toBe(true);
    expect(path.endsWith("L100 85")).toBe(true);
  });

  it("enter a folded campaign from above", () => {
    const path = routeLink({ x: 50, y: 17, side: "right" }, { x: 120, y: 51, side: "through" }, 34, 20);
    expect(path.endsWith("L120 41")).toBe(true);
  });

  it("have no empty corner", () => {
    expect(roundedPath([])).toBe("");
    expect(
      roundedPath([
        [0, 0],
        [0, 0],
        [10, 0],
      ]),
    ).toBe("M0 0L10 0");
  });
});

const today = toDayNumber("2026-05-14");
const plan = buildPlan([
  planItem("a", "2026-05-18", "2026-05-29", { name: "Early access", channels: ["email"], progress: 10 }),
  planItem("b", "2026-04-20", "2026-05-13", { progress: 40 }),
  planItem("m", "2026-05-28", "2026-05-28", { kind: "milestone", name: "Go or no-go", parentId: "a" }),
  planItem("t", "2026-05-30", "2026-06-02", { kind: "tactic", parentId: "a" }),
]);
const bar = (id: string) => {
  const found = plan.byId.get(id);
  if (!found) throw new Error(id);
  return found;
};

describe("sentences", () => {
  it("say all that a row shows", () => {
    expect(plain(rowSentence(barRow(bar("b")), { today, conflicts: 1, broken: 2, owner: "Ada Lind" }))).toBe(
      "Item b, planned, 20 Apr – 13 May, 24 days, 40 % done, late, Ada Lind, 1 conflict, 2 broken dependencies",
    );
    expect(plain(rowSentence(barRow(bar("m")), { today, conflicts: 0, broken: 0, owner: null }))).toBe(
      "Go or no-go, milestone on 28 May, not reached yet",
    );
  });

  it("know late work and work outside its campaign", () => {
    expect(isLate(bar("b"), today)).toBe(true);
    expect(isLate(bar("a"), today)).toBe(false);
    expect(isOutside(bar("t"), bar("a"))).toBe(true);
    expect(isOutside(bar("m"), bar("a"))).toBe(false);
  });

  it("follow a drag with days, length and difference", () => {
    const before = { start: today, end: today + 10 };
    expect(plain(dragWords(before, { start: today + 4, end: today + 14 }, today))).toBe(
      "18 – 27 May · 10 days · +4 days",
    );
    expect(plain(dragWords(before, { start: today + 2, end: today + 13 }, today))).toBe(
      "16 – 26 May · 11 days · start +2 days · end +3 days",
    );
    expect(plain(dragWords(before, before, today))).toBe("14 – 23 May · 10 days");
    expect(plain(dragWords(before, { start: today, end: today + 9 }, today))).toBe(
      "14 – 22 May · 9 days · end −1 day",
    );
    expect(plain(dragWords({ start: today, end: today + 1 }, { start: today - 1, end: today }, today))).toBe(
      "13 May · −1 day",
    );
  });
});

describe("agenda", () => {
  it("tells by week what starts, runs, ends and is due", () => {
    const weeks = agendaWeeks(plan.bars, today, 3).map((week) =>
      week.entries.map((entry) => `${entry.bar.item.id} ${entry.what}`),
    );
    expect(weeks).toEqual([["b ends"], ["a starts"], ["m milestone", "a ends"]]);
    const [first] = agendaWeeks(
      buildPlan([
        planItem("c", "2026-05-01", "2026-06-30"),
        ...["x", "y"].map((id) =>
          planItem(id, "2026-05-11", "2026-05-12", {
            kind: "tactic",
            parentId: "c",
            progress: id === "x" ? 100 : 0,
          }),
        ),
      ]).bars,
      today,
      1,
    );
    expect(first?.entries.map((entry) => `${entry.bar.item.id} ${entry.what}`)).toEqual(["y due", "c runs"]);
  });
});
