import { expect, it } from "vitest";
import type { DecisionRow } from "@/lib/decisions/decision";
import { type Chain, stepsOf } from "./chain";

const decision = (id: string, decidedOn: string, links: DecisionRow["links"]): DecisionRow => ({
  ...{ id, decidedOn, links, title: id, reason: "", outcome: "", state: "open", decidedBy: null },
  ...{ reviewOn: null, segment: null, campaign: null, figure: null, figureKey: null },
  ...{ updatedAt: new Date(0), isRemoved: false },
});
const campaign = (id: string, given: Partial<Chain["campaigns"][number]>): Chain["campaigns"][number] => ({
  ...{ id, name: id, status: "finished", segmentVersion: 1, startOn: "2026-03-01", endOn: "2026-03-31" },
  ...{ day: "2026-02-27", isLaunched: true, outcome: "hidden" },
  ...given,
});
const version = (no: number, day: string): Chain["versions"][number] => ({
  ...{ version: no, sentence: "", note: "", sizeBefore: null, sizeAfter: null, by: null, day },
});

const chain: Chain = {
  today: "2026-06-15",
  data: { words: [], imports: [{ id: "i", fileName: "a.csv", by: null, day: "2026-01-02", rows: 9 }] },
  versions: [version(2, "2026-04-02"), version(1, "2026-01-02")],
  personas: [{ id: "p", name: "Maja", tagline: "", by: null, day: "2026-01-05" }],
  campaigns: [
    campaign("spring", {}),
    campaign("summer", { day: "2026-05-30", endOn: "2026-07-01" }),
    campaign("draft", { day: "2026-06-01", isLaunched: false, outcome: null }),
  ],
  decisions: [
    decision("narrow", "2026-04-02", [
      { id: "l", kind: "version", segment: { id: "s", name: "S" }, version: 2 },
    ]),
    decision("again", "2026-04-05", [{ id: "k", kind: "campaign", campaign: { id: "summer", name: "" } }]),
  ],
};

it("stands in the order in which it came about, within a day from data to decision", () => {
  expect(stepsOf(chain, "s").map(({ day, key }) => `${day} ${key}`)).toEqual([
    "2026-01-02 data i",
    "2026-01-02 version 1",
    "2026-01-05 persona p",
    "2026-02-27 campaign spring",
    "2026-03-31 result spring",
    "2026-04-02 version 2",
    "2026-04-02 decision narrow",
    "2026-04-05 decision again",
    "2026-05-30 campaign summer",
    "2026-06-01 campaign draft",
    "2026-06-15 result summer",
  ]);
});

it("names the decisions behind a version and a campaign, and whether a result is final", () => {
  const steps = stepsOf(chain, "s");
  const froms = steps.flatMap((step) => ("from" in step ? [[step.key, step.from.map(({ id }) => id)]] : []));
  expect(Object.fromEntries(froms)).toEqual({
    ...{ "version 1": [], "version 2": ["narrow"] },
    ...{ "campaign spring": [], "campaign summer": ["again"], "campaign draft": [] },
  });
  expect(steps.flatMap((step) => (step.stage === "result" ? [step.isOver] : []))).toEqual([true, false]);
  // The same version of another segment is none of this one's.
  const other = stepsOf(chain, "t").find(({ key }) => key === "version 2");
  expect(other && "from" in other && other.from).toEqual([]);
});
