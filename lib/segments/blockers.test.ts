import { expect, it } from "vitest";
import { blockersOf } from "./blockers";

const campaign = (name: string, status: "draft" | "running" | "finished" | "archived") => ({
  id: name,
  name,
  status,
  startOn: "2026-05-01",
  endOn: "2026-05-14",
  segmentVersion: 1,
});

it("names children, readers and unfinished campaigns, each once", () => {
  const child = { id: "c", name: "Child", size: null, isHidden: false };
  const blockers = blockersOf({
    children: [child],
    uses: {
      personas: [{ id: "p", name: "Persona" }],
      segments: [
        { id: "c", name: "Child" },
        { id: "r", name: "Reader" },
      ],
      campaigns: [
        campaign("a", "draft"),
        campaign("b", "running"),
        campaign("d", "finished"),
        campaign("e", "archived"),
      ],
    },
  });
  expect(blockers.map(({ name, why }) => `${name}: ${why}`)).toEqual([
    "Child: narrows it",
    "Reader: its rule names it",
    "a: draft campaign",
    "b: running campaign",
  ]);
});

it("an unused segment has none", () => {
  expect(blockersOf({ children: [], uses: { personas: [], segments: [], campaigns: [] } })).toEqual([]);
});
