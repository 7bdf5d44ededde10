import { useEffect, useRef } from "react";

/** Ctrl or ⌘ with Z, Shift Z (or Y) and S, wherever the focus is in the editor; layers keep their own keys. */
export function useEditorKeys(actions: { undo: () => void; redo: () => void; save: () => void }) {
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      const { undo, redo, save } = latest.current;
      const key = event.key.toLowerCase();
      const run = key === "s" ? save : key === "y" ? redo : key !== "z" ? null : event.shiftKey ? redo : undo;
      if (!run) return;
      event.preventDefault();
      run();
    };
    // Before the toasts, whose undo has the same keys.
    addEventListener("keydown", onKey, true);
    return () => removeEventListener("keydown", onKey, true);
  }, []);
}
