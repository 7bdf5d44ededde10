import { describe, expect, it } from "vitest";
import { evidenceShare, passesFilters, sortPersonas } from "./listing";
import type { PersonaCard } from "./persona";

const card = (given: Partial<PersonaCard>): PersonaCard => ({
  id: given.name ?? "",
  name: "Egle",
  tagline: "",
  journeyStage: null,
  segmentId: "one",
  segmentName: "Coffee",
  size: 100,
  statementCount: 0,
  supportedCount: 0,
  factCount: 0,
  noteCount: 0,
  stale: [],
  factsCheckedAt: null,
  updatedAt: new Date(0),
  archivedAt: null,
  ...given,
});
const stale = [{ key: "a", label: "A", was: "1", now: "2", since: new Date(0) }];

describe("personas in the list", () => {
  it("pass by text in name, tagline or segment, by segment, stage and drift", () => {
    const egle = card({ tagline: "Grinds by hand", journeyStage: "retention", stale });
    for (const filters of [
      { search: " GRINDS" },
      { search: "coffee" },
      { segmentId: "one" },
      { isStale: true },
    ])
      expect(passesFilters(egle, filters)).toBe(true);
    for (const filters of [{ search: "tea" }, { segmentId: "two" }, { stage: "purchase" as const }])
      expect(passesFilters(egle, filters)).toBe(false);
    expect(passesFilters(card({}), { isStale: true })).toBe(false);
  });

  it("are in the order asked for, unknown last and equal ones by name", () => {
    const rows = [
      card({ name: "C", size: 5 }),
      card({ name: "A", size: null }),
      card({ name: "B", size: 5 }),
    ];
    const names = (sort: Parameters<typeof sortPersonas>[1]) =>
      sortPersonas(rows, sort).map(({ name }) => name);
    expect(names("size")).toEqual(["B", "C", "A"]);
    expect(names("name")).toEqual(["A", "B", "C"]);
    expect(names("changed")).toEqual(["A", "B", "C"]);
  });

  it("rest on evidence as far as their facts and supported statements go", () => {
    expect(evidenceShare(card({ statementCount: 6, supportedCount: 3, factCount: 2 }))).toBe(5 / 8);
    expect(evidenceShare(card({}))).toBeNull();
  });
});
