import { createContext, useContext } from "react";
import type { SegmentActs } from "@/lib/segments/acts";
import type { SegmentRow } from "@/lib/segments/segment";
import type { AskedAct, MenuActions } from "../segment-menu-items";

type RowActsValue = {
  isChosen: (segmentId: string) => boolean;
  /** `isRange`: all from the one chosen last up to this one. */
  toggle: (segmentId: string, isRange: boolean) => void;
  mayOn: (segment: SegmentRow) => SegmentActs;
  actions: MenuActions;
  ask: (act: AskedAct, segmentId: string) => void;
};

export const RowActsContext = createContext<RowActsValue | null>(null);

export function useRowActs(): RowActsValue {
  const value = useContext(RowActsContext);
  if (!value) throw new Error("Rows of segments stand within RowActs.");
  return value;
}
