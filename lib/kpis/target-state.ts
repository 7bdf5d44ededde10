export const TARGET_STATES = ["not started", "met", "on track", "at risk", "off"] as const;
export type TargetState = (typeof TARGET_STATES)[number];
