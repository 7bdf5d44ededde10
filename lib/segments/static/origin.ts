import type { Rule } from "../rule";

/** Where a fixed list of people comes from; the segment it copied may have changed or been archived since. */
export type Origin = { segmentId: string; name: string; version: number; at: Date };

/** The rule of a fixed list: nobody matches it, so that its people are those put in by hand. */
export const NOBODY: Rule = { kind: "none", children: [{ kind: "everyone" }] };
