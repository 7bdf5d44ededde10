import type { MergeField, MergeValues } from "../merge";

/** Somebody whom the campaign would reach, with what the merge fields say of them. */
export type PreviewPerson = { id: string; name: string; values: MergeValues };

/** "hidden": the role may not see people. "nobody": no segment with a person who can be contacted. */
export type Preview = PreviewPerson | "hidden" | "nobody";

/** Fields that say something else for each person and may be unknown. */
export type PersonField = Exclude<MergeField, "segment" | "shop" | "offer">;
/** People who can be contacted, and how many of them have no value; null when too few to show. */
export type Holes = { people: number; without: Partial<Record<PersonField, number>> } | null;
