import { useCallback, useEffect, useEffectEvent, useRef } from "react";
import { ALL_FOLDED, type BarRow, isOfGroup, type Row } from "@/lib/timeline/rows";
import type { BarsModel } from "./timeline-bars";
import type { View } from "./use-view";

export type ShowOptions = {
  model: BarsModel;
  view: View;
  toggled: readonly string[];
  setToggled: (keys: string[]) => void;
  toggle: (row: Row) => void;
  setActive: (row: Row) => void;
  onOpen: (id: string) => void;
};

/** Goes to bars, wherever they are: their groups and campaigns unfold when need be. */
export function useShow(options: ShowOptions) {
  const { model, view, setActive } = options;
  /** What has no row yet. A jump unfolds for it; what was just made comes by itself. */
  const waiting = useRef<{ id: string; isJump: boolean } | null>(null);

  /** To a bar that may be far away: near the left edge, where the panel that opens leaves it in sight. */
  const jumpTo = useCallback(
    (row: BarRow) => {
      setActive(row);
      view.scrollToDay(row.bar.start, 0.1, false);
    },
    [setActive, view],
  );
  const unfold = useEffectEvent(options.toggle);
  useEffect(() => {
    const wanted = waiting.current;
    const row = wanted && model.rowsOf.get(wanted.id)?.[0];
    if (!wanted || !row) return;
    if (row.bar.item.id !== wanted.id) {
      if (wanted.isJump) unfold(row);
      return;
    }
    waiting.current = null;
    if (wanted.isJump) return jumpTo(row);
    setActive(row);
    view.reveal(row.index, row.bar);
  }, [model, jumpTo, setActive, view]);

  return {
    jumpTo,
    /** Opens an item and goes to its bar. */
    show: (id: string) => {
      const { toggled, setToggled, toggle, onOpen } = options;
      const found = model.rowsOf.get(id)?.[0];
      onOpen(id);
      if (found?.bar.item.id === id) return jumpTo(found);
      waiting.current = model.plan.byId.has(id) ? { id, isJump: true } : null;
      if (found) toggle(found);
      else setToggled(toggled.filter((key) => key !== ALL_FOLDED && !isOfGroup(key)));
    },
    /** Brings what is being added into view once it is there. */
    showOnce: (id: string) => {
      waiting.current = { id, isJump: false };
    },
  };
}
