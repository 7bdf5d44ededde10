import { expect, it } from "vitest";
import { parseRuleText, shapeFault } from "./rule-text";

const fault = (text: string) => {
  const read = parseRuleText(text);
  return "fault" in read ? read.fault : null;
};

it("reads a tree, and says why a text holds none", () => {
  expect(parseRuleText(' {"kind":"all"} ')).toEqual({ tree: { kind: "all" } });
  expect(fault("  ")).toContain("nothing to paste");
  expect(fault("Customers who live in Latvia")).toContain("it begins with “Customers who live in La…”");
  expect(fault('{"kind":"all"')).toContain("it ends too early, in line 1");
  expect(fault('{\n"kind": "all" "children"}')).toContain("it cannot be read from line 2");
  expect(fault('{"kind": nope}')).toContain("The text is not whole");
});

it("names the line that does not fit, and what of it", () => {
  const rule = {
    kind: "all",
    children: [
      { kind: "everyone" },
      { kind: "not", child: { kind: "score", score: "luck" } },
      { kind: 7 },
      {},
    ],
  };
  expect(shapeFault(rule, ["children", 1, "child", "score"])).toBe(
    "Line 2 (score) has a “score” that cannot be read: luck.",
  );
  expect(shapeFault(rule, ["children", 1, "child", "test"])).toBe("Line 2 (score) lacks its “test”.");
  expect(shapeFault(rule, ["children", 2, "kind"])).toContain("Line 3 is of the kind “7”");
  expect(shapeFault(rule, ["children", 3, "kind"])).toContain("Line 4 does not say");
  expect(shapeFault({ kind: "all" }, ["children"])).toBe("The rule (all) lacks its “children”.");
  expect(shapeFault({ kind: "none", children: 3 }, ["children"])).toContain("cannot be read: 3");
});
