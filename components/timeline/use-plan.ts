import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { WorkCalendar } from "@/lib/timeline/calendar";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import { PlanStore, type PlanWriter, type Settled } from "./plan-store";

export type PlanOptions = Pick<PlanWriter, "onChange" | "onLink" | "onUnlink"> & {
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  calendar: WorkCalendar;
  onStale?: () => void;
  readOnly?: boolean;
};

const WORDS: Record<Settled["how"], string> = { done: "", undone: "Undone: ", redone: "Done again: " };

/** The plan with what is not saved yet, undo and redo, and what is told about each save. */
export function usePlan({
  items,
  links,
  calendar,
  onChange,
  onLink,
  onUnlink,
  onStale,
  readOnly,
}: PlanOptions) {
  const isQuiet = useRef(false);
  const [store] = useState(() => new PlanStore(items, links, { onChange, onSettled: () => {} }, calendar));
  const state = useSyncExternalStore(store.subscribe, store.get, store.get);

  const onSettled = useCallback(
    ({ step, how, problem }: Settled) => {
      const quiet = isQuiet.current;
      isQuiet.current = false;
      if (problem !== null) {
        toastStore.show({ tone: "failed", text: `${WORDS[how]}${step.label}. Not saved: ${problem}` });
        onStale?.();
        return;
      }
      if (quiet) return;
      const undo = () => {
        isQuiet.current = store.undo(step) !== null;
      };
      toastStore.show({
        text: WORDS[how] + step.label,
        tone: how === "done" ? "done" : "notice",
        ...(how === "done" ? { undo } : {}),
      });
    },
    [store, onStale],
  );

  useLayoutEffect(() => {
    store.writer = { onChange, onLink, onUnlink, onSettled };
  }, [store, onChange, onLink, onUnlink, onSettled]);
  useLayoutEffect(() => store.receive(items, links, calendar), [store, items, links, calendar]);

  useEffect(() => {
    if (readOnly) return;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const field = event.target instanceof Element && event.target.closest("input, textarea, select");
      const key = event.key.toLowerCase();
      if (field || (key !== "z" && key !== "y")) return;
      const step = key === "y" || event.shiftKey ? store.redo() : store.undo();
      if (step) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store, readOnly]);

  return {
    store,
    state,
    undo: useCallback(() => store.undo(), [store]),
    redo: useCallback(() => store.redo(), [store]),
  };
}
