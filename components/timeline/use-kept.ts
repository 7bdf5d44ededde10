import { useCallback, useState } from "react";

const kept = new Map<string, unknown>();

/**
 * State that outlives the component in the browser's memory, under a key: a page that is drawn from nothing again, by a
 * filter or on the way back, finds it as it was. Without a key, and on the server, it is plain state.
 */
export function useKept<T>(key: string | undefined, make: () => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    if (key === undefined || typeof window === "undefined") return make();
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  });
  const put = useCallback(
    (next: T) => {
      if (key !== undefined) kept.set(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, put];
}
