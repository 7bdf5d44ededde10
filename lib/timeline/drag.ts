import type { Days } from "./bars";
import type { PlanKind } from "./plan";
import { floorTo } from "./scale";

export type Grip = "move" | "start" | "end";

/** Below this many pixels per day a drag goes by whole weeks. */
const WEEKS_BELOW = 3;

export type Snap = "day" | "week";

/** Days, or weeks when zoomed out to quarters; `isFree` (Alt) always gives days. */
export function snapAt(px: number, isFree: boolean): Snap {
  return px < WEEKS_BELOW && !isFree ? "week" : "day";
}

const toMonday = (day: number) => {
  const monday = floorTo(day, "week");
  return day - monday < 4 ? monday : monday + 7;
};

/**
 * A bar after its grip went `delta` days (a fraction is fine) from `from`. It keeps at least one day;
 * a milestone can only move. With weeks, the moved edge comes to lie between Sunday and Monday.
 */
export function dragTo(from: Days, grip: Grip, delta: number, snap: Snap, kind: PlanKind): Days {
  const whole = Math.round(delta);
  if (whole === 0) return { start: from.start, end: from.end };
  const edge = (day: number) => (snap === "week" ? toMonday(day + whole) : day + whole);
  if (grip === "move" || kind === "milestone") {
    const shift = edge(from.start) - from.start;
    return { start: from.start + shift, end: from.end + shift };
  }
  return grip === "start"
    ? { start: Math.min(edge(from.start), from.end - 1), end: from.end }
    : { start: from.start, end: Math.max(edge(from.end), from.start + 1) };
}

/** One key press in move mode: Shift changes the end, Alt the start, otherwise the bar moves. */
export function gripForKeys({ shift, alt }: { shift: boolean; alt: boolean }): Grip {
  return shift ? "end" : alt ? "start" : "move";
}

/** Pixels to scroll in one frame while the pointer is at `at` in a view of `size`, faster near its edge. */
export function edgeScroll(at: number, size: number, margin = 48): number {
  if (at < margin) return -Math.ceil(((margin - Math.max(0, at)) / margin) * 14);
  if (at > size - margin) return Math.ceil(((Math.min(size, at) - size + margin) / margin) * 14);
  return 0;
}
