/** What was, is and can come again. Steps with the same key in a row (typing in one field) are one step. */
export type EditHistory<T> = {
  past: readonly T[];
  now: T;
  future: readonly T[];
  key: string | null;
};

const LIMIT = 200;

export function startHistory<T>(now: T): EditHistory<T> {
  return { past: [], now, future: [], key: null };
}

/** Nothing is recorded when nothing changed; after something new nothing can be redone. */
export function recordEdit<T>(history: EditHistory<T>, next: T, key: string | null = null): EditHistory<T> {
  if (Object.is(next, history.now)) return history;
  if (key !== null && key === history.key) return { ...history, now: next, future: [] };
  return { past: [...history.past.slice(1 - LIMIT), history.now], now: next, future: [], key };
}

export function undoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, now, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), now: past[past.length - 1] as T, future: [now, ...future], key: null };
}

export function redoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, now, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, now], now: future[0] as T, future: future.slice(1), key: null };
}
