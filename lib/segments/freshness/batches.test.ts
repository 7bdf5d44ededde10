import { expect, it } from "vitest";
import { batchesOf } from "./batches";

const judged = (name: string, ...keys: string[]) => ({
  name,
  formula: keys.flatMap((key) => [" and ", { key }]),
});
const names = (most: number, ...all: ReturnType<typeof judged>[]) =>
  batchesOf(all, most).map((batch) => batch.map(({ name }) => name).join(""));

it("counts a condition once per batch, however many segments have it", () => {
  const all = [judged("a", "1", "2"), judged("b", "2", "1"), judged("c", "2", "3"), judged("d", "4")];
  expect(names(3, ...all)).toEqual(["abc", "d"]);
  expect(names(2, ...all)).toEqual(["ab", "c", "d"]);
  expect(names(99, ...all)).toEqual(["abcd"]);
});

it("gives a segment of more conditions than fit a batch of its own", () => {
  expect(names(2, judged("a", "1"), judged("b", "1", "2", "3"), judged("c", "3"))).toEqual(["a", "b", "c"]);
  expect(names(2)).toEqual([]);
});
