import { useCallback, useRef, useState } from "react";
import type { Draft } from "@/lib/segments/editing/draft";
import { recordEdit, redoEdit, startHistory, undoEdit } from "@/lib/segments/editing/history";
import type { Rule } from "@/lib/segments/rule";

export type Edit = (change: (draft: Draft) => Draft, key?: string) => void;
export type EditRule = (change: (rule: Rule) => Rule, key?: string) => void;

/** The draft with its undo. `key`: edits with the same one in a row (typing in one field) are one step. */
export function useDraft(initial: Draft) {
  const [history, setHistory] = useState(() => startHistory(initial));
  const count = useRef(0);
  const prefix = useRef("");
  const newId = useCallback(() => {
    prefix.current ||= Math.random().toString(36).slice(2, 8);
    count.current += 1;
    return `${prefix.current}-${count.current}`;
  }, []);
  const edit: Edit = useCallback((change, key) => {
    setHistory((now) => recordEdit(now, change(now.now), key));
  }, []);
  const editRule: EditRule = useCallback(
    (change, key) =>
      edit((draft) => {
        const rule = change(draft.rule);
        return rule === draft.rule ? draft : { ...draft, rule };
      }, key),
    [edit],
  );
  return {
    draft: history.now,
    edit,
    editRule,
    newId,
    undo: useCallback(() => setHistory(undoEdit), []),
    redo: useCallback(() => setHistory(redoEdit), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
