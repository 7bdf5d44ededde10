export const TARGET_STATES = ["not started", "met", "on track", "at risk", "off"] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** At least this share of what should be there by now is "on track"; below AT_RISK it is "off". */
export const ON_TRACK = 0.97;
export const AT_RISK = 0.85;
