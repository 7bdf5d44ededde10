import { childrenOf, pathKey, type RuleNode, type RulePath } from "./rule";

/**
 * From the truth of each condition (by `pathKey`) to that of every node that is on. Groups and `not` follow from
 * their children exactly as the compiler joins them; a node whose children are all off is absent.
 */
export function holdsByPath(
  rule: RuleNode,
  conditions: ReadonlyMap<string, boolean>,
): Record<string, boolean> {
  const verdicts: Record<string, boolean> = {};
  const judge = (node: RuleNode, path: RulePath): boolean | null => {
    if (node.isOff && path.length > 0) return null;
    const below = childrenOf(node)
      .map((child, index) => judge(child, [...path, index]))
      .filter((verdict) => verdict !== null);
    const verdict = verdictOf(node, below, conditions.get(pathKey(path)));
    if (verdict !== null) verdicts[pathKey(path)] = verdict;
    return verdict;
  };
  judge(rule, []);
  return verdicts;
}

function verdictOf(node: RuleNode, below: boolean[], own: boolean | undefined): boolean | null {
  switch (node.kind) {
    case "all":
      return below.length === 0 ? null : below.every(Boolean);
    case "any":
      return below.length === 0 ? null : below.some(Boolean);
    case "none":
      return below.length === 0 ? null : !below.some(Boolean);
    case "not":
      return below[0] === undefined ? null : !below[0];
    default:
      return own ?? null;
  }
}
