/**
 * Where the daily summary of a property stands: there is none; it is being filled from the stored events; rules read
 * it; it is kept up for a while although rules read it no more; its rows are being taken away.
 */
export const ROLLUPS = ["none", "filling", "ready", "releasing", "clearing"] as const;
export type Rollup = (typeof ROLLUPS)[number];

/** Events that come in are counted in these. */
export const KEPT_UP: readonly Rollup[] = ["filling", "ready", "releasing"];

/** A longer text is in no summary, since the row of an index has little room: rules find it among the events. */
export const LONGEST_VALUE_BYTES = 500;

/** A released summary is kept up for so long: a count that began before finds it whole. */
export const RELEASE_MINUTES = 10;
