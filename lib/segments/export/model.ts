import { z } from "zod";
import { AUDIENCES } from "./columns";

/** `columns` as the address has them: keys by commas. */
export const ExportInput = z.object({
  segmentId: z.uuid(),
  columns: z
    .string()
    .max(20_000)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string()).min(1, "Choose at least one column").max(200)),
  audience: z.enum(AUDIENCES).default("any"),
});
export type ExportInput = z.output<typeof ExportInput>;
