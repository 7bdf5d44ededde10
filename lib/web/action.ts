import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import type { Ctx } from "@/lib/auth/ctx";
import type { ActionResult } from "@/lib/result";
import { failure } from "./failure";
import { getActionCtx } from "./session";

/** A mutation as a server action: parse, find the context, run, refresh the page, answer. */
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (ctx: Ctx, input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const parsed = schema.parse(input);
      const value = await run(await getActionCtx(), parsed);
      refresh();
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error: failure(error) };
    }
  };
}
