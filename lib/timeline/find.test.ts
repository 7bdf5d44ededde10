import { expect, test } from "vitest";
import { buildPlan } from "./bars";
import { findBars } from "./find";
import { planItem } from "./testing";

const plan = buildPlan([
  planItem("spring", "2026-03-01", "2026-03-31", { name: "Spring letters" }),
  planItem("copy", "2026-03-02", "2026-03-05", { kind: "tactic", parentId: "spring", name: "Write copy" }),
  planItem("cafe", "2026-02-01", "2026-02-20", { name: "Café offer" }),
  planItem("copy2", "2026-02-03", "2026-02-05", {
    kind: "tactic",
    parentId: "cafe",
    name: "Copy and pictures",
  }),
]);
const found = (asked: string) => findBars(plan, asked, 8).bars.map((bar) => bar.item.id);

test("finds by part of a name, the names that begin with it first", () => {
  expect(found("copy")).toEqual(["copy2", "copy"]);
  expect(found("cop")).toEqual(["copy2", "copy"]);
  expect(found("nothing like it")).toEqual([]);
  expect(found("  ")).toEqual([]);
});

test("what is still to be done comes before what is done", () => {
  const two = buildPlan([
    planItem("old", "2026-01-05", "2026-01-09", { name: "Letters", progress: 100 }),
    planItem("new", "2026-03-02", "2026-03-06", { name: "Letters" }),
  ]);
  expect(findBars(two, "letters", 8).bars.map((bar) => bar.item.id)).toEqual(["new", "old"]);
});

test("words of the campaign narrow its parts, but do not find each of them", () => {
  expect(found("copy spring")).toEqual(["copy"]);
  expect(found("spring")).toEqual(["spring"]);
});

test("accents and capitals do not matter, and no more than asked for are given", () => {
  expect(found("cafe")).toEqual(["cafe"]);
  expect(findBars(plan, "copy", 1)).toMatchObject({ bars: [{ item: { id: "copy2" } }], total: 2 });
});
