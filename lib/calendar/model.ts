import { z } from "zod";

export const FeedInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person") }),
  z.object({ kind: z.literal("campaign"), campaignId: z.uuid() }),
  z.object({ kind: z.literal("workspace") }),
]);
export type FeedInput = z.infer<typeof FeedInput>;

export const FeedRef = z.object({ feedId: z.uuid() });
export type FeedRef = z.infer<typeof FeedRef>;
