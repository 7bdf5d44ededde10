import { expect, it } from "vitest";
import { EMPTY_CATALOGUE } from "./catalogue/catalogue";
import type { Rule, RuleNode } from "./rule";
import { holdsByPath } from "./verdict";
import { whyLines } from "./why";

const livesIn = (value: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value },
});

const rule: Rule = {
  kind: "all",
  children: [
    livesIn("LV"),
    { ...livesIn("EE"), isOff: true },
    { kind: "not", child: livesIn("LT") },
    { kind: "not", child: { kind: "any", children: [livesIn("SE"), livesIn("FI")] } },
    { kind: "none", children: [{ kind: "all", children: [livesIn("NO")] }] },
  ],
};

it("tells each node that is on with its verdict, negations as they are said", () => {
  const verdicts = holdsByPath(
    rule,
    new Map([
      ["0", true],
      ["2.0", false],
      ["3.0.0", true],
      ["3.0.1", false],
      ["4.0.0", false],
    ]),
  );
  expect(whyLines(rule, verdicts, EMPTY_CATALOGUE)).toEqual([
    { key: "", level: 0, isGroup: true, text: "All of these", holds: false },
    { key: "0", level: 1, isGroup: false, text: "Live in LV", holds: true },
    { key: "2", level: 1, isGroup: false, text: "Do not live in LT", holds: true },
    { key: "3", level: 1, isGroup: true, text: "Not one of these", holds: false },
    { key: "3.0.0", level: 2, isGroup: false, text: "Live in SE", holds: true },
    { key: "3.0.1", level: 2, isGroup: false, text: "Live in FI", holds: false },
    { key: "4", level: 1, isGroup: true, text: "None of these", holds: true },
    { key: "4.0", level: 2, isGroup: true, text: "All of these", holds: false },
    { key: "4.0.0", level: 3, isGroup: false, text: "Live in NO", holds: false },
  ]);
});
