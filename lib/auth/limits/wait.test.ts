import { expect, it } from "vitest";
import { waitWords } from "./wait";

it.each([
  [0.4, "in a second"],
  [1, "in a second"],
  [12.2, "in 13 seconds"],
  [50, "in a minute"],
  [60, "in a minute"],
  [61, "in 2 minutes"],
  [600, "in 10 minutes"],
])("%s s is said as %j", (seconds, words) => {
  expect(waitWords(seconds)).toBe(words);
});
