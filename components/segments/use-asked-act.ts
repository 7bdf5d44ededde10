import { useAsked } from "@/components/ui/use-asked";
import type { AskedAct } from "./segment-menu-items";

/** The dialog that asks, and about which segments. */
export function useAskedAct() {
  const { ask, ...asked } = useAsked<{ act: AskedAct; ids: readonly string[] }>();
  return { ...asked, ask: (act: AskedAct, ids: readonly string[]) => ask({ act, ids }) };
}
