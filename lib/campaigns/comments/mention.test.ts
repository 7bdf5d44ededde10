import { expect, test } from "vitest";
import { mentionedIn, splitMentions, typedMention } from "./mention";

const people = [
  { key: "1", label: "Ada" },
  { key: "2", label: "Ada Lind" },
  { key: "3", label: "Iben Krogh" },
];

test("the longest name behind an @ is the one that is meant", () => {
  expect(splitMentions("See @Ada Lind, and @ada.", people)).toEqual([
    ...[{ text: "See " }, { userId: "2", name: "Ada Lind" }, { text: ", and " }],
    ...[{ userId: "1", name: "Ada" }, { text: "." }],
  ]);
  expect(mentionedIn("@Iben Krogh @Iben Krogh @Nobody", people)).toEqual(["3"]);
});

test("an address or part of a word names nobody", () => {
  expect(mentionedIn("write to june@Ada or @Adaline", people)).toEqual([]);
  expect(splitMentions("plain @ text", people)).toEqual([{ text: "plain @ text" }]);
  expect(splitMentions("", people)).toEqual([]);
});

test("what is being typed begins at the last @ before the caret", () => {
  expect(typedMention("hello @Ib", 9)).toEqual({ start: 6, typed: "Ib" });
  expect(typedMention("@", 1)).toEqual({ start: 0, typed: "" });
  expect(typedMention("@Ada Li and so on", 7)).toEqual({ start: 0, typed: "Ada Li" });
  expect(typedMention("mail@Ada", 8)).toBeNull();
  expect(typedMention("hello", 5)).toBeNull();
});
