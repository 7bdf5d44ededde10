import { type RefObject, useState } from "react";
import type { ConditionChoice } from "@/lib/segments/editing/choices";
import { bodyOf, insertLine, lineById, type NewId, setCondition } from "@/lib/segments/editing/tree";
import type { Builder, PickFor } from "./builder-context";
import type { EditRule } from "./use-draft";

/** What the picker was opened for, and what becomes of the choice: a new line, or another subject for a line. */
export function usePicking(options: {
  editRule: EditRule;
  newId: NewId;
  focusRef: RefObject<Builder["focusLine"] | null>;
  say: (text: string) => void;
}) {
  const { editRule, newId, focusRef, say } = options;
  const [picking, setPicking] = useState<PickFor | null>(null);

  function pick(choice: ConditionChoice) {
    const what = picking;
    setPicking(null);
    if (!what) return;
    if ("lineId" in what) {
      editRule((rule) => setCondition(rule, what.lineId, choice.make(), false));
      focusRef.current?.(what.lineId, "value");
      return;
    }
    const id = newId();
    const condition = { ...choice.make(), id };
    editRule((rule) => {
      const group = lineById(rule, what.groupId);
      const isAny = group && bodyOf(group.node).body.kind === "any";
      const line = what.isInNewGroup
        ? { id: newId(), kind: isAny ? ("all" as const) : ("any" as const), children: [condition] }
        : condition;
      return insertLine(rule, what.groupId, what.index ?? Number.MAX_SAFE_INTEGER, line);
    });
    focusRef.current?.(id, "value");
    say(`${choice.label} added`);
  }

  return { picking, setPicking, pick };
}
