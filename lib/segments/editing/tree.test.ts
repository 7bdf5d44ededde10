import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { membersOf } from "../laws/oracle";
import { anyRule } from "../laws/rules";
import { makeWorld } from "../laws/world";
import { countConditions, isCondition, nodeAt, type Rule, type RuleNode, sameRule, walkRule } from "../rule";
import { recordEdit, redoEdit, startHistory, undoEdit } from "./history";
import {
  bareRule,
  bodyOf,
  dropOnto,
  duplicateLine,
  groupLines,
  insertLine,
  lineById,
  lineIdAt,
  linesIn,
  linesOf,
  moveLine,
  moveLines,
  nudgeLine,
  nudgeLines,
  opposite,
  outermost,
  prepareLine,
  prepareRule,
  removeLine,
  setCondition,
  setKind,
  setOff,
  ungroupLine,
} from "./tree";

const world = makeWorld(7, 25);
const counter = () => {
  let next = 0;
  return () => {
    next += 1;
    return `n${next}`;
  };
};
const prepared = (rule: Rule) => prepareRule(rule, counter());
const conditionsIn = (rule: RuleNode) => {
  const found: string[] = [];
  walkRule(rule, (node) => {
    if (isCondition(node)) found.push(JSON.stringify({ ...node, id: undefined, isOff: undefined }));
  });
  return found.sort();
};
const idsOf = (rule: Rule) => linesOf(rule).map(({ id }) => id);
const check = (property: (rule: Rule, pick: (count: number) => number) => void, runs = 80) =>
  fc.assert(
    fc.property(anyRule, fc.infiniteStream(fc.nat()), (rule, stream) => {
      property(rule, (count) => Number(stream.next().value) % Math.max(1, count));
    }),
    { numRuns: runs },
  );

const lives = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});
const named = (id: string, country = id): RuleNode => ({ ...lives(country), id });
const group = (id: string, kind: "all" | "any" | "none", ...children: RuleNode[]): Rule => ({
  id,
  kind,
  children,
});
/** "root(a,g[b,c])": the shape with ids only. */
const shape = (node: RuleNode): string => {
  const lines = linesIn(node).map(shape);
  const { body } = bodyOf(node);
  return isCondition(body) ? `${node.id}` : `${node.id}(${lines.join(" ")})`;
};

describe("a rule made ready to be edited", () => {
  it("means the same, has one id per line, and at most one not at a line", () => {
    check((rule) => {
      const ready = prepared(rule);
      expect(membersOf(ready, world)).toEqual(membersOf(rule, world));
      const ids = idsOf(ready);
      expect(new Set(ids).size).toBe(ids.length);
      walkRule(ready, (node) => {
        if (node.kind !== "not") return;
        expect(node.child.kind === "all" || isCondition(node.child)).toBe(true);
      });
    });
  });
  it("keeps its conditions, and once ready stays as it is", () => {
    check((rule) => {
      const ready = prepared(rule);
      expect(conditionsIn(ready)).toEqual(conditionsIn(rule));
      expect(prepareRule(ready, counter())).toEqual(ready);
      expect(sameRule(bareRule(ready), ready)).toBe(true);
      expect(JSON.stringify(bareRule(ready))).not.toContain('"id"');
    });
  });
  it("says “none of” for “not any of”, and takes away doubled ids", () => {
    const rule = group(
      "r",
      "all",
      { id: "x", kind: "not", child: { kind: "any", children: [lives("LV"), lives("EE")] } },
      { id: "x", kind: "not", child: { kind: "not", child: { ...lives("LV"), isOff: true } } },
    );
    const ready = prepareRule(rule, counter());
    expect(ready.children).toMatchObject([
      { id: "x", kind: "none", children: [{ id: "n1" }, { id: "n2" }] },
      { id: "n3", kind: "field", isOff: true },
    ]);
  });
});

describe("moving", () => {
  it("never loses or doubles a condition, wherever it goes", () => {
    check((rule, pick) => {
      let now = prepared(rule);
      const before = conditionsIn(now);
      for (let step = 0; step < 8; step++) {
        const lines = linesOf(now);
        const [line, target] = [lines[pick(lines.length)], lines[pick(lines.length)]];
        if (!line || !target) return;
        const moved =
          pick(2) === 0
            ? moveLine(now, line.id, target.id, pick(6))
            : nudgeLine(now, line.id, (["up", "down", "in", "out"] as const)[pick(4)] ?? "up");
        expect(conditionsIn(moved)).toEqual(before);
        const ids = idsOf(moved);
        expect(new Set(ids).size).toBe(ids.length);
        now = moved;
      }
    });
  });
  it("puts the line where it was asked to go", () => {
    check((rule, pick) => {
      const now = prepared(rule);
      const lines = linesOf(now);
      const [line, target] = [lines[pick(lines.length)], lines[pick(lines.length)]];
      if (!line || !target) return;
      const moved = moveLine(now, line.id, target.id, 0);
      if (moved !== now) expect(lineById(moved, line.id)).toMatchObject({ groupId: target.id, index: 0 });
    });
  });
  const tree = group("r", "all", named("a"), group("g", "any", named("b"), named("c")), named("d"));
  it.each([
    ["a", "up", "r(a g(b c) d)"],
    ["a", "down", "r(g(b c) a d)"],
    ["d", "up", "r(a d g(b c))"],
    ["d", "in", "r(a g(b c d))"],
    ["a", "in", "r(g(a b c) d)"],
    ["c", "up", "r(a g(c b) d)"],
    ["b", "out", "r(a g(c) b d)"],
    ["b", "in", "r(a g(b c) d)"],
    ["a", "out", "r(a g(b c) d)"],
    ["g", "down", "r(a d g(b c))"],
    ["r", "down", "r(a g(b c) d)"],
  ] as const)("%s goes %s", (id, by, expected) => {
    expect(shape(nudgeLine(tree, id, by))).toBe(expected);
  });
  it("does nothing into itself, and takes away the group that it empties", () => {
    const nested = group("r", "all", group("g", "any", group("h", "all", named("b"))), named("a"));
    expect(moveLine(nested, "g", "h", 0)).toBe(nested);
    expect(moveLine(nested, "g", "g", 0)).toBe(nested);
    expect(moveLine(nested, "a", "a", 0)).toBe(nested);
    expect(moveLine(nested, "gone", "g", 0)).toBe(nested);
    expect(shape(moveLine(nested, "b", "r", 2))).toBe("r(a b)");
  });
});

describe("several lines at once", () => {
  const tree = group(
    "r",
    "all",
    named("a"),
    group("g", "any", named("b"), named("c")),
    named("d"),
    named("e"),
  );
  it("are the outermost of those chosen, in the order of reading", () => {
    expect(outermost(tree, new Set(["e", "b", "g", "r", "gone", "a"]))).toEqual(["a", "g", "e"]);
  });
  it("go into a group that stands where the first was, under another word than the one around", () => {
    expect(shape(groupLines(tree, ["a", "d"], "n"))).toBe("r(n(a d) g(b c) e)");
    expect(shape(groupLines(tree, ["b", "c"], "n"))).toBe("r(a g(n(b c)) d e)");
    expect(shape(groupLines(tree, ["b", "c", "e"], "n"))).toBe("r(a g(n(b c e)) d)");
    expect(lineById(groupLines(tree, ["b", "c"], "n"), "n")?.node.kind).toBe("all");
    expect(lineById(groupLines(tree, ["a"], "n"), "n")?.node.kind).toBe("any");
    expect(groupLines(tree, ["r"], "n")).toBe(tree);
    expect(groupLines(tree, [], "n")).toBe(tree);
  });
  it("move together and step together, or not at all", () => {
    expect(shape(moveLines(tree, ["a", "e"], "g", 1))).toBe("r(g(b a e c) d)");
    expect(shape(moveLines(tree, ["b", "c"], "r", 0))).toBe("r(b c a d e)");
    expect(shape(nudgeLines(tree, ["a", "d"], "down"))).toBe("r(g(b c) a e d)");
    expect(shape(nudgeLines(tree, ["b", "c"], "out"))).toBe("r(a b c d e)");
    expect(shape(nudgeLines(tree, ["d", "e"], "in"))).toBe("r(a g(b c d e))");
    expect(nudgeLines(tree, ["a", "d"], "up")).toBe(tree);
  });
  it("dropped on a condition they make a group with it, on a group they go into it", () => {
    expect(shape(dropOnto(tree, ["d", "e"], "a", "n"))).toBe("r(n(a d e) g(b c))");
    expect(shape(dropOnto(tree, ["d"], "g", "n"))).toBe("r(a g(b c d) e)");
    expect(dropOnto(tree, ["g"], "b", "n")).toBe(tree);
    expect(dropOnto(tree, ["d"], "d", "n")).toBe(tree);
  });
  it("never lose or double a condition", () => {
    check((rule, pick) => {
      const now = prepared(rule);
      const lines = linesOf(now);
      const ids = outermost(now, new Set([0, 1, 2].map(() => lines[pick(lines.length)]?.id ?? "")));
      const onto = lines[pick(lines.length)]?.id ?? "";
      const edits = [
        () => groupLines(now, ids, "new"),
        () => dropOnto(now, ids, onto, "new"),
        () => moveLines(now, ids, onto, pick(4)),
        () => nudgeLines(now, ids, "out"),
      ];
      const next = edits[pick(edits.length)]?.() ?? now;
      expect(conditionsIn(next)).toEqual(conditionsIn(now));
    });
  });
});

describe("other edits", () => {
  it("wrapping and unwrapping gives back the same rule", () => {
    check((rule, pick) => {
      const now = prepared(rule);
      const lines = linesOf(now).slice(1);
      const line = lines[pick(lines.length)];
      if (!line) return;
      const wrapped = groupLines(now, [line.id], "new");
      expect(membersOf(wrapped, world)).toEqual(membersOf(now, world));
      expect(ungroupLine(wrapped, "new")).toEqual(now);
    });
  });
  it("ungrouping keeps the meaning of “none of” among “all of”", () => {
    check((rule) => {
      const inner = prepared(rule);
      const whole = group("top", "all", { ...inner, id: "inner", kind: "none" });
      expect(membersOf(ungroupLine(whole, "inner"), world)).toEqual(membersOf(whole, world));
    });
  });
  it("the opposite of a line is its complement, and twice the opposite is the line", () => {
    check((rule) => {
      const now = prepared(rule);
      const other = opposite(now);
      const both = [...membersOf(now, world), ...membersOf(other, world)].sort((a, b) => a - b);
      expect(both).toEqual(membersOf({ kind: "all", children: [{ kind: "everyone" }] }, world));
      expect(opposite(other)).toEqual(now);
    });
  });
  it("a copy stands right behind, with ids of its own", () => {
    check((rule, pick) => {
      const now = prepared(rule);
      const lines = linesOf(now).slice(1);
      const line = lines[pick(lines.length)];
      if (!line) return;
      const newId = counter();
      const copied = duplicateLine(now, line.id, () => `copy-${newId()}`);
      const ids = idsOf(copied);
      expect(new Set(ids).size).toBe(ids.length);
      expect(countConditions(copied)).toBe(countConditions(now) + countConditions(line.node));
      const copy = linesOf(copied).find(
        (one) => one.groupId === line.groupId && one.index === line.index + 1,
      );
      expect(removeLine(copied, copy?.id ?? "")).toEqual(now);
    });
  });
  it("inserts at a place, changes a condition in place, and switches off and on", () => {
    const tree = group("r", "all", named("a"), group("g", "any", named("b")));
    expect(shape(insertLine(tree, "g", 0, named("x")))).toBe("r(a g(x b))");
    expect(shape(insertLine(tree, "r", 99, named("x")))).toBe("r(a g(b) x)");
    const off = setOff(tree, "b", true);
    expect(lineById(off, "b")?.node).toMatchObject({ isOff: true });
    expect(setOff(off, "b", false)).toEqual(tree);
    expect(setOff(tree, "b", false)).toBe(tree);
    const changed = setCondition(off, "b", { kind: "everyone" }, true);
    expect(lineById(changed, "b")?.node).toEqual({
      id: "b",
      isOff: true,
      kind: "not",
      child: { kind: "everyone" },
    });
  });
  it("gives a group another word, and with it takes its not away", () => {
    const tree = group("r", "all", { id: "g", kind: "not", child: { kind: "all", children: [named("a")] } });
    expect(setKind(tree, "g", "any").children[0]).toEqual({ id: "g", kind: "any", children: [named("a")] });
    expect(setKind(tree, "r", "none")).toMatchObject({ kind: "none" });
    expect(setKind(tree, "r", "all")).toBe(tree);
  });
  it("finds the line that shows a node under a not", () => {
    const tree = group("r", "all", { id: "x", kind: "not", child: lives("LV") });
    expect(lineIdAt(tree, [0, 0])).toBe("x");
    expect(lineIdAt(tree, [])).toBe("r");
    for (const line of linesOf(tree)) expect(nodeAt(tree, line.path)).toBe(line.node);
  });
  it("gives what is pasted new ids where they are taken", () => {
    const pasted = prepareLine(group("g", "any", named("a"), named("b")), counter(), ["a"]);
    expect(shape(pasted)).toBe("g(n1 b)");
  });
});

describe("undo", () => {
  it("restores exactly, and redo does again", () => {
    check((rule, pick) => {
      const newId = counter();
      const states = [prepareRule(rule, newId)];
      let history = startHistory(states[0] as Rule);
      for (let step = 0; step < 10; step++) {
        const lines = linesOf(history.now);
        const id = lines[pick(lines.length)]?.id ?? "";
        const edits = [
          () => nudgeLine(history.now, id, "down"),
          () => nudgeLine(history.now, id, "out"),
          () => removeLine(history.now, id),
          () => duplicateLine(history.now, id, newId),
          () => groupLines(history.now, [id], newId()),
          () => ungroupLine(history.now, id),
          () => setOff(history.now, id, pick(2) === 0),
          () => setKind(history.now, id, "none"),
        ];
        const next = edits[pick(edits.length)]?.() ?? history.now;
        if (next !== history.now) states.push(next);
        history = recordEdit(history, next);
      }
      for (const state of states.slice(0, -1).reverse()) {
        history = undoEdit(history);
        expect(history.now).toBe(state);
      }
      expect(undoEdit(history)).toBe(history);
      for (const state of states.slice(1)) {
        history = redoEdit(history);
        expect(history.now).toBe(state);
      }
      expect(redoEdit(history)).toBe(history);
    }, 60);
  });
  it("typing in one field is one step; a new edit forgets what was undone", () => {
    let history = startHistory("");
    for (const text of ["a", "ab", "abc"]) history = recordEdit(history, text, "name");
    history = recordEdit(history, "abc!", "other");
    expect(history.past).toEqual(["", "abc"]);
    history = recordEdit(undoEdit(history), "abcd", "name");
    expect(history).toMatchObject({ past: ["", "abc"], now: "abcd", future: [] });
  });
});
