import { expect, it } from "vitest";
import { matrixOf, measured, readIds } from "./matrix";
import type { Overlap } from "./overlap";

const segment = (id: string, size: number | null) => ({ id, name: id.toUpperCase(), parentId: null, size });
const overlap: Overlap = {
  segments: [segment("b", 40), segment("a", 100), segment("c", null)],
  pairs: [
    { aId: "b", bId: "a", people: 10 },
    { aId: "b", bId: "c", people: null },
    { aId: "a", bId: "c", people: 0 },
  ],
  inAny: 130,
  inSeveral: 10,
};

it("is a square that reads the same both ways, in the wanted order", () => {
  const { segments, people } = matrixOf(overlap, "size");
  expect(segments.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(people).toEqual([
    [100, 10, 0],
    [10, 40, null],
    [0, null, null],
  ]);
  expect(matrixOf(overlap, "chosen").segments.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  expect(matrixOf(overlap, "name").segments.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

it("measures people, the share of the row, and likeness", () => {
  const matrix = matrixOf(overlap, "name");
  expect(measured(matrix, 0, 1, "count")).toBe(10);
  expect(measured(matrix, 0, 1, "share")).toBe(0.1);
  expect(measured(matrix, 1, 0, "share")).toBe(0.25);
  expect(measured(matrix, 1, 0, "likeness")).toBeCloseTo(10 / 130);
  expect(measured(matrix, 0, 0, "likeness")).toBe(1);
  expect(measured(matrix, 0, 2, "share")).toBeNull();
});

it("reads ids from the address and nothing else", () => {
  const id = "0199a000-0000-7000-8000-000000000001";
  expect(readIds(`${id},x,${id}`)).toEqual([id]);
  expect(readIds(undefined)).toEqual([]);
});
