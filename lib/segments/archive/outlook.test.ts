import { describe, expect, it } from "vitest";
import { type Asked, type Blocker, sortOut } from "./outlook";

const segment = (id: string): Blocker => ({ id, name: id, kind: "segment", why: "narrows it" });
const campaign = (id: string): Blocker => ({ id, name: id, kind: "campaign", why: "draft campaign" });
const asked = (id: string, ...blockers: Blocker[]): Asked => ({ id, name: id, blockers });

describe("segments archived together", () => {
  it("do not hold each other back", () => {
    const all = [asked("a", segment("b")), asked("b", segment("c")), asked("c")];
    expect(sortOut(all)).toEqual({
      free: ["a", "b", "c"].map((id) => ({ id, name: id })),
      held: [],
      heldByCampaigns: 0,
    });
  });

  it("hold back all that they read when one of them is held itself, whatever the order", () => {
    const all = [asked("a", segment("b")), asked("b", segment("c")), asked("c", campaign("k")), asked("d")];
    for (const list of [all, all.toReversed()]) {
      const { free, held, heldByCampaigns } = sortOut(list);
      expect(free.map(({ id }) => id)).toEqual(["d"]);
      expect(Object.fromEntries(held.map(({ id, blockers }) => [id, blockers.map((one) => one.id)]))).toEqual(
        { a: ["b"], b: ["c"], c: ["k"] },
      );
      expect(heldByCampaigns).toBe(1);
    }
  });

  it("count a campaign of two of them once", () => {
    const all = [asked("a", campaign("k")), asked("b", campaign("k"), campaign("l"))];
    expect(sortOut(all).heldByCampaigns).toBe(2);
  });
});
