import { useState } from "react";

/**
 * What a dialog asks about, and whether it is open. Nothing until it is asked for the first time, so that its code can
 * wait; afterwards it stays in place when closed, to give the focus back.
 */
export function useAsked<Asked>() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    asked,
    isOpen,
    ask: (about: Asked) => {
      setAsked(about);
      setOpen(true);
    },
    close: () => setOpen(false),
  };
}
