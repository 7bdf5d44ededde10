import { describe, expect, it } from "vitest";
import { EMPTY_CATALOGUE, type RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import { ruleProblems } from "@/lib/segments/problems";
import { ruleSentence } from "@/lib/segments/sentence";
import { partsOf, queryWords, ruleOf } from "./behind";

const attribute = { dimension: "needs" as const, choices: [], special: null, isPersonal: false };
const question = { choices: ["a: b"], no: 1 };
const catalogue: RuleCatalogue = {
  ...EMPTY_CATALOGUE,
  attributes: [
    { ...attribute, key: "likes", label: "Likes", type: "choices" },
    { ...attribute, key: "parent", label: "Is a parent", type: "boolean" },
    { ...attribute, key: "diet", label: "Diet", type: "choice", special: "health" },
  ],
  events: [
    { no: 1, name: "visit", label: "Visit", properties: [{ key: "device", type: "text" }] },
    { no: 2, name: "buy", label: "Buy", properties: [] },
  ],
  categories: [{ no: 1, name: "Tea" }],
  products: [{ no: 1, externalId: "t-1", name: "Assam" }],
  surveys: [
    {
      id: "0190",
      name: "Panel",
      questions: [
        { ...question, key: "why", text: "Why?", type: "choice" },
        { ...question, no: 2, key: "nps", text: "How likely?", type: "scale" },
      ],
    },
  ],
};
const sentence = (key: string) => {
  const rule = ruleOf(key, catalogue);
  return rule && ruleSentence(rule, catalogue);
};

describe("the rule behind a fact", () => {
  it.each([
    "gender:female",
    "city:Kuldiga: Old Town",
    "age:25–34",
    "age:65 and over",
    "consent_email:in",
    "category:Tea",
    "product:t-1",
    "event:visit",
    "device:device:mobile",
    "answer:0190:why:a: b",
    "answer:0190:nps:7 or 8",
    "attribute:likes:tea: green",
    "attribute:parent:true",
  ])("of %s is one that the compiler takes", (key) => {
    const rule = ruleOf(key, catalogue);
    expect(rule && ruleProblems(rule, catalogue)).toEqual([]);
    expect(rule).not.toBeNull();
  });

  it("reads as a sentence", () => {
    expect(sentence("city:Kuldiga: Old Town")).toContain("Kuldiga: Old Town");
    expect(sentence("device:device:mobile")).toContain("mobile");
    expect(sentence("device:device:mobile")).not.toContain("Buy");
  });

  it.each([
    "day:5",
    "hour:9",
    "slot:5.1",
    "amount:age",
    "order_channel:app",
    "attribute:diet:coeliac",
    "nothing",
    "age:12",
  ])("is none for %s", (key) => {
    expect(ruleOf(key, catalogue)).toBeNull();
    expect(queryWords(key).length).toBeGreaterThan(10);
  });

  it("takes a key apart at its first colon", () => {
    expect(partsOf("a:b:c")).toEqual({ kind: "a", rest: "b:c" });
    expect(partsOf("a")).toEqual({ kind: "a", rest: "" });
  });
});
