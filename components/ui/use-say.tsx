import { useCallback, useRef } from "react";

const SETTLED_AFTER_MS = 250;

/** A polite live region; of what is said in quick succession only the last is read. */
export function useSay() {
  const element = useRef<HTMLDivElement>(null);
  const timer = useRef(0);
  const say = useCallback((text: string) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (element.current) element.current.textContent = text;
    }, SETTLED_AFTER_MS);
  }, []);
  return { say, region: <div ref={element} role="status" aria-live="polite" className="sr-only" /> };
}
