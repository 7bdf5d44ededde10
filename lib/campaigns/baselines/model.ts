import { z } from "zod";

const name = z.string().trim().min(1, "Give it a name.").max(80, "Use at most 80 characters.");

export const BaselineInput = z.object({ name });
export type BaselineInput = z.infer<typeof BaselineInput>;

export const BaselineRef = z.object({ baselineId: z.uuid() });
export type BaselineRef = z.infer<typeof BaselineRef>;

export const BaselineName = BaselineRef.extend({ name });
export type BaselineName = z.infer<typeof BaselineName>;

/** The baseline that an address names; what is no id is none. */
export function readBaseline(given: unknown): string | undefined {
  return z.uuid().safeParse(given).data;
}
