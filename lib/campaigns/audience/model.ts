import { z } from "zod";
import { FILE_GROUPS } from "./audience";

/** `columns` as the address has them: keys by commas. */
export const AudienceFile = z.object({
  campaignId: z.uuid(),
  columns: z
    .string()
    .max(20_000)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string()).min(1, "Choose at least one column").max(200)),
  group: z.enum(FILE_GROUPS).default("treated"),
});
export type AudienceFile = z.output<typeof AudienceFile>;
