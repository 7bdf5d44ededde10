import { type Fact, type FactGroup, factValue, isTooFew } from "./fact";

/** What a pinned fact was when it was pinned; enough to see later whether it still holds. */
export type PinnedValue = {
  label: string;
  group: FactGroup;
  text: string;
  n?: number;
  share?: number;
  value?: number;
};

export function pin(fact: Fact, currency: string): PinnedValue {
  const { label, group, n } = fact;
  const text = factValue(fact, currency);
  return fact.kind === "share"
    ? { label, group, text, n, share: fact.share }
    : { label, group, text, n, value: fact.value };
}

/**
 * Whether a pinned figure still stands: it `holds`, it has `moved`, there are now too `few` to say, or the data
 * carries it no more (`gone`).
 */
export type DriftState = "holds" | "moved" | "few" | "gone";

/** A pinned figure may move by this part of itself, and a share by so much in all, before it is flagged. */
const TOLERANCE = 0.1;
const SMALLEST_MOVE = 0.02;

/**
 * A pinned figure has moved when it lies outside today's interval and by over 10 % of itself, a share also by two
 * points: in a large segment the interval is too narrow to be the only test.
 */
export function driftOf(pinned: PinnedValue, now: Fact | undefined): DriftState {
  if (!now) return "gone";
  if (isTooFew(now)) return "few";
  const then = now.kind === "share" ? pinned.share : pinned.value;
  if (then === undefined) return "moved";
  const moved = Math.abs((now.kind === "share" ? now.share : now.value) - then);
  const least = TOLERANCE * Math.abs(then);
  const isOutside = then < now.low || then > now.high;
  return isOutside && moved > (now.kind === "share" ? Math.max(SMALLEST_MOVE, least) : least)
    ? "moved"
    : "holds";
}

/** True when somebody should look at it: it moved, or is gone. Too few to say is no news about the figure. */
export function hasDrifted(pinned: PinnedValue, now: Fact | undefined): boolean {
  return ["moved", "gone"].includes(driftOf(pinned, now));
}
