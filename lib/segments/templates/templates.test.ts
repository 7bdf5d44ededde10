import { describe, expect, it } from "vitest";
import { EMPTY_CATALOGUE, type RuleCatalogue } from "../catalogue/catalogue";
import { DIMENSIONS } from "../dimension";
import { FIELD_KEYS } from "../fields";
import { ruleProblems } from "../problems";
import { ruleSentence } from "../sentence";
import { TEMPLATES } from "./gallery/gallery";
import { offerTemplates, type TemplateData } from "./template";

const attribute = (key: string, label: string, type: string, dimension: string, more = {}) =>
  ({
    key,
    label,
    type,
    dimension,
    choices: [],
    special: null,
    isPersonal: false,
    ...more,
  }) as RuleCatalogue["attributes"][number];
const event = (no: number, name: string) => ({ no, name, label: name, properties: [] });

/** A shop that has everything that any template asks for. */
const catalogue: RuleCatalogue = {
  ...EMPTY_CATALOGUE,
  attributes: [
    attribute("interests", "Interests", "choices", "psychographic"),
    attribute("wish", "Wish", "choice", "needs"),
    attribute("child_birth", "Child’s birth", "date", "needs"),
    attribute("device", "Main device", "choice", "technographic"),
    attribute("plan", "Plan", "choice", "product usage"),
    attribute("shop_visit", "Last shop visit", "date", "situational"),
  ],
  events: [
    "cart_added",
    "product_viewed",
    "email_sent",
    "email_clicked",
    "email_opened",
    "signed_in",
    "support_ticket",
  ].map((name, index) => event(index + 1, name)),
  categories: [
    { no: 1, name: "Coffee" },
    { no: 2, name: "Toys for kids" },
  ],
  surveys: [
    {
      id: "s1",
      name: "Panel",
      questions: [
        { no: 1, key: "nps", text: "Would you recommend us?", type: "scale", choices: [] },
        { no: 2, key: "why", text: "Why do you buy from us?", type: "choice", choices: ["price"] },
        { no: 3, key: "values", text: "What matters most?", type: "choice", choices: ["design"] },
      ],
    },
  ],
};
const full: TemplateData = {
  catalogue,
  today: "2026-05-14",
  customers: 1000,
  fields: Object.fromEntries(FIELD_KEYS.map((key) => [key, 500])),
  attributes: Object.fromEntries(catalogue.attributes.map(({ key }) => [key, 200])),
  consents: { email: 400, sms: 100 },
  topFields: {
    country: ["Latvia", "Estonia"],
    region: ["Riga", "Vidzeme"],
    city: ["Riga", "Tallinn", "Tartu"],
    industry: ["Food"],
    source: ["Search"],
  },
  topAttributes: {
    interests: ["tea"],
    wish: ["gift wrap"],
    device: ["mobile", "desktop"],
    plan: ["monthly"],
  },
  incomeHigh: 60_000,
  orders: {
    buyers: 600,
    repeatBuyers: 300,
    rhythmDays: 41.6,
    spendHigh: 50_000,
    averageHigh: 9000,
    averageLow: 2000,
  },
  categories: ["Coffee", "Toys for kids"],
  events: catalogue.events.map(({ name }) => name),
  questions: [
    {
      survey: "s1",
      question: "nps",
      text: "Would you recommend us?",
      type: "scale",
      highest: 10,
      commonest: null,
    },
    {
      survey: "s1",
      question: "why",
      text: "Why do you buy from us?",
      type: "choice",
      highest: null,
      commonest: "price",
    },
    {
      survey: "s1",
      question: "values",
      text: "What matters most?",
      type: "choice",
      highest: null,
      commonest: "design",
    },
  ],
};
const empty: TemplateData = {
  ...full,
  catalogue: EMPTY_CATALOGUE,
  fields: {},
  attributes: {},
  consents: {},
  topFields: {},
  topAttributes: {},
  incomeHigh: null,
  orders: null,
  categories: [],
  events: [],
  questions: [],
};
const offered = (data: TemplateData) => offerTemplates(TEMPLATES, data).offers.map(({ key }) => key);
const sentenceOf = (key: string, data = full) => {
  const offer = offerTemplates(TEMPLATES, data).offers.find((one) => one.key === key);
  return offer && ruleSentence(offer.rule, data.catalogue);
};

describe("the gallery", () => {
  it("covers every dimension, with keys of their own", () => {
    expect(new Set(TEMPLATES.map(({ dimension }) => dimension))).toEqual(new Set(DIMENSIONS));
    expect(new Set(TEMPLATES.map(({ key }) => key)).size).toBe(TEMPLATES.length);
    expect(TEMPLATES.length).toBeGreaterThanOrEqual(25);
  });
  it("is offered whole to a workspace that has everything, with sound rules that read as sentences", () => {
    const { offers, missing } = offerTemplates(TEMPLATES, full);
    expect(missing).toEqual([]);
    for (const { key, name, rule } of offers) {
      expect([key, ruleProblems(rule, catalogue)]).toEqual([key, []]);
      expect([key, ruleSentence(rule, catalogue)]).toEqual([key, expect.stringMatching(/^Customers who .+/)]);
      expect(ruleSentence(rule, catalogue)).not.toContain("…");
      expect(name.length).toBeLessThanOrEqual(120);
    }
  });
  it("offers a bare list of people no more than what it carries, and nobody nothing", () => {
    expect(offered(empty)).toEqual(["new-customers"]);
    expect(offered({ ...full, customers: 0 })).toEqual([]);
    const { offers, missing } = offerTemplates(TEMPLATES, empty);
    expect(offers.length + missing.length).toBe(TEMPLATES.length);
    for (const { needs } of missing) expect(needs).not.toBe("");
  });
});

describe("none is offered that its data cannot carry", () => {
  const without = (change: Partial<TemplateData>) => {
    const left = new Set(offered({ ...full, ...change }));
    return TEMPLATES.map(({ key }) => key).filter((key) => !left.has(key));
  };
  const withoutAttribute = (key: string) => ({
    catalogue: { ...catalogue, attributes: catalogue.attributes.filter((one) => one.key !== key) },
  });
  it.each<[string, Partial<TemplateData>, string[]]>([
    [
      "birth dates",
      { fields: { ...full.fields, birthDate: 0 } },
      ["birthday-soon", "young-adults", "retirement-age"],
    ],
    ["cities", { fields: { ...full.fields, city: 3 } }, ["large-cities"]],
    ["a second country", { topFields: { ...full.topFields, country: ["Latvia"] } }, ["abroad"]],
    ["company sizes", { fields: { ...full.fields, companySize: 0 } }, ["small-companies", "large-companies"]],
    ["job titles", { fields: { ...full.fields, jobTitle: 0 } }, ["decision-makers"]],
    ["filled baskets", { events: full.events.filter((name) => name !== "cart_added") }, ["cart-abandoned"]],
    ["clicks", { events: full.events.filter((name) => name !== "email_clicked") }, ["never-click"]],
    ["consent to SMS", { consents: { email: 400 } }, ["other-channel"]],
    ["survey answers", { questions: [] }, ["promoters", "detractors", "motive", "values"]],
    ["a device", withoutAttribute("device"), ["mobile", "desktop"]],
    ["a plan", withoutAttribute("plan"), ["plan", "feature-unused"]],
    ["an interest", withoutAttribute("interests"), ["interest"]],
    ["a second category", { categories: ["Coffee"] }, ["category-next"]],
    [
      "a rhythm",
      {
        orders: {
          buyers: 600,
          repeatBuyers: 0,
          rhythmDays: null,
          spendHigh: 9,
          averageHigh: 9,
          averageLow: 9,
        },
      },
      ["one-time-late", "order-due", "refill", "lapsed-best", "bargain-hunters", "cannot-lose"],
    ],
  ])("without %s", (_, change, missing) => {
    expect(without(change).sort()).toEqual(missing.sort());
  });
  it("neither special nor personal attributes", () => {
    const only = (more: object): TemplateData => ({
      ...empty,
      attributes: { diet: 200 },
      topAttributes: { diet: ["vegan"] },
      catalogue: { ...EMPTY_CATALOGUE, attributes: [attribute("diet", "Diet", "choice", "needs", more)] },
    });
    expect(offered(only({}))).toContain("special-need");
    expect(offered(only({ special: "health" }))).not.toContain("special-need");
    expect(offered(only({ isPersonal: true }))).not.toContain("special-need");
  });
  it("nor what the catalogue does not know, whatever the figures say", () => {
    expect(offered({ ...full, catalogue: { ...catalogue, categories: [] } })).not.toContain("category-loyal");
  });
});

describe("the rules say what was meant", () => {
  it.each([
    ["birthday-soon", "Customers who have their birthday in the next 30\u00a0days"],
    [
      "one-time-late",
      "Customers who placed an order exactly 1 time, and placed their last order at least 43 days ago",
    ],
    [
      "cart-abandoned",
      "Customers who added to the cart in the last 7\u00a0days, and did not place an order in the last 7\u00a0days",
    ],
    [
      "lapsed-best",
      "Customers who spent at least 500\u00a0€, and placed their last order at least 84 days ago",
    ],
    ["detractors", "Customers who answered “Would you recommend us?” with at most 6"],
    ["never-click", expect.stringContaining("did not click in an e-mail in the last 90")],
    [
      "christmas-only",
      "Customers who placed an order between 15\u00a0Nov\u00a02025 and 24\u00a0Dec\u00a02025, and did not place an order since 25\u00a0Dec\u00a02025",
    ],
  ])("%s", (key, sentence) => {
    expect(sentenceOf(key)).toEqual(sentence);
  });
});
