import { toastStore } from "@/components/ui/toast-store";
import { formatCount } from "@/lib/format";
import { bareRule, lineById } from "@/lib/segments/editing/tree";
import type { Rule, RuleNode } from "@/lib/segments/rule";

/** Lines as the text that a paste reads: one as it is, several as a group. */
export function textOf(rule: Rule, ids: readonly string[]): string {
  const nodes = ids.flatMap((id): RuleNode[] => {
    const line = lineById(rule, id);
    return line ? [bareRule(line.node as Rule)] : [];
  });
  const [only] = nodes;
  return JSON.stringify(nodes.length === 1 && only ? only : { kind: "all", children: nodes }, null, 2);
}

export async function copyText(rule: Rule, ids: readonly string[], say: (text: string) => void) {
  const isWhole = ids[0] === rule.id;
  const what = isWhole ? "The rule" : formatCount(ids.length, "line");
  try {
    await navigator.clipboard.writeText(textOf(rule, ids));
    say(`${what} copied as text`);
    toastStore.show({ text: `${what} copied as text. Paste it into any rule.` });
  } catch {
    toastStore.show({
      text: "The browser did not give the clipboard. Select a line and press Ctrl C.",
      tone: "notice",
    });
  }
}
