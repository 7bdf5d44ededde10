import { describe, expect, it } from "vitest";
import { doAgain, NO_HISTORY, record, renameLink, type Step, takeBack } from "./history";
import { planLink } from "./testing";

const span = (day: string) => ({ startOn: day, endOn: day });
const move: Step = {
  kind: "days",
  label: "Move Early access and 1 follower",
  days: [
    { id: "a", before: span("2026-05-01"), after: span("2026-05-02") },
    { id: "b", before: span("2026-05-03"), after: span("2026-05-04") },
  ],
};
const link: Step = { kind: "link", label: "Link", isAdded: true, link: planLink("a", "b") };

describe("undo and redo", () => {
  it("take a whole drag back in one step and do it again", () => {
    const history = record(record(NO_HISTORY, move), link);
    const first = takeBack(history);
    expect(first?.step).toMatchObject({ kind: "link", isAdded: false });
    const second = first && takeBack(first.rest);
    expect(second?.step).toMatchObject({
      days: [{ id: "a", before: span("2026-05-02"), after: span("2026-05-01") }, {}],
    });
    expect(second && takeBack(second.rest)).toBeNull();
    const again = second && doAgain(second.rest);
    expect(again?.step).toEqual(move);
    expect(again && doAgain(again.rest)?.rest).toEqual(history);
  });

  it("forget what could be redone after something new", () => {
    const back = takeBack(record(NO_HISTORY, move));
    expect(back && record(back.rest, link).future).toEqual([]);
  });

  it("follow a link that was made anew", () => {
    const history = renameLink(record(NO_HISTORY, link), "a>b", "new");
    expect(history.past[0]).toMatchObject({ link: { id: "new" } });
  });

  it("keep the last 200 steps", () => {
    let history = NO_HISTORY;
    for (let count = 0; count < 300; count += 1) history = record(history, move);
    expect(history.past.length).toBe(200);
  });
});
