import { useState } from "react";
import type { AskedAct } from "./segment-menu-items";

type Asked = { act: AskedAct; ids: readonly string[] };

/** The dialog that asks, and about which segments. It stays in place when closed, to give the focus back. */
export function useAskedAct() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    asked,
    isOpen,
    ask: (act: AskedAct, ids: readonly string[]) => {
      setAsked({ act, ids });
      setOpen(true);
    },
    close: () => setOpen(false),
  };
}
