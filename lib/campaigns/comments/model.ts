import { z } from "zod";

const Body = z.string().trim().min(1, "Write something first.").max(4000, "Use at most 4 000 characters.");

/** About the campaign, or with an item about one tactic. */
export const CommentInput = z.object({
  campaignId: z.uuid(),
  itemId: z.uuid().nullable().default(null),
  body: Body,
});
export type CommentInput = z.infer<typeof CommentInput>;

export const CommentChange = z.object({ commentId: z.uuid(), body: Body });
export type CommentChange = z.infer<typeof CommentChange>;

export const CommentRef = z.object({ commentId: z.uuid() });
export type CommentRef = z.infer<typeof CommentRef>;
