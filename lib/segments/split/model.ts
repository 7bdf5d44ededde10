import { z } from "zod";
import { Rule, SegmentInput } from "../model";
import { MAX_CHILDREN, MAX_PARTS } from "./part";

/** One rule per part of an axis; the second axis makes it a grid. */
export const SplitGridInput = z.object({
  segmentId: z.uuid(),
  axes: z.array(z.array(Rule).min(1).max(MAX_PARTS)).min(1).max(2),
});
export type SplitGridInput = z.infer<typeof SplitGridInput>;

const Named = SegmentInput.pick({ name: true, dimension: true });

/** `rest`: a segment for everyone of the parent who is in none of the children, kept so by its rule. */
export const SplitInput = z.object({
  segmentId: z.uuid(),
  children: z
    .array(Named.extend({ rule: Rule }))
    .min(1, "Choose at least one segment")
    .max(MAX_CHILDREN),
  rest: Named.nullable().default(null),
});
export type SplitInput = z.infer<typeof SplitInput>;

/** Of the segments that a split made, in the order in which to count them. */
export const CountNewInput = z.object({
  segmentIds: z
    .array(z.uuid())
    .min(1)
    .max(MAX_CHILDREN + 1),
});
export type CountNewInput = z.infer<typeof CountNewInput>;

export const SplitUndo = z.object({
  segmentIds: z
    .array(z.uuid())
    .min(1)
    .max(MAX_CHILDREN + 1),
});
export type SplitUndo = z.infer<typeof SplitUndo>;
