"use client";

import { useCallback, useSyncExternalStore } from "react";
import { PREFERENCE_EVENT, readPreference } from "./preferences";

function subscribe(listener: () => void) {
  window.addEventListener(PREFERENCE_EVENT, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(PREFERENCE_EVENT, listener);
    window.removeEventListener("storage", listener);
  };
}

/** A personal setting of this browser; null on the server and where none was chosen. */
export function usePreference(key: string): string | null {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => readPreference(key), [key]),
    () => null,
  );
}
