import { z } from "zod";
import { DayText } from "../model";

export const Duplication = z.object({
  campaignId: z.uuid(),
  name: z.string().trim().min(1, "Give the copy a name.").max(120, "Use at most 120 characters."),
  startOn: DayText,
});
export type Duplication = z.infer<typeof Duplication>;
