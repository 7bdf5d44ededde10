import { z } from "zod";

export const ValueRequest = z.object({
  /** Percent a year. */
  discount: z
    .number("Enter a number from 0 to 100.")
    .min(0, "Enter 0 or more.")
    .max(100, "Enter 100 or less."),
});
export type ValueRequest = z.infer<typeof ValueRequest>;

export const ValueRunRef = z.object({ runId: z.uuid() });
export type ValueRunRef = z.infer<typeof ValueRunRef>;
