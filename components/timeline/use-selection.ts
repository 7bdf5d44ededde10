import { useCallback, useMemo, useRef, useState } from "react";
import type { Bar } from "@/lib/timeline/bars";
import type { BarRow, Row } from "@/lib/timeline/rows";

export type Selection = ReturnType<typeof useSelection>;

const NOTHING: ReadonlySet<string> = new Set();

/** Bars that are chosen to be moved or copied together. What is no longer in the plan is not selected either. */
export function useSelection(
  rows: readonly Row[],
  byId: ReadonlyMap<string, Bar>,
  say: (text: string) => void,
) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOTHING);
  const anchor = useRef<string | null>(null);
  const latest = useRef(rows);
  latest.current = rows;
  const selected = useMemo(() => {
    const present = [...chosen].filter((id) => byId.has(id));
    return present.length === chosen.size ? chosen : new Set(present);
  }, [chosen, byId]);

  const put = useCallback(
    (next: ReadonlySet<string>) => {
      setChosen(next);
      say(next.size === 1 ? "1 bar selected" : `${next.size} bars selected`);
    },
    [say],
  );

  const add = useCallback(
    (found: readonly Row[]) => {
      const bars = found.filter((row): row is BarRow => row.kind === "bar");
      put(new Set([...selected, ...bars.map((row) => row.bar.item.id)]));
    },
    [put, selected],
  );

  const select = useCallback(
    (row: Row, isRange: boolean) => {
      const from = latest.current.findIndex(({ key }) => key === anchor.current);
      if (isRange && from >= 0) {
        const [first, last] = from < row.index ? [from, row.index] : [row.index, from];
        add(latest.current.slice(first, last + 1));
        return;
      }
      anchor.current = row.key;
      if (row.kind !== "bar") return;
      const next = new Set(selected);
      if (!next.delete(row.bar.item.id)) next.add(row.bar.item.id);
      put(next);
    },
    [add, put, selected],
  );

  const clear = useCallback(() => {
    if (selected.size === 0) return false;
    put(NOTHING);
    return true;
  }, [put, selected]);

  /** From where Shift selects, when nothing was selected before: the row that was last active. */
  const setAnchor = useCallback((key: string) => {
    anchor.current = key;
  }, []);

  return useMemo(
    () => ({ selected, select, add, clear, setAnchor }),
    [selected, select, add, clear, setAnchor],
  );
}
