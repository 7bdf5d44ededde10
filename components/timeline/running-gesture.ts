import { useSyncExternalStore } from "react";
import type { Days } from "@/lib/timeline/bars";
import type { BarRow } from "@/lib/timeline/rows";

export type DatesGesture = {
  kind: "dates";
  by: "pointer" | "keys";
  row: BarRow;
  before: Days;
  after: Days;
  /** The dragged bar and the others of the selection, which move by as much. */
  ids: readonly string[];
  /** The dragged bars and those that follow them. */
  preview: ReadonlyMap<string, Days>;
};
export type LinkGesture = {
  kind: "link";
  by: "pointer" | "keys";
  row: BarRow;
  over: BarRow | null;
  x: number;
  y: number;
};
/** A new bar that is being drawn in the row of a campaign or one of its parts. */
export type DrawGesture = { kind: "draw"; by: "pointer"; row: BarRow; campaignId: string; days: Days };
/** A frame around bars, in pixels of the bars' area. */
export type FrameGesture = { kind: "frame"; by: "pointer"; x: number; y: number; toX: number; toY: number };
export type Gesture = DatesGesture | LinkGesture | DrawGesture | FrameGesture;

/** What the hand or the keys do now: kept apart, so that its moves render what moves and nothing else. */
export class RunningGesture {
  #now: Gesture | null = null;
  #listeners = new Set<() => void>();

  get = () => this.#now;

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  put(next: Gesture | null) {
    this.#now = next;
    for (const listener of this.#listeners) listener();
  }
}

const NOBODY = () => null;
const NO = () => false;

/** The gesture itself, with each of its moves. */
export function useRunning({ get, subscribe }: RunningGesture): Gesture | null {
  return useSyncExternalStore(subscribe, get, NOBODY);
}

/** Whether there is one. */
export function useIsRunning({ get, subscribe }: RunningGesture): boolean {
  return useSyncExternalStore(subscribe, () => get() !== null, NO);
}
