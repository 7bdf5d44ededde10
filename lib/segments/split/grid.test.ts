import { describe, expect, it } from "vitest";
import { EMPTY_CATALOGUE } from "../catalogue/catalogue";
import { ruleSentence } from "../sentence";
import {
  type Cell,
  childLabel,
  childRule,
  childrenOfGrid,
  overlapOf,
  type SplitAxis,
  type SplitGroup,
  sizeOf,
  suggestName,
  totalOf,
} from "./grid";
import { subjectOf } from "./subject";

const axis = (key: string, values: string[]): SplitAxis => {
  const subject = subjectOf(EMPTY_CATALOGUE, key);
  if (!subject) throw new Error(key);
  return { subject, parts: values.map((value) => ({ kind: "values", values: [value] })) };
};
const country = axis("field country", ["LV", "EE", "LT"]);
const gender = axis("field gender", ["female", "male"]);
const axes = [country, gender];
/** LV: 5 women, 3 men; EE: 4 women; LT: 2 men; 6 live elsewhere; 1 in LV has no gender. */
const groups: SplitGroup[] = [
  { a: 1, b: 1, size: 5 },
  { a: 1, b: 2, size: 3 },
  { a: 1, b: 0, size: 1 },
  { a: 2, b: 1, size: 4 },
  { a: 4, b: 2, size: 2 },
  { a: 0, b: 1, size: 6 },
];
const none = { merged: new Map<string, string>(), out: new Set<string>() };
const sentence = (cells: Cell[], of = axes) =>
  ruleSentence(childRule(of, { key: "x", cells }), EMPTY_CATALOGUE);

describe("sizes of a grid", () => {
  it("count a cell, a union and the whole; without a second axis a row is a cell", () => {
    expect(sizeOf(groups, [[0, 0]], true)).toBe(5);
    expect(
      sizeOf(
        groups,
        [
          [0, 0],
          [0, 1],
          [2, 1],
        ],
        true,
      ),
    ).toBe(10);
    expect(sizeOf(groups, [[0, 0]], false)).toBe(9);
    expect(totalOf(groups)).toBe(21);
  });
  it("count nobody twice when parts overlap, and say how many are in two children", () => {
    const tags: SplitGroup[] = [
      { a: 1, b: 0, size: 4 },
      { a: 3, b: 0, size: 2 },
      { a: 2, b: 0, size: 1 },
    ];
    const both: Cell[] = [
      [0, 0],
      [1, 0],
    ];
    expect(sizeOf(tags, both, false)).toBe(7);
    const children = both.map((cell) => ({ key: cell.join("."), cells: [cell] }));
    expect(overlapOf(tags, children, false)).toBe(2);
    expect(overlapOf(groups, childrenOfGrid(axes, groups, none), true)).toBe(0);
  });
});

describe("children of a grid", () => {
  it("are the cells that have anybody, without those left out, merged ones together", () => {
    expect(childrenOfGrid(axes, groups, none).map(({ key }) => key)).toEqual(["0.0", "0.1", "1.0", "2.1"]);
    const merged = new Map([
      ["0.0", "m"],
      ["1.0", "m"],
      ["2.0", "m"],
    ]);
    const children = childrenOfGrid(axes, groups, { merged, out: new Set(["0.1"]) });
    expect(children.map(({ key, cells }) => [key, cells.length])).toEqual([
      ["m", 3],
      ["2.1", 1],
    ]);
  });
  it("have one condition per axis where the cells are a block, else one group per block", () => {
    expect(sentence([[0, 0]])).toBe("Customers who live in LV, and are female");
    expect(
      sentence([
        [0, 0],
        [1, 0],
      ]),
    ).toBe("Customers who live in LV or EE, and are female");
    expect(
      sentence([
        [0, 0],
        [0, 1],
        [1, 0],
      ]),
    ).toBe("Customers who (live in LV and are female or male), or (live in EE and are female)");
    expect(sentence([[2, 0]], [country])).toBe("Customers who live in LT");
  });
  it("have a name that says what sets them apart, free and short enough", () => {
    const label = childLabel(axes, { key: "x", cells: [[0, 1]] }, EMPTY_CATALOGUE);
    expect(label).toBe("LV, male");
    expect(suggestName("Loyal", label, new Set())).toBe("Loyal: LV, male");
    expect(suggestName("Loyal", label, new Set(["loyal: lv, male"]))).toBe("Loyal: LV, male (2)");
    const long = suggestName("P".repeat(120), "L".repeat(200), new Set());
    expect(long.length).toBeLessThanOrEqual(120);
    expect(long).toContain("P…: LL");
  });
});
