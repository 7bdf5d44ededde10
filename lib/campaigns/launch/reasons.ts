/** Why somebody in the target segments is neither contacted nor held out. The first that holds is the one that counts. */
export const LEFT_OUT_REASONS = ["erased", "suppressed", "objected", "optedOut", "elsewhere"] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export const REASON_LABEL: Record<LeftOutReason, string> = {
  erased: "Erased",
  suppressed: "Suppressed",
  objected: "Objected to profiling",
  optedOut: "Opted out of every channel",
  elsewhere: "Reached by another campaign",
};
