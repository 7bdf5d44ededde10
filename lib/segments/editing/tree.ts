import {
  childrenOf,
  isGroup,
  negate,
  nodeAt,
  type Rule,
  type RuleCondition,
  type RuleGroup,
  type RuleNode,
  type RulePath,
} from "../rule";

/**
 * A rule as the editor shows it: every line (a group, a condition, or one of these under a single `not`) has an id
 * on its outer node. All edits are pure: they return the same object when there is nothing to change.
 */
export type NewId = () => string;

export type Line = {
  id: string;
  node: RuleNode;
  /** To the outer node. */
  path: RulePath;
  /** The group that holds the line; null for the root. */
  groupId: string | null;
  /** Its place among the lines of that group. */
  index: number;
  /** 1 for the root. */
  level: number;
};

/** What stands under a line's `not`, if it has one. */
export function bodyOf(node: RuleNode): { body: RuleGroup | RuleCondition; isNegated: boolean } {
  let [body, isNegated] = [node, false];
  while (body.kind === "not") [body, isNegated] = [body.child, !isNegated];
  return { body, isNegated };
}

/** The lines inside a line: those of its group, or none. */
export function linesIn(node: RuleNode): readonly RuleNode[] {
  return childrenOf(bodyOf(node).body);
}

/**
 * The rule with an id on every line and every `not` where a person would say it: doubled ones are gone, "not any
 * of" is "none of". It means the same.
 */
export function prepareRule(rule: Rule, newId: NewId): Rule {
  const seen = new Set<string>();
  const { isOff: _, ...root } = rule;
  return { ...prepared(root, newId, seen), kind: rule.kind } as Rule;
}

/** A node from elsewhere (a paste, a copy) with ids that the rule does not have yet. */
export function prepareLine(node: RuleNode, newId: NewId, taken: Iterable<string> = []): RuleNode {
  return prepared(node, newId, new Set(taken));
}

function prepared(node: RuleNode, newId: NewId, seen: Set<string>): RuleNode {
  let isOff = false;
  for (let at: RuleNode = node; ; at = at.child) {
    isOff ||= at.isOff === true;
    if (at.kind !== "not") break;
  }
  const id = node.id !== undefined && !seen.has(node.id) ? node.id : newId();
  seen.add(id);
  const { body, isNegated } = bodyOf(node);
  const { id: _, isOff: __, ...bare } = body;
  const marks = { id, ...(isOff && { isOff }) };
  if (!isGroup(body)) return lineOf(bare as RuleCondition, isNegated, marks);
  const children = body.children.map((child) => prepared(child, newId, seen));
  if (isNegated && body.kind !== "all")
    return { ...marks, kind: body.kind === "any" ? "none" : "any", children };
  return lineOf({ kind: body.kind, children }, isNegated, marks);
}

type Marks = { id?: string; isOff?: boolean };

function lineOf(body: RuleGroup | RuleCondition, isNegated: boolean, marks: Marks): RuleNode {
  return isNegated ? { ...marks, kind: "not", child: body } : { ...body, ...marks };
}

/** The rule without the editor's ids, as it is saved. */
export function bareRule(rule: Rule): Rule {
  return stripped(rule) as Rule;
}

function stripped(node: RuleNode): RuleNode {
  const { id: _, ...bare } = node;
  if (bare.kind === "not") return { ...bare, child: stripped(bare.child) };
  if (isGroup(bare)) return { ...bare, children: bare.children.map(stripped) };
  return bare;
}

/** Every line in the order of reading, the root first. */
export function linesOf(rule: Rule): Line[] {
  const lines: Line[] = [];
  const visit = (node: RuleNode, path: RulePath, groupId: string | null, index: number, level: number) => {
    const id = node.id ?? "";
    lines.push({ id, node, path, groupId, index, level });
    const { body, isNegated } = bodyOf(node);
    const inner = isNegated ? [...path, 0] : path;
    childrenOf(body).forEach((child, at) => {
      visit(child, [...inner, at], id, at, level + 1);
    });
  };
  visit(rule, [], null, 0, 1);
  return lines;
}

export function lineById(rule: Rule, id: string): Line | undefined {
  return linesOf(rule).find((line) => line.id === id);
}

/** The line that shows the node at a path: the node itself, or the nearest one around it. */
export function lineIdAt(rule: Rule, path: RulePath): string {
  let id = rule.id ?? "";
  for (let length = 1; length <= path.length; length++) id = nodeAt(rule, path.slice(0, length))?.id ?? id;
  return id;
}

function withLines(node: RuleNode, children: RuleNode[]): RuleNode {
  if (node.kind === "not") return { ...node, child: withLines(node.child, children) };
  return isGroup(node) ? { ...node, children } : node;
}

/** Puts none, one or several lines in the place of one. The root has no other place. */
function replaceLine(rule: Rule, id: string, into: (line: RuleNode) => RuleNode[]): Rule {
  const visit = (node: RuleNode): RuleNode => {
    const before = linesIn(node);
    const after = before.flatMap((line) => (line.id === id ? into(line) : [visit(line)]));
    const isSame = after.length === before.length && after.every((line, index) => line === before[index]);
    return isSame ? node : withLines(node, after);
  };
  return visit(rule) as Rule;
}

/** Changes one line in place; it keeps its id and whether it is off. */
export function updateLine(rule: Rule, id: string, change: (node: RuleNode) => RuleNode): Rule {
  return replaceLine(rule, id, (line) => {
    const next = change(line);
    if (next === line) return [line];
    const { id: _, isOff: __, ...bare } = next;
    return [{ ...bare, id, ...(line.isOff && { isOff: true }) } as RuleNode];
  });
}

/** Puts another condition in the place of one, or its opposite. */
export function setCondition(rule: Rule, id: string, condition: RuleCondition, isNegated: boolean): Rule {
  return updateLine(rule, id, () => lineOf(condition, isNegated, {}));
}

/** all, any or none for a group; a `not` around it goes, since the word says what holds. */
export function setKind(rule: Rule, id: string, kind: RuleGroup["kind"]): Rule {
  if (id === rule.id) return rule.kind === kind ? rule : { ...rule, kind };
  return updateLine(rule, id, (line) => {
    const { body, isNegated } = bodyOf(line);
    return !isGroup(body) || (body.kind === kind && !isNegated) ? line : { ...body, kind };
  });
}

export function setOff(rule: Rule, id: string, isOff: boolean): Rule {
  return replaceLine(rule, id, (line) => {
    if ((line.isOff === true) === isOff) return [line];
    const { isOff: _, ...on } = line;
    return [isOff ? { ...on, isOff } : (on as RuleNode)];
  });
}

/** Puts a line into a group before the line that is at `index` now; at the end when there is none. */
export function insertLine(rule: Rule, groupId: string, index: number, line: RuleNode): Rule {
  const put = (node: RuleNode): RuleNode => {
    if (!isGroup(bodyOf(node).body)) return node;
    const lines = linesIn(node);
    const at = Math.max(0, Math.min(index, lines.length));
    return withLines(node, [...lines.slice(0, at), line, ...lines.slice(at)]);
  };
  if (groupId === rule.id) return put(rule) as Rule;
  return replaceLine(rule, groupId, (node) => [put(node)]);
}

export function removeLine(rule: Rule, id: string): Rule {
  return replaceLine(rule, id, () => []);
}

/** A copy, with ids of its own, right behind the line. */
export function duplicateLine(rule: Rule, id: string, newId: NewId): Rule {
  return replaceLine(rule, id, (line) => [line, prepareLine(stripped(line), newId)]);
}

/**
 * Moves a line before the line that is at `index` of the group now. A group that the move empties goes. Nothing
 * changes when the line would end inside itself, or where it is.
 */
export function moveLine(rule: Rule, id: string, groupId: string, index: number): Rule {
  const line = lineById(rule, id);
  const group = lineById(rule, groupId);
  if (!line || line.groupId === null || !group || !isGroup(bodyOf(group.node).body)) return rule;
  if (group.path.length >= line.path.length && line.path.every((step, at) => group.path[at] === step))
    return rule;
  const isSameGroup = line.groupId === groupId;
  if (isSameGroup && (index === line.index || index === line.index + 1)) return rule;
  const at = isSameGroup && index > line.index ? index - 1 : index;
  return withoutEmptied(insertLine(removeLine(rule, id), groupId, at, line.node), line.groupId);
}

/** Takes away the group that a move has emptied, and those around it that held nothing else. */
function withoutEmptied(rule: Rule, id: string): Rule {
  const group = lineById(rule, id);
  if (!group || group.groupId === null || linesIn(group.node).length > 0) return rule;
  return withoutEmptied(removeLine(rule, id), group.groupId);
}

export type Nudge = "up" | "down" | "in" | "out";

/** One step by keyboard: among its neighbours, into the group beside it (above first), or out behind its own. */
export function nudgeLine(rule: Rule, id: string, by: Nudge): Rule {
  const line = lineById(rule, id);
  const group = line?.groupId ? lineById(rule, line.groupId) : undefined;
  if (!line || !group) return rule;
  const lines = linesIn(group.node);
  switch (by) {
    case "up":
      return line.index === 0 ? rule : moveLine(rule, id, group.id, line.index - 1);
    case "down":
      return line.index === lines.length - 1 ? rule : moveLine(rule, id, group.id, line.index + 2);
    case "in": {
      const [above, below] = [lines[line.index - 1], lines[line.index + 1]];
      if (above?.id && isGroup(bodyOf(above).body))
        return moveLine(rule, id, above.id, linesIn(above).length);
      return below?.id && isGroup(bodyOf(below).body) ? moveLine(rule, id, below.id, 0) : rule;
    }
    case "out":
      return group.groupId === null ? rule : moveLine(rule, id, group.groupId, group.index + 1);
  }
}

/** Of these lines those that lie in none of the others, in the order of reading. The root is never one. */
export function outermost(rule: Rule, ids: ReadonlySet<string>): string[] {
  const chosen = linesOf(rule).filter(({ id, groupId }) => groupId !== null && ids.has(id));
  const isInside = (path: RulePath) =>
    chosen.some((one) => one.path.length < path.length && one.path.every((step, at) => path[at] === step));
  return chosen.filter(({ path }) => !isInside(path)).map(({ id }) => id);
}

/** Moves several lines, one behind the other, before the line that is at `index` of the group now. */
export function moveLines(rule: Rule, ids: readonly string[], groupId: string, index: number): Rule {
  const [first, ...rest] = ids;
  if (first === undefined) return rule;
  let [now, before] = [moveLine(rule, first, groupId, index), first];
  for (const id of rest) {
    const place = lineById(now, before);
    if (!place || place.groupId !== groupId) return rule;
    now = moveLine(now, id, groupId, place.index + 1);
    before = id;
  }
  return now;
}

/** One step for several lines; nothing moves when the first of them cannot. */
export function nudgeLines(rule: Rule, ids: readonly string[], by: Nudge): Rule {
  const order = by === "down" || by === "out" ? [...ids].reverse() : ids;
  let now = rule;
  for (const id of order) {
    const next = nudgeLine(now, id, by);
    if (next === now && now === rule) return rule;
    now = next;
  }
  return now;
}

/** A word that says something other than the group around it. */
const wordWithin = (rule: Rule, groupId: string | null): RuleGroup["kind"] => {
  const group = groupId === null ? undefined : lineById(rule, groupId);
  return group && bodyOf(group.node).body.kind === "any" ? "all" : "any";
};

/** Puts lines into a new group, which stands where the first of them was. */
export function groupLines(rule: Rule, ids: readonly string[], newGroupId: string): Rule {
  const first = ids[0] === undefined ? undefined : lineById(rule, ids[0]);
  if (!first || first.groupId === null) return rule;
  const kind = wordWithin(rule, first.groupId);
  const made = replaceLine(rule, first.id, (line) => [{ id: newGroupId, kind, children: [line] }]);
  return moveLines(made, ids, newGroupId, 0);
}

/** What is dropped on a line: into it when it is a group, else both into a new group in its place. */
export function dropOnto(rule: Rule, ids: readonly string[], ontoId: string, newGroupId: string): Rule {
  const onto = lineById(rule, ontoId);
  if (!onto || ids.includes(ontoId)) return rule;
  if (isGroup(bodyOf(onto.node).body)) return moveLines(rule, ids, ontoId, linesIn(onto.node).length);
  const kind = wordWithin(rule, onto.groupId);
  const made = replaceLine(rule, ontoId, (line) => [{ id: newGroupId, kind, children: [line] }]);
  const moved = moveLines(made, ids, newGroupId, 1);
  return moved === made ? rule : moved;
}

/**
 * Puts the lines of a group in its place. "None of" becomes a not at each line, and what was off stays off; an
 * "any" in an "all" changes its meaning, as the person asks for.
 */
export function ungroupLine(rule: Rule, id: string): Rule {
  return replaceLine(rule, id, (line) => {
    const { body, isNegated } = bodyOf(line);
    if (!isGroup(body)) return [line];
    const isFlipped = isNegated !== (body.kind === "none");
    return body.children.map((child) => {
      const next = isFlipped ? opposite(child) : child;
      return line.isOff ? { ...next, isOff: true } : next;
    });
  });
}

/** The complement of a line, in the words of the editor. */
export function opposite(line: RuleNode): RuleNode {
  const id = line.id ?? "";
  return prepared(negate(line), () => id, new Set());
}
