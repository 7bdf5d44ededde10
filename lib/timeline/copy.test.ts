import { describe, expect, it } from "vitest";
import { toDayNumber } from "@/lib/days";
import { buildPlan } from "./bars";
import { workingDays } from "./calendar";
import { copyParts } from "./copy";
import { planItem, planLink } from "./testing";

const part = (id: string, startOn: string, endOn: string, rest = {}) =>
  planItem(id, startOn, endOn, { kind: "tactic", parentId: "spring", progress: 40, ...rest });
const plan = buildPlan([
  planItem("spring", "2026-04-01", "2026-04-30"),
  part("brief", "2026-04-02", "2026-04-03"),
  part("copy", "2026-04-06", "2026-04-10", { baseline: { startOn: "2026-04-01", endOn: "2026-04-02" } }),
  part("sign-off", "2026-04-13", "2026-04-13", { kind: "milestone" }),
]);
const links = [
  planLink("brief", "copy"),
  planLink("copy", "sign-off", { lagDays: 1 }),
  planLink("copy", "x"),
];

describe("a copy of a plan", () => {
  let made = 0;
  const copy = copyParts(plan.byId.get("spring")?.parts ?? [], links, {
    campaignId: "autumn",
    start: toDayNumber("2026-09-05"),
    calendar: workingDays([toDayNumber("2026-09-10")]),
    newId: () => `new${++made}`,
  });

  it("begins on the first working day from the one chosen, and keeps lengths and gaps in working days", () => {
    expect(copy.parts.map(({ name, startOn, endOn }) => [name, startOn, endOn])).toEqual([
      ["Item brief", "2026-09-07", "2026-09-08"],
      ["Item copy", "2026-09-09", "2026-09-16"],
      ["Item sign-off", "2026-09-17", "2026-09-17"],
    ]);
  });

  it("belongs to the other campaign, with nothing done and no baseline", () => {
    for (const item of copy.parts)
      expect(item).toMatchObject({ parentId: "autumn", progress: 0, version: 1 });
    expect(copy.parts.map(({ copyOf }) => copyOf)).toEqual(["brief", "copy", "sign-off"]);
    expect(copy.parts[1]).not.toHaveProperty("baseline");
  });

  it("has the links among its own parts, under ids of their own", () => {
    const [brief, text, signOff] = copy.parts.map(({ id }) => id);
    expect(copy.links.map(({ fromId, toId, lagDays }) => [fromId, toId, lagDays])).toEqual([
      [brief, text, 0],
      [text, signOff, 1],
    ]);
    expect(new Set([...copy.parts, ...copy.links].map(({ id }) => id)).size).toBe(5);
  });
});
