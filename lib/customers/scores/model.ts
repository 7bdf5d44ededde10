import { z } from "zod";

const within = (least: number, most: number) =>
  z
    .number(`Enter a number from ${least} to ${most}.`)
    .min(least, `Enter ${least} or more.`)
    .max(most, `Enter ${most} or less.`);
const whole = (least: number, most: number) => within(least, most).int("Enter a whole number.");

const edges = (edge: z.ZodNumber) =>
  z
    .array(edge)
    .length(4, "Give four edges.")
    .refine(
      (all) => all.every((one, at) => at === 0 || one > (all[at - 1] ?? 0)),
      "Each edge lies above the one before.",
    );
const banding = (edge: z.ZodNumber) =>
  z.discriminatedUnion("by", [
    z.object({ by: z.literal("fifths") }),
    z.object({ by: z.literal("edges"), edges: edges(edge) }),
  ]);

const LARGEST = 1e12;

/** One or several formulas, each whole; the others stay as they are. Money is in minor units. */
export const ScoreChange = z.object({
  recency: banding(whole(0, 36_500)).optional(),
  frequency: banding(whole(0, 1_000_000)).optional(),
  monetary: banding(whole(-LARGEST, LARGEST)).optional(),
  engagement: z
    .object({
      days: whole(7, 365),
      gain: within(1, 50),
      halfLife: whole(1, 365).nullable(),
      weights: z.record(z.string().max(200), within(0, 10)),
    })
    .optional(),
  lifecycle: z
    .object({
      newDays: whole(0, 365),
      usualDays: whole(1, 1000),
      leastDays: whole(1, 365),
      slippingAfter: within(0.5, 20),
      lapsedAfter: within(0.5, 50),
    })
    .refine(({ slippingAfter, lapsedAfter }) => lapsedAfter > slippingAfter, {
      path: ["lapsedAfter"],
      message: "Enter more than the rhythms until slipping.",
    })
    .optional(),
});
export type ScoreChange = z.infer<typeof ScoreChange>;

export const ScoreChangeRef = z.object({ changeId: z.uuid() });
export type ScoreChangeRef = z.infer<typeof ScoreChangeRef>;
