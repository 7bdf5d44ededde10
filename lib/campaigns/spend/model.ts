import { z } from "zod";
import { DayText } from "../model";

const entry = {
  spentOn: DayText,
  /** Minor units of the workspace's currency; a refund is negative. */
  amountMinor: z
    .number("Enter an amount.")
    .int()
    .min(-1e13)
    .max(1e13)
    .refine((amount) => amount !== 0, "Enter an amount other than 0."),
  note: z.string().trim().max(200, "Use at most 200 characters.").default(""),
};

export const SpendInput = z.object({ campaignId: z.uuid(), ...entry });
export type SpendInput = z.infer<typeof SpendInput>;

export const SpendChange = z.object({ spendId: z.uuid(), ...entry });
export type SpendChange = z.infer<typeof SpendChange>;

export const SpendRef = z.object({ spendId: z.uuid() });
export type SpendRef = z.infer<typeof SpendRef>;
