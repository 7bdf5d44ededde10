import "server-only";
import type { z } from "zod";
import type { ActionResult } from "@/lib/result";
import { failure } from "./failure";

/** A server action that works without a workspace: signing in, first run, accepting an invitation. */
export function publicAction<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      return { ok: true, value: await run(schema.parse(input)) };
    } catch (error) {
      return { ok: false, error: failure(error) };
    }
  };
}
