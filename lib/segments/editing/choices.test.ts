import { expect, it } from "vitest";
import { makeWorld } from "../laws/world";
import { ruleProblems } from "../problems";
import { choiceKey, conditionChoices, searchChoices } from "./choices";

const catalogue = makeWorld(1, 5).catalogue;
const choices = conditionChoices(catalogue);

it("offers each thing once, and a chosen one is known again", () => {
  expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
  for (const choice of choices) expect(choiceKey(choice.make())).toBe(choice.key);
});

it("what it makes compiles, or says in a line what is still missing", () => {
  const messages = choices.map(({ make }) =>
    ruleProblems({ kind: "all", children: [make()] }, catalogue).map(({ message }) => message),
  );
  expect([...new Set(messages.flat())].sort()).toEqual(["Choose at least one value", "Enter a number"]);
});

it("leaves out the segment itself, and refuses special categories with the reason", () => {
  const [first] = catalogue.segments;
  expect(conditionChoices(catalogue, first?.id).some(({ key }) => key === `segment ${first?.id}`)).toBe(
    false,
  );
  const special = {
    ...catalogue,
    attributes: catalogue.attributes.map((one) => ({ ...one, special: "health" })),
  };
  const refused = conditionChoices(special).filter(({ group }) => group === "Attributes");
  expect(refused.every(({ refusal }) => refusal?.includes("health"))).toBe(true);
});

it("finds by label first, then by group and hint, with or without signs", () => {
  const labels = (query: string) => searchChoices(choices, query).map(({ label }) => label);
  expect(labels("last o")[0]).toBe("Last order");
  expect(labels("recency")).toEqual(expect.arrayContaining(["Recency score", "Last order"]));
  expect(labels("recency")[0]).toBe("Recency score");
  expect(labels("email")).toEqual(labels("E-mail"));
  expect(labels("nothing like this")).toEqual([]);
  expect(labels("")).toHaveLength(choices.length);
});
