import { expect, it } from "vitest";
import type { Rule, RuleNode } from "../rule";
import type { Draft } from "./draft";
import { mergeDrafts } from "./merge";

const lives = (value: string): RuleNode => ({ kind: "field", field: "country", test: { op: "is", value } });
const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const draft = (rule: Rule, more: Partial<Draft> = {}): Draft => ({
  ...{ name: "Baltic", description: "", dimension: "geographic", parentId: null, rule },
  ...more,
});
const [lv, ee, lt, fi] = ["LV", "EE", "LT", "FI"].map(lives) as [RuleNode, RuleNode, RuleNode, RuleNode];

it("takes each part from whoever changed it", () => {
  const base = draft(all(lv));
  const mine = draft(all(lv, ee), { name: "Mine" });
  const theirs = draft(all(lv), { dimension: "value", name: "Theirs" });
  expect(mergeDrafts(base, mine, theirs)).toEqual(draft(all(lv, ee), { name: "Mine", dimension: "value" }));
  expect(mergeDrafts(base, draft(all(lv)), draft(all(lt)))).toEqual(draft(all(lt)));
});

it("puts together the lines of a rule that both changed, and takes away what either did", () => {
  const base = draft(all(lv, ee, lt));
  const merged = mergeDrafts(
    base,
    draft(all({ ...ee, id: "x" }, lt, fi)),
    draft(all(lv, ee, { ...fi, isOff: true })),
  );
  expect(merged.rule).toEqual(all(ee, { ...fi, isOff: true }, fi));
  const same = mergeDrafts(draft(all(lv)), draft(all(lv, ee)), draft(all(lv, ee)));
  expect(same.rule).toEqual(all(lv, ee));
  const word = mergeDrafts(draft(all(lv)), draft({ ...all(lv, ee), kind: "any" }), draft(all(lv, lt)));
  expect(word.rule).toEqual({ kind: "any", children: [lv, lt, ee] });
});
