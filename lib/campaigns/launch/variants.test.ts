import { expect, test } from "vitest";
import { variantGroups } from "./variants";

test("variants of one channel are alternatives, those for every channel among themselves", () => {
  const variants = [
    { id: "a", channel: "email" as const },
    { id: "b", channel: null },
    { id: "c", channel: "email" as const },
  ];
  expect(variantGroups(variants)).toEqual([
    { channel: "email", ids: ["a", "c"] },
    { channel: null, ids: ["b"] },
  ]);
  expect(variantGroups([])).toEqual([]);
});
