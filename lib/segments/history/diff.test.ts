import { expect, it } from "vitest";
import { wordDiff } from "./diff";

it("marks the words that came and went", () => {
  expect(wordDiff("Customers who live in LV", "Customers who do not live in LV or EE")).toEqual([
    { kind: "same", text: "Customers who" },
    { kind: "added", text: "do not" },
    { kind: "same", text: "live in LV" },
    { kind: "added", text: "or EE" },
  ]);
  expect(wordDiff("spent at least 320 €", "spent at least 400 €")).toEqual([
    { kind: "same", text: "spent at least" },
    { kind: "removed", text: "320" },
    { kind: "added", text: "400" },
    { kind: "same", text: "€" },
  ]);
  expect(wordDiff("same words", "same words")).toEqual([{ kind: "same", text: "same words" }]);
});

it("gives back both sentences, whatever they are", () => {
  const one = "placed an order at least 2 times, and (did not open an e-mail or spent at least 320 €)";
  const other = "opened an e-mail and placed an order";
  const parts = wordDiff(one, other);
  const side = (kind: "added" | "removed") =>
    parts
      .filter((part) => part.kind === "same" || part.kind === kind)
      .map(({ text }) => text)
      .join(" ");
  expect([side("removed"), side("added")]).toEqual([one, other]);
});

it("does not compare what is too long to compare", () => {
  const long = "a ".repeat(3000).trim();
  expect(wordDiff(long, "a")).toEqual([
    { kind: "removed", text: long },
    { kind: "added", text: "a" },
  ]);
});
