import { expect, it } from "vitest";
import { designOf } from "./design";
import { neededPeople } from "./power";

const planned = {
  ...{ endOn: "2026-05-31", people: 10_000, baseDays: 31, controlShare: 10, target: null },
  before: { buyers: 400, people: 8000 },
};

it("plans for a fifth more buyers, or for the target of the brief, at the split of the launch", () => {
  const needed = neededPeople({ base: 0.05, rise: 0.01, controlShare: 0.1 });
  expect(designOf(planned)).toMatchObject({ base: 0.05, isFromTarget: false, people: 10_000, needed });
  expect(designOf(planned)?.rise).toBeCloseTo(0.01, 12);
  const aimed = designOf({ ...planned, target: 0.07 });
  expect(aimed).toMatchObject({ isFromTarget: true });
  expect(aimed?.rise).toBeCloseTo(0.02, 12);
  expect(aimed?.needed).toBeLessThan(needed ?? 0);
  // A target below what they buy anyhow says nothing about a rise.
  expect(designOf({ ...planned, target: 0.04 })).toMatchObject({ isFromTarget: false });
});

it("plans for fewer who do not buy where most do", () => {
  const design = designOf({ ...planned, before: { buyers: 7200, people: 8000 } });
  expect(design?.rise).toBeCloseTo(0.02, 12);
  expect(design?.needed).not.toBeNull();
});

it("plans nothing without a control group, and nothing from nobody", () => {
  expect(designOf({ ...planned, controlShare: 0 })).toBeNull();
  expect(designOf({ ...planned, before: { buyers: 0, people: 8000 } })).toBeNull();
});
