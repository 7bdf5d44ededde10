import { formatCount } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import {
  bareRule,
  bodyOf,
  insertLine,
  lineById,
  linesIn,
  linesOf,
  type NewId,
  prepareLine,
  prepareRule,
} from "@/lib/segments/editing/tree";
import { countConditions, isGroup, type Rule } from "@/lib/segments/rule";
import { ask } from "./ask";
import type { EditRule } from "./use-draft";

export type Paste = (text: string, lineId: string, isInstead?: boolean) => Promise<string | null>;

/**
 * Puts a rule that was copied as text behind a line, at the end of a group, or in the place of the whole rule.
 * Answers what is wrong with the text, or null when it is in.
 */
export function usePaste(options: {
  rule: Rule;
  editRule: EditRule;
  newId: NewId;
  learnProducts: (products: RuleCatalogue["products"]) => void;
  say: (text: string) => void;
}): Paste {
  const { rule, editRule, newId, learnProducts, say } = options;
  return async (text, lineId, isInstead = false) => {
    const result = await ask<{ rule: Rule; products: RuleCatalogue["products"] }>("rule", { text });
    if (!result?.ok) return result?.error.message ?? "What was pasted is not a rule.";
    learnProducts(result.value.products);
    const pasted = bareRule(result.value.rule);
    const lines = pasted.kind === "all" || pasted.children.length === 1 ? pasted.children : [pasted];
    editRule((now) => {
      if (isInstead) return { ...prepareRule(pasted, newId), id: now.id };
      const at = lineById(now, lineId) ?? lineById(now, rule.id ?? "");
      if (!at) return now;
      const isInside = isGroup(bodyOf(at.node).body);
      const groupId = isInside ? at.id : (at.groupId ?? "");
      const index = isInside ? linesIn(at.node).length : at.index + 1;
      const taken = linesOf(now).map(({ id }) => id);
      return lines.reduce<Rule>(
        (next, line, offset) => insertLine(next, groupId, index + offset, prepareLine(line, newId, taken)),
        now,
      );
    });
    say(`Pasted ${formatCount(countConditions(pasted), "condition")}`);
    return null;
  };
}
