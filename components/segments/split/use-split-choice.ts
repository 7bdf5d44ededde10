import { useState } from "react";

export type SplitChoice = { merged: ReadonlyMap<string, string>; out: ReadonlySet<string> };
type State = SplitChoice & { selected: ReadonlySet<string> };

const NOTHING: State = { merged: new Map(), out: new Set(), selected: new Set() };

/** Which cells are selected, made into one, or left out. Other parts are another choice. */
export function useSplitChoice(partsKey: string) {
  const [held, setHeld] = useState({ key: partsKey, state: NOTHING, past: [] as State[] });
  const { state, past } = held.key === partsKey ? held : { state: NOTHING, past: [] as State[] };
  const set = (next: State, isStep: boolean) =>
    setHeld({ key: partsKey, state: next, past: isStep ? [...past, state].slice(-50) : past });
  const without = (keys: ReadonlySet<string>) => {
    const merged = new Map([...state.merged].filter(([cell]) => !keys.has(cell)));
    const count = new Map<string, number>();
    for (const into of merged.values()) count.set(into, (count.get(into) ?? 0) + 1);
    return new Map([...merged].filter(([, into]) => (count.get(into) ?? 0) > 1));
  };
  return {
    ...state,
    isChanged: state.merged.size + state.out.size > 0,
    canUndo: past.length > 0,
    select: (selected: ReadonlySet<string>) => set({ ...state, selected }, false),
    merge() {
      const merged = without(state.selected);
      const [into] = state.selected;
      for (const cell of state.selected) merged.set(cell, `merge ${into}`);
      const out = new Set([...state.out].filter((cell) => !state.selected.has(cell)));
      set({ merged, out, selected: new Set() }, true);
    },
    part: () => set({ ...state, merged: without(state.selected), selected: new Set() }, true),
    leaveOut: () =>
      set({ ...state, out: new Set([...state.out, ...state.selected]), selected: new Set() }, true),
    bringBack: () =>
      set(
        {
          ...state,
          out: new Set([...state.out].filter((cell) => !state.selected.has(cell))),
          selected: new Set(),
        },
        true,
      ),
    undo() {
      const before = past.at(-1);
      if (before) setHeld({ key: partsKey, state: before, past: past.slice(0, -1) });
    },
  };
}

export type ChoiceTools = ReturnType<typeof useSplitChoice>;
