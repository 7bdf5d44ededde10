import type { RuleCatalogue } from "./catalogue/catalogue";
import {
  childrenOf,
  type GroupKind,
  isGroup,
  pathKey,
  type Rule,
  type RuleNode,
  type RulePath,
} from "./rule";
import { nodeSentence } from "./sentence";

/** One line of "why is this person in": a condition, or a group over the lines one level deeper. */
export type WhyLine = { key: string; level: number; isGroup: boolean; text: string; holds: boolean };

const GROUP_TEXT: Record<GroupKind, string> = {
  all: "All of these",
  any: "At least one of these",
  none: "None of these",
};
const NOT_GROUP_TEXT: Record<GroupKind, string> = {
  all: "Not all of these",
  any: "Not one of these",
  none: "At least one of these",
};

/** The rule line by line with whether each holds, from the verdicts by `pathKey`; what is off is left out. */
export function whyLines(
  rule: Rule,
  holds: Readonly<Record<string, boolean>>,
  catalogue: RuleCatalogue,
): WhyLine[] {
  const lines = (node: RuleNode, path: RulePath, level: number): WhyLine[] => {
    const key = pathKey(path);
    const verdict = holds[key];
    if (verdict === undefined) return [];
    const inner = node.kind === "not" ? node.child : node;
    const line = { key, level, holds: verdict };
    if (!isGroup(inner)) return [{ ...line, isGroup: false, text: capital(nodeSentence(node, catalogue)) }];
    const innerPath = node.kind === "not" ? [...path, 0] : path;
    const text = (node.kind === "not" ? NOT_GROUP_TEXT : GROUP_TEXT)[inner.kind];
    const below = childrenOf(inner).flatMap((child, index) => lines(child, [...innerPath, index], level + 1));
    return [{ ...line, isGroup: true, text }, ...below];
  };
  return lines(rule, [], 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
