import { useCallback, useMemo, useRef, useState } from "react";
import { linesOf, outermost } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";

const NONE: ReadonlySet<string> = new Set();

export type LineSelection = {
  /** Selected lines that are there now, the outermost of nested ones, in the order of reading. */
  ids: readonly string[];
  has: (lineId: string) => boolean;
  toggle: (lineId: string) => void;
  /** From the line that was selected last to this one. */
  extendTo: (lineId: string) => void;
  clear: () => void;
  /** What an act on this line is about: all that is selected when it is among them, else the line alone. */
  actingOn: (lineId: string) => readonly string[];
};

/** Lines that are moved, grouped, copied or removed together. */
export function useLineSelection(rule: Rule): LineSelection {
  const [chosen, setChosen] = useState(NONE);
  const last = useRef<string | null>(null);
  const ids = useMemo(() => (chosen.size === 0 ? [] : outermost(rule, chosen)), [rule, chosen]);

  const toggle = useCallback((lineId: string) => {
    last.current = lineId;
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(lineId)) next.add(lineId);
      return next;
    });
  }, []);
  const extendTo = useCallback(
    (lineId: string) => {
      const order = linesOf(rule).map(({ id }) => id);
      const [from, to] = [order.indexOf(last.current ?? lineId), order.indexOf(lineId)];
      const range = order.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);
      // The range of two lines of one group holds no group around them.
      setChosen((now) => new Set([...now, ...range]));
    },
    [rule],
  );
  const clear = useCallback(() => {
    last.current = null;
    setChosen(NONE);
  }, []);

  return {
    ids,
    has: (lineId) => ids.includes(lineId),
    toggle,
    extendTo,
    clear,
    actingOn: (lineId) => (ids.includes(lineId) ? ids : [lineId]),
  };
}
