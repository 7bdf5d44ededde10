import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { buildPlan, toDays } from "./bars";
import { rivalsById, sharedWords } from "./rivals";
import { planItem } from "./testing";

const day = toDayNumber;
const spring = planItem("spring", "2026-05-01", "2026-05-10");
const early = planItem("early", "2026-05-12", "2026-05-20");
/** It is filtered out of the plan that is shown. */
const hidden = { id: "hidden", name: "Hidden", startOn: "2026-05-18", endOn: "2026-05-30" };
const shared = {
  campaigns: [spring, early, hidden].map(({ id, name, startOn, endOn }) => ({ id, name, startOn, endOn })),
  pairs: [
    [0, 1, 812],
    [0, 2, 1],
    [1, 2, 40],
  ] as const,
};
const facts = {
  rivals: rivalsById(shared),
  byId: buildPlan([spring, early]).byId,
  today: day("2026-05-04"),
};
const springAt = (startOn: string, endOn: string) => new Map([["spring", toDays({ startOn, endOn })]]);
const words = (preview = new Map(), ids = ["spring"]) =>
  sharedWords(ids, preview, facts).replaceAll("\u00a0", " ");

describe("whom a drag would have reached twice", () => {
  it("is nobody while no day is shared", () => {
    expect(words()).toBe("");
    expect(words(springAt("2026-05-02", "2026-05-11"))).toBe("");
  });

  it("is the other campaign's people from the first shared day on, the most first", () => {
    expect(words(springAt("2026-05-03", "2026-05-12"))).toBe("812 people also get “Item early”");
    expect(words(springAt("2026-05-10", "2026-05-19"))).toBe(
      "812 people also get “Item early” · 1 more campaign",
    );
    expect(words(springAt("2026-05-30", "2026-06-08"))).toBe("1 person also gets “Hidden”");
  });

  it("follows what moves along, and tells two that move together once", () => {
    const both = new Map([
      ...springAt("2026-05-11", "2026-05-20"),
      ["early", toDays({ startOn: "2026-06-10", endOn: "2026-06-20" })] as const,
    ]);
    expect(words(both, ["spring"])).toBe("1 person also gets “Hidden”");
    const together = new Map([
      ...springAt("2026-06-11", "2026-06-20"),
      ["early", toDays({ startOn: "2026-06-12", endOn: "2026-06-20" })] as const,
    ]);
    expect(words(together, ["spring", "early"])).toBe("812 people also get “Item early”");
    expect(words(together, ["early", "spring"])).toBe("812 people also get “Item spring”");
  });

  it("does not count days that are over, nor parts and bars that share with nobody", () => {
    const past = { ...facts, today: day("2026-05-21") };
    expect(sharedWords(["spring"], springAt("2026-05-05", "2026-05-14"), past)).toBe("");
    expect(words(new Map(), ["nobody"])).toBe("");
  });
});
