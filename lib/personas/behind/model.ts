import { z } from "zod";

/** A fact of a persona by its key; `after` is the number of the last person of the page before. */
export const FactRef = z.object({ personaId: z.uuid(), key: z.string().max(300) });
export type FactRef = z.infer<typeof FactRef>;
