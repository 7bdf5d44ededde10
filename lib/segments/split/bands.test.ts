import { describe, expect, it } from "vitest";
import { EMPTY_CATALOGUE, type RuleCatalogue } from "../catalogue/catalogue";
import { ruleProblems } from "../problems";
import type { RuleNode } from "../rule";
import { nodeSentence } from "../sentence";
import { edgesText, partsOf, readEdges, readWay, wayText } from "./bands";
import { mergeParts, partName, partNode, partsNode, type SplitPart } from "./part";
import { QUANTILES, type SplitProfile } from "./profile";
import { splitSubjects, subjectOf } from "./subject";

const catalogue: RuleCatalogue = {
  ...EMPTY_CATALOGUE,
  attributes: [
    {
      key: "vip",
      label: "VIP",
      type: "boolean",
      dimension: "value",
      choices: [],
      special: null,
      isPersonal: false,
    },
    {
      key: "faith",
      label: "Faith",
      type: "text",
      dimension: "needs",
      choices: [],
      special: "religion",
      isPersonal: false,
    },
    {
      key: "tags",
      label: "Tags",
      type: "choices",
      dimension: "needs",
      choices: [],
      special: null,
      isPersonal: false,
    },
  ],
};
const subject = (key: string) => {
  const found = subjectOf(catalogue, key);
  if (!found) throw new Error(`No subject ${key}.`);
  return found;
};
const numbers = (min: number, max: number, quantile: (share: number) => number): SplitProfile => ({
  ...{ kind: "number", size: 100, known: 100, min, max, low: min, step: (max - min) / 31 },
  quantiles: QUANTILES.map(quantile),
  columns: Array.from({ length: 32 }, () => 3),
});
const parts = (key: string, way: string, profile: SplitProfile, withUnknown = false) =>
  partsOf(readWay(way, subject(key), profile), subject(key), profile, "EUR", withUnknown);
const names = (key: string, list: readonly SplitPart[]) =>
  list.map((part) => partName(subject(key), part, "EUR"));
const says = (node: RuleNode) => nodeSentence(node, catalogue);

describe("what a segment can be divided by", () => {
  it("leaves out names, contact data and special categories", () => {
    const keys = splitSubjects(catalogue).map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(["field country", "orders spend", "attribute tags", "consent email"]),
    );
    for (const key of ["field email", "field lastName", "attribute faith"]) expect(keys).not.toContain(key);
  });
});

describe("bands", () => {
  const ages = numbers(18, 80, (share) => Math.round(18 + share * 62));
  it("equally many people: open at both ends, touching, whole years", () => {
    const made = parts("field age", "q4", ages);
    expect(names("field age", made)).toEqual(["under 34", "34–48", "49–64", "65 and more"]);
    expect(made.map((part) => says(partNode(subject("field age"), part)))).toEqual([
      "are younger than 34",
      "are between 34 and 48 years old",
      "are between 49 and 64 years old",
      "are at least 65 years old",
    ]);
  });
  it("equal quantiles become one edge, and none stands at the smallest value", () => {
    expect(
      parts(
        "orders count",
        "q10",
        numbers(0, 9, (share) => (share < 0.6 ? 0 : 2)),
      ),
    ).toEqual([
      { kind: "band", from: null, until: 2 },
      { kind: "band", from: 2, until: null },
    ]);
  });
  it("equal widths are round, in money too", () => {
    expect(names("field age", parts("field age", "w4", ages))).toEqual([
      "under 20",
      "20–39",
      "40–59",
      "60 and more",
    ]);
    const spend = numbers(0, 40_000, (share) => share * 40_000);
    expect(names("orders spend", parts("orders spend", "w4", spend))).toEqual([
      "under 100\u00a0€",
      "100\u00a0€ to under 200\u00a0€",
      "200\u00a0€ to under 300\u00a0€",
      "300\u00a0€ and more",
    ]);
  });
  it("own edges are read as typed, and money as whole units", () => {
    expect(readEdges("35, 18;18  25", subject("field age"), "EUR")).toEqual([18, 25, 35]);
    expect(readEdges("49.90 100", subject("orders spend"), "EUR")).toEqual([4990, 10_000]);
    expect(readEdges("many", subject("field age"), "EUR")).toBeNull();
    expect(readEdges("", subject("field age"), "EUR")).toBeNull();
    expect(edgesText([4990, 10_000], subject("orders spend"), "EUR")).toBe("49.9, 100");
    expect(names("field age", parts("field age", "18,25,35", ages, true))).toEqual([
      "under 18",
      "18–24",
      "25–34",
      "35 and more",
      "no age",
    ]);
  });
  it("calendar stretches cover the first to the last month; what is too old becomes one part", () => {
    const days: SplitProfile = {
      ...{ kind: "days", size: 9, known: 9 },
      months: [
        { month: "2025-11", size: 4 },
        { month: "2026-02", size: 5 },
      ],
    };
    expect(names("field firstSeenAt", parts("field firstSeenAt", "quarter", days))).toEqual([
      "Q4 2025",
      "Q1 2026",
    ]);
    expect(names("field firstSeenAt", parts("field firstSeenAt", "month", days))).toHaveLength(4);
    const long = { ...days, months: [{ month: "1990-01", size: 1 }, ...days.months] };
    const made = parts("field firstSeenAt", "year", long);
    expect(made).toHaveLength(24);
    expect(made[0]).toEqual({ kind: "days", from: null, until: "2004-01-01" });
    expect(names("field firstSeenAt", parts("field firstSeenAt", "decade", long))[0]).toBe("1990–1999");
  });
});

describe("the way in the address", () => {
  const values: SplitProfile = {
    ...{ kind: "values", size: 9, known: 9 },
    values: [
      { value: "LV", size: 5 },
      { value: "a|b,c", size: 2 },
    ],
  };
  it.each(["top2", '["LV","a|b,c"]'])("reads what it wrote: %s", (text) => {
    expect(wayText(readWay(text, subject("field country"), values))).toBe(text);
  });
  it.each(["q4", "w5", "18,25", "none"])("reads what it wrote: %s", (text) => {
    const ages = numbers(18, 80, (share) => share);
    expect(wayText(readWay(text, subject("field age"), ages))).toBe(text);
  });
  it.each(["q99", "18,x", "[1]", "{", "top0", "2026-13-01"])("falls back to the usual one: %s", (text) => {
    expect(readWay(text, subject("field country"), values)).toEqual({ kind: "top", count: 2 });
    expect(
      readWay(
        text,
        subject("field age"),
        numbers(1, 2, () => 1),
      ),
    ).toEqual({ kind: "quantiles", count: 4 });
  });
});

describe("parts together", () => {
  it("values and touching bands become one condition, others a group of any", () => {
    const country = subject("field country");
    const value = (one: string): SplitPart => ({ kind: "values", values: [one] });
    expect(says(partsNode(country, [value("LV"), value("EE")]))).toBe("live in LV or EE");
    const band = (from: number | null, until: number | null): SplitPart => ({ kind: "band", from, until });
    expect(mergeParts([band(null, 25), band(25, 35), band(45, null)])).toEqual([
      band(null, 35),
      band(45, null),
    ]);
    expect(says(partsNode(subject("field age"), [band(null, 25), { kind: "unknown" }]))).toBe(
      "are younger than 25 or have no known age",
    );
  });
  it("every part of every subject is a sound condition", () => {
    const values = (one: ReturnType<typeof subject>): string[] => {
      if (one.type === "boolean") return ["yes", "no"];
      if (one.type === "score") return ["1", "3"];
      if (one.type === "standing")
        return one.key === "standing lifecycle" ? ["new", "lapsed"] : ["loyal", "lost"];
      return ["in", "out"];
    };
    const edge = (kind: "band" | "days", from: number, until: number): SplitPart[] => {
      const at = (year: number) => (kind === "days" ? `${year}-01-01` : year);
      return [
        { kind, from: null, until: at(from) },
        { kind, from: at(from), until: at(until) },
        { kind, from: at(until), until: null },
        { kind, from: null, until: null },
      ] as SplitPart[];
    };
    for (const one of splitSubjects(catalogue)) {
      const sample: SplitPart[] =
        one.kind === "values"
          ? [
              { kind: "values", values: values(one) },
              ...values(one).map((each): SplitPart => ({ kind: "values", values: [each] })),
            ]
          : one.kind === "number"
            ? edge("band", 20, 40)
            : edge("days", 2020, 2024);
      for (const part of [...sample, ...(one.unknown ? [{ kind: "unknown" as const }] : [])]) {
        const rule = { kind: "all" as const, children: [partNode(one, part)] };
        expect([one.key, ruleProblems(rule, catalogue)]).toEqual([one.key, []]);
      }
    }
  });
});
