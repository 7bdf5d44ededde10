import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { toastStore } from "@/components/ui/toast-store";
import { toDays } from "@/lib/timeline/bars";
import type { WorkCalendar } from "@/lib/timeline/calendar";
import type { Step } from "@/lib/timeline/history";
import type { PlanItem, PlanLink } from "@/lib/timeline/plan";
import type { Clash } from "./conflict-dialog";
import { PlanStore, type PlanWriter, type Problem, type Settled } from "./plan-store";
import { useKept } from "./use-kept";

export type PlanOptions = Omit<PlanWriter, "onSettled"> & {
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  calendar: WorkCalendar;
  /** Under what undo outlives the component. */
  keepAs?: string;
  onStale?: () => void;
  readOnly?: boolean;
};

const WORDS: Record<Settled["how"], string> = { done: "", undone: "Undone: ", redone: "Done again: " };
const FAILED: Record<Settled["how"], string> = {
  done: "Not saved",
  undone: "Not undone",
  redone: "Not done again",
};

type Refused = { step: Extract<Step, { kind: "days" }>; seen: Problem["seen"] };

/** The plan with what is not saved yet, undo and redo, and what is told about each save. */
export function usePlan(options: PlanOptions) {
  const { items, links, calendar, onStale, readOnly } = options;
  const { onChange, onLink, onUnlink, onByHand, onAdd, onRemove } = options;
  const isQuiet = useRef(false);
  const [store] = useKept(
    options.keepAs,
    () => new PlanStore(items, links, { onChange, onSettled: () => {} }, calendar),
  );
  const state = useSyncExternalStore(store.subscribe, store.get, store.get);
  const [wasNeeded, setNeeded] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);

  const onSettled = useCallback(
    ({ step, how, problem }: Settled) => {
      const quiet = isQuiet.current;
      isQuiet.current = false;
      if (problem !== null) {
        toastStore.show({
          tone: "failed",
          text: `${FAILED[how]}: ${step.label}. ${problem.message}`,
        });
        if (problem.code === "CONFLICT" && step.kind === "days") {
          setNeeded(true);
          setRefused({ step: { ...step, label: WORDS[how] + step.label }, seen: problem.seen });
        }
        // Without an answer there is no page to fetch either: the browser would show its own in place of this one.
        if (problem.code !== "UNAVAILABLE") onStale?.();
        return;
      }
      if (quiet) return;
      const undo = () => {
        const isLast = store.get().history.past.at(-1) === step;
        isQuiet.current = store.undo(step) !== null;
        if (isQuiet.current) return;
        const why = isLast ? "It was changed since." : "Take back what came after it first.";
        return { ok: false, error: { code: "CONFLICT", message: `${FAILED.undone}: ${step.label}. ${why}` } };
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
    store.writer = { onChange, onLink, onUnlink, onByHand, onAdd, onRemove, onSettled };
  }, [store, onChange, onLink, onUnlink, onByHand, onAdd, onRemove, onSettled]);

  useEffect(() => {
    if (readOnly) return;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const field = event.target instanceof Element && event.target.closest("input, textarea, select");
      const key = event.key.toLowerCase();
      if (field || (key !== "z" && key !== "y")) return;
      const isRedo = key === "y" || event.shiftKey;
      const { past, future } = store.get().history;
      if ((isRedo ? future : past).length === 0) return;
      event.preventDefault();
      if (isRedo) store.redo();
      else store.undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store, readOnly]);

  /** What of a refused move somebody else changed; none before their days have come from the server. */
  const clashes = useMemo(() => (refused ? clashesOf(refused, state.plan.byId) : []), [refused, state.plan]);
  const keepMine = useCallback(() => {
    if (!refused) return;
    setRefused(null);
    store.change(new Map(refused.step.days.map(({ id, after }) => [id, toDays(after)])), refused.step.label);
  }, [store, refused]);

  return {
    store,
    state,
    undo: useCallback(() => store.undo(), [store]),
    redo: useCallback(() => store.redo(), [store]),
    conflict: {
      /** Once something was refused: what shows it is needed from then on. */
      wasNeeded,
      clashes,
      others: (refused?.step.days.length ?? 0) - clashes.length,
      onMine: keepMine,
      onTheirs: useCallback(() => setRefused(null), []),
    },
  };
}

function clashesOf({ step, seen }: Refused, byId: ReadonlyMap<string, { item: PlanItem }>): Clash[] {
  return step.days.flatMap(({ id, after }) => {
    const item = byId.get(id)?.item;
    if (!item || item.version <= (seen.get(id) ?? item.version)) return [];
    return [{ id, name: item.name, mine: after, theirs: { startOn: item.startOn, endOn: item.endOn } }];
  });
}
