import { z } from "zod";
import { AREA_KEYS } from "./areas";

/** A place in the log: "2026-05-14T09:41:00.000Z~<id of the line>". */
const Cursor = z.templateLiteral([z.iso.datetime(), "~", z.uuid()]).transform((text) => {
  const [at = "", id = ""] = text.split("~");
  return { at, id };
});

/** The query string of the page; what cannot be read counts as left out. */
export const AuditQuery = z.object({
  who: z
    .union([z.uuid(), z.literal("facet")])
    .optional()
    .catch(undefined),
  area: z.enum(AREA_KEYS).optional().catch(undefined),
  before: Cursor.optional().catch(undefined),
  after: Cursor.optional().catch(undefined),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
