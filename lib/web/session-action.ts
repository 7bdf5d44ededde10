import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import type { Session } from "@/lib/auth/sessions/queries";
import type { ActionResult } from "@/lib/result";
import { failure } from "./failure";
import { requireActionSession } from "./session";

/** A server action on what is a person's own, whatever the workspace: their account, sessions and memberships. */
export function sessionAction<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (session: Session, input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const parsed = schema.parse(input);
      const value = await run(await requireActionSession(), parsed);
      refresh();
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error: failure(error) };
    }
  };
}
