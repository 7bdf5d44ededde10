import { describe, expect, it } from "vitest";
import { changeOf, mapGroups, passesFilters, shareOf, sortSegments, treeRows, unfolded } from "./listing";
import type { SegmentRow } from "./segment";

let no = 0;
function row(name: string, given: Partial<SegmentRow> = {}): SegmentRow {
  no += 1;
  return {
    id: name,
    no,
    name,
    description: "",
    parentId: null,
    dimension: "needs",
    status: "live",
    version: 1,
    ownerId: null,
    ownerName: null,
    size: 100,
    isHidden: false,
    share: 0.1,
    weeks: [],
    personaCount: 0,
    campaignCount: 0,
    evaluatedAt: null,
    isFixed: false,
    updatedAt: new Date(0),
    ...given,
  };
}

const home = row("Home", { size: 400 });
const food = row("Food", { size: 900 });
const parents = row("New parents", { parentId: "Home", size: 100 });
const babies = row("Nappies", { parentId: "New parents", size: null });
const baskets = row("Baskets", { parentId: "Home", size: 300 });
const rows = [baskets, food, home, babies, parents];
const names = (list: { segment: SegmentRow }[]) => list.map(({ segment }) => segment.name);

describe("the tree", () => {
  it("stands each segment before its children, the large ones first, with shares of the parent", () => {
    const tree = treeRows(rows, () => true);
    expect(names(tree)).toEqual(["Food", "Home", "Baskets", "New parents", "Nappies"]);
    expect(tree.map(({ level }) => level)).toEqual([1, 1, 2, 2, 3]);
    expect(tree.map(({ share }) => share)).toEqual([0.1, 0.1, 0.75, 0.25, null]);
    expect(tree[2]).toMatchObject({ position: 1, siblings: 2, childCount: 0, isContext: false });
    expect(tree[1]).toMatchObject({ position: 2, siblings: 2, childCount: 2 });
  });

  it("keeps what is above a match, marked as context, and nothing else", () => {
    const tree = treeRows(rows, ({ name }) => name === "Nappies");
    expect(names(tree)).toEqual(["Home", "New parents", "Nappies"]);
    expect(tree.map(({ isContext }) => isContext)).toEqual([true, true, false]);
    expect(tree[0]).toMatchObject({ siblings: 1, childCount: 1 });
  });

  it("makes a segment whose parent is not listed a macro segment", () => {
    expect(treeRows([parents], () => true)).toMatchObject([{ level: 1, share: 0.1 }]);
  });

  it("hides what is below a closed row, and shows what follows it", () => {
    const tree = treeRows(rows, () => true);
    expect(names(unfolded(tree, new Set([parents.no])))).toEqual(["Food", "Home", "Baskets", "New parents"]);
    expect(names(unfolded(tree, new Set([home.no, parents.no])))).toEqual(["Food", "Home"]);
    expect(unfolded(tree, new Set())).toHaveLength(5);
  });
});

describe("filters", () => {
  it("leave archived ones out unless asked for, and read owner, dimension and name", () => {
    const gone = row("Gone", { status: "archived" });
    const mine = row("Mine", { ownerId: "ada", dimension: "value" });
    expect(passesFilters(gone, {})).toBe(false);
    expect(passesFilters(gone, { status: "archived" })).toBe(true);
    expect(passesFilters(mine, { ownerId: "ada", dimension: "value", search: " MIN " })).toBe(true);
    expect(passesFilters(mine, { ownerId: "none" })).toBe(false);
    expect(passesFilters(home, { ownerId: "none" })).toBe(true);
    expect(passesFilters(home, { search: "food" })).toBe(false);
    expect(passesFilters(home, { dimension: "value" })).toBe(false);
  });
});

describe("figures", () => {
  it("compares with the last count at least four weeks ago", () => {
    const weeks = [
      { day: "2026-05-01", size: 50 },
      { day: "2026-05-18", size: 80 },
      { day: "2026-05-25", size: 90 },
    ];
    expect(changeOf({ size: 100, weeks }, "2026-06-15")).toBeCloseTo(0.25);
    expect(changeOf({ size: 100, weeks: weeks.slice(2) }, "2026-06-15")).toBeNull();
    expect(changeOf({ size: null, weeks }, "2026-06-15")).toBeNull();
  });

  it("a share never exceeds the whole and is unknown without one", () => {
    expect([shareOf(2, 4), shareOf(5, 4), shareOf(null, 4), shareOf(2, 0), shareOf(2, null)]).toEqual([
      0.5,
      1,
      null,
      null,
      null,
    ]);
  });
});

it("sorts both ways, with what is unknown last", () => {
  const by = (sort: "size" | "name" | "owner", isDescending: boolean) =>
    sortSegments(rows, { sort, isDescending, today: "2026-06-15" }).map(({ name }) => name);
  expect(by("size", true)).toEqual(["Food", "Home", "Baskets", "New parents", "Nappies"]);
  expect(by("size", false)).toEqual(["New parents", "Baskets", "Home", "Food", "Nappies"]);
  expect(by("name", false)[0]).toBe("Baskets");
  expect(by("owner", true)).toEqual(["Baskets", "Food", "Home", "Nappies", "New parents"]);
});

it("the map has two levels, and says how many are in no child", () => {
  const groups = mapGroups([...rows, row("Empty", { size: 0 })]);
  expect(
    groups.map(({ segment, parts, rest }) => [segment.name, parts.map(({ name }) => name), rest]),
  ).toEqual([
    ["Food", [], 900],
    ["Home", ["Baskets", "New parents"], 0],
  ]);
});
