import { z } from "zod";

const name = z.string().trim().min(1, "Give the view a name.").max(60, "Use at most 60 characters.");

/** The part of an address behind its question mark, with plain names only and in one form. */
const Query = z
  .string()
  .max(1500)
  .transform((text) => {
    const kept = [...new URLSearchParams(text)].filter(([key, value]) => /^[a-z]{1,16}$/i.test(key) && value);
    return new URLSearchParams(kept).toString();
  });

export const SavedViewInput = z.object({ name, query: Query, isShared: z.boolean().default(false) });
export type SavedViewInput = z.infer<typeof SavedViewInput>;

export const SavedViewChange = z.object({ viewId: z.uuid(), name, isShared: z.boolean() });
export type SavedViewChange = z.infer<typeof SavedViewChange>;

export const SavedViewRef = z.object({ viewId: z.uuid() });
export type SavedViewRef = z.infer<typeof SavedViewRef>;
