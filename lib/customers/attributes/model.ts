import { z } from "zod";
import { DIMENSIONS } from "@/lib/segments/dimension";
import { SPECIAL_CATEGORIES } from "../fields";

/** The type and the key stay: every value was read by the one, and rules name the other. */
export const AttributeChange = z.object({
  key: z.string().min(1).max(200),
  label: z.string().trim().min(1, "Give the field a name.").max(60, "Use at most 60 characters."),
  dimension: z.enum(DIMENSIONS, "Choose a dimension."),
  special: z.enum(SPECIAL_CATEGORIES).nullable(),
  isPersonal: z.boolean(),
  /** Of a field that has choices; left out for the others. */
  choices: z
    .array(z.string().trim().min(1).max(100, "A choice has at most 100 characters."))
    .max(500, "Keep at most 500 choices.")
    .transform((choices) => [...new Set(choices)])
    .optional(),
});
export type AttributeChange = z.infer<typeof AttributeChange>;
