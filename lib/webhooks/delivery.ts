/** What a message tells. */
export const DELIVERY_KINDS = ["segment.entered", "segment.left", "webhook.test"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** `waiting`: not tried yet, or to be tried again; `failed`: given up. */
export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What came of a call. `code` is null when nothing answered; `error` says why it did not succeed. */
export type Answer = { code: number | null; durationMs: number; excerpt: string; error: string | null };
