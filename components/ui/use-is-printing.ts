import { useSyncExternalStore } from "react";

const PRINT = "print";
/** Between the two events of a print, before whose first the browser has laid out no sheet yet. */
let isAsked = false;

function subscribe(listener: () => void) {
  const query = matchMedia(PRINT);
  const change = (event: Event) => {
    isAsked = event.type === "beforeprint";
    // What is being typed is saved when the field is left, and the field goes.
    if (isPrinting() && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    listener();
  };
  query.addEventListener("change", change);
  addEventListener("beforeprint", change);
  addEventListener("afterprint", change);
  return () => {
    query.removeEventListener("change", change);
    removeEventListener("beforeprint", change);
    removeEventListener("afterprint", change);
  };
}

const isPrinting = () => isAsked || matchMedia(PRINT).matches;
const onServer = () => false;

/** Whether the page is being put on paper, where a form is a text to read. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting, onServer);
}
