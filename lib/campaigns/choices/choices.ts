import type { NamedKey } from "@/lib/timeline/plan";

/** What a brief can point at. `size` is null when not counted or too small for the role. */
export type BriefChoices = {
  segments: { id: string; name: string; size: number | null }[];
  personas: { id: string; name: string; segmentId: string }[];
  /** Members who may own campaigns and take tactics, by name. */
  people: NamedKey[];
  /** Events that it can aim at, by their labels. */
  events: NamedKey[];
};
