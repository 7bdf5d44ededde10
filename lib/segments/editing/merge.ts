import { type Rule, type RuleNode, sameRule } from "../rule";
import { changesOf, type Draft } from "./draft";
import { bareRule } from "./tree";

/**
 * What two people made of the same stored segment, put together: each part from whoever changed it, and of a rule that
 * both changed their rule with my new lines added and those that I took away gone. Mine wins where both chose.
 */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Draft {
  const changes = changesOf(mine, base);
  return { ...theirs, ...changes, rule: mergeRules(base.rule, mine.rule, theirs.rule) };
}

function mergeRules(base: Rule, mine: Rule, theirs: Rule): Rule {
  if (sameRule(base, theirs)) return mine;
  if (sameRule(base, mine)) return theirs;
  const isIn = (lines: readonly RuleNode[], line: RuleNode) => lines.some((one) => sameRule(one, line));
  const added = mine.children.filter((line) => !isIn(base.children, line) && !isIn(theirs.children, line));
  const kept = theirs.children.filter((line) => isIn(mine.children, line) || !isIn(base.children, line));
  const kind = mine.kind === base.kind ? theirs.kind : mine.kind;
  return bareRule({ kind, children: [...kept, ...added] });
}
