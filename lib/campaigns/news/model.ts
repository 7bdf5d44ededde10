import { z } from "zod";

/** Since when the page knows the plan, by the clock of the server. */
export const NewsQuestion = z.object({ since: z.iso.datetime() });
export type NewsQuestion = z.infer<typeof NewsQuestion>;
