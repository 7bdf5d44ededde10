import { expect, test } from "vitest";
import { digestSections } from "./sections";

const notice = (kind: "due" | "assigned", place: number) => ({ kind, text: `n${place}`, href: `/${place}` });

test("notices stand by kind in one order, parts below them without what was told", () => {
  const part = {
    title: "Still late",
    lines: [
      { text: "again", href: "/1" },
      { text: "other", href: "/9" },
    ],
  };
  expect(
    digestSections([notice("due", 1), notice("assigned", 2)], [part, { title: "Empty", lines: [] }]),
  ).toEqual([
    { title: "Given to you", lines: [{ text: "n2", href: "/2" }], more: 0 },
    { title: "Due and late", lines: [{ text: "n1", href: "/1" }], more: 0 },
    { title: "Still late", lines: [{ text: "other", href: "/9" }], more: 0 },
  ]);
});

test("a long section is cut, and says by how much", () => {
  const [section] = digestSections(
    Array.from({ length: 33 }, (_, place) => notice("due", place)),
    [],
  );
  expect([section?.lines.length, section?.more]).toEqual([20, 13]);
});
