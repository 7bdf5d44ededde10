import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 767.98px)";

function subscribe(listener: () => void) {
  const query = matchMedia(QUERY);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window is narrower than 768 px; null on the server, which then draws for both. */
export function useIsPhone(): boolean | null {
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => matchMedia(QUERY).matches,
    () => null,
  );
}
