import { z } from "zod";
import { TimelineMove } from "../timeline/model";

const pair = { campaignId: z.uuid(), otherId: z.uuid() };

/** One step that takes a conflict away; what undoes it is of the same shape. */
export const Remedy = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("move"), changes: TimelineMove.shape.changes }),
  /** The campaign leaves out at launch whom the other one reaches; `isOn` false takes it back. */
  z.object({ kind: z.literal("exclude"), ...pair, isOn: z.boolean() }),
  /** The campaign gives way to every other one that reaches the same people. */
  z.object({ kind: z.literal("yield"), campaignId: z.uuid(), isOn: z.boolean() }),
  /** A running campaign rests: it reaches nobody until `isOn` false resumes it. */
  z.object({ kind: z.literal("pause"), campaignId: z.uuid(), isOn: z.boolean() }),
  z.object({ kind: z.literal("assign"), itemId: z.uuid(), toUserId: z.uuid().nullable() }),
  z.object({ kind: z.literal("finish"), itemId: z.uuid() }),
  z.object({ kind: z.literal("reopen"), itemId: z.uuid() }),
]);
export type Remedy = z.infer<typeof Remedy>;

const key = z.string().min(1).max(200);

/** `size` is the harm that was looked at: what is larger later is a conflict again. */
export const Allowance = z.object({
  key,
  size: z.number().int().nonnegative(),
  reason: z.string().trim().min(1, "Say why, so that others understand it").max(500),
});
export type Allowance = z.infer<typeof Allowance>;

export const AllowanceRef = z.object({ key });
export type AllowanceRef = z.infer<typeof AllowanceRef>;
