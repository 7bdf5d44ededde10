import { z } from "zod";
import { HISTORY_KINDS } from "./entry";

/** A place in a history: "2026-05-14T09:41:00.000000Z~order:0000000012". */
const Cursor = z
  .string()
  .max(400)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~[^\0]+$/)
  .transform((text) => {
    const at = text.indexOf("~");
    return { at: text.slice(0, at), ref: text.slice(at + 1) };
  });

/** What an address asks of a history; what cannot be read counts as left out. */
export const HistoryQuery = z.object({
  kind: z.enum(HISTORY_KINDS).nullable().catch(null),
  before: Cursor.nullable().catch(null),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;
