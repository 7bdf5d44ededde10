import { useSyncExternalStore } from "react";

const PRINT = "print";

function subscribe(listener: () => void) {
  const query = matchMedia(PRINT);
  const change = () => {
    // What is being typed is saved when the field is left, and the field goes.
    if (query.matches && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    listener();
  };
  query.addEventListener("change", change);
  return () => query.removeEventListener("change", change);
}

const isPrinting = () => matchMedia(PRINT).matches;
const onServer = () => false;

/** Whether the page is being put on paper, where a form is a text to read. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting, onServer);
}
