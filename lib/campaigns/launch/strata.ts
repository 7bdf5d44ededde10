/** By what a split can be balanced: within each value the control group has its exact share. */
export const STRATA = ["segment", "value", "recency", "country", "gender"] as const;
export type Stratum = (typeof STRATA)[number];

export const STRATUM_LABEL: Record<Stratum, string> = {
  segment: "Segment",
  value: "Value band",
  recency: "Time since the last order",
  country: "Country",
  gender: "Gender",
};

/** Between the values of one stratum; no value can hold it. */
export const STRATUM_SEPARATOR = "\u001f";

/** The bands of a score from 1 (least) to 5 (most), each a fifth of the buyers. */
const BAND: Record<"value" | "recency", readonly string[]> = {
  value: ["lowest value", "low value", "middle value", "high value", "highest value"],
  recency: ["longest ago", "long ago", "middle", "recent", "most recent"],
};

/** "Regulars, high value": the values of a stratum as a person reads them. `segmentName` knows the segments by id. */
export function stratumWords(
  by: readonly Stratum[],
  stratum: string,
  segmentName: (id: string) => string | undefined,
): string {
  const values = stratum.split(STRATUM_SEPARATOR);
  return by.map((kind, place) => valueWords(kind, values[place] ?? "", segmentName)).join(", ");
}

function valueWords(kind: Stratum, value: string, segmentName: (id: string) => string | undefined): string {
  if (kind === "segment") return segmentName(value) ?? "a segment that is gone";
  if (kind === "value" || kind === "recency") return BAND[kind][Number(value) - 1] ?? "no order yet";
  return value || `${STRATUM_LABEL[kind].toLowerCase()} unknown`;
}
