import { cancellable } from "@/db/cancellable";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError, sqlState } from "@/lib/errors";

export type Patience = {
  /** Given once nobody waits for the answer any more. */
  signal: AbortSignal | undefined;
  seconds: number;
  /** What may help when it took longer: the second half of the message. */
  advice: string;
};

/**
 * Reads in one transaction, no statement longer than the patience, and none once nobody waits: the running one is
 * cancelled on the server. UNAVAILABLE for either.
 */
export async function readPatiently<T>(
  ctx: Ctx,
  { signal, seconds, advice }: Patience,
  run: (tx: Ctx) => Promise<T>,
): Promise<T> {
  authorize(ctx, "segments:read");
  try {
    return await cancellable(ctx.db, { signal, patienceMs: seconds * 1000 }, (db) => run({ ...ctx, db }));
  } catch (cause) {
    if (signal?.aborted)
      throw new AppError("UNAVAILABLE", "Nobody waited for this count any more.", { cause });
    if (sqlState(cause) !== "57014") throw cause;
    throw new AppError("UNAVAILABLE", `Counting took longer than ${seconds} seconds. ${advice}`, { cause });
  }
}
