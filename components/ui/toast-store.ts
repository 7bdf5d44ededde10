import { type ActionResult, failureText } from "@/lib/result";

export type Toast = {
  id: number;
  text: string;
  tone: "done" | "failed" | "notice";
  at: number;
  /** Puts things back; may answer with an ActionResult. Offered for 10 s on the toast and by Ctrl or ⌘ Z after that. */
  undo?: () => unknown;
  link?: { label: string; href: string };
};

export type ToastInput = Omit<Toast, "id" | "at" | "tone"> & { tone?: Toast["tone"] };

type State = { current: Toast | null; history: readonly Toast[] };

const KEPT = 20;
const EMPTY: State = { current: null, history: [] };
let state = EMPTY;
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: State) {
  state = next;
  for (const listener of listeners) listener();
}

export const toastStore = {
  get: () => state,
  getOnServer: () => EMPTY,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  show(input: ToastInput) {
    lastId += 1;
    const toast: Toast = { tone: "done", ...input, id: lastId, at: Date.now() };
    set({ current: toast, history: [toast, ...state.history].slice(0, KEPT) });
  },
  dismiss(id: number) {
    if (state.current?.id === id) set({ ...state, current: null });
  },
  /** Runs the undo of a toast once, the latest one that has any when no id is given. */
  async undo(id?: number): Promise<boolean> {
    const toast = state.history.find((one) => (id === undefined ? one.undo : one.id === id && one.undo));
    if (!toast?.undo) return false;
    const history = state.history.map((one) => (one.id === toast.id ? { ...one, undo: undefined } : one));
    set({ current: state.current?.id === toast.id ? null : state.current, history });
    const refusal = messageOf(await toast.undo());
    toastStore.show(
      refusal ? { text: refusal, tone: "failed" } : { text: `Undone: ${toast.text}`, tone: "notice" },
    );
    return true;
  },
};

function messageOf(answer: unknown): string | null {
  const isResult = typeof answer === "object" && answer !== null && "ok" in answer;
  const result = isResult ? (answer as ActionResult<unknown>) : null;
  return result && !result.ok ? failureText(result.error) : null;
}
