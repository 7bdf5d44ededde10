import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Db, rawSql } from "./client";

/** A cancel that arrives before the statement that it is meant for does nothing, so it is sent until the work has ended. */
const AGAIN_MS = 20;

/**
 * Runs statements in one transaction, none longer than `patienceMs`, and cancels the running one on the server as soon
 * as the signal says so: the driver alone would let it run on. Rejects with SQLSTATE 57014 for either.
 */
export function cancellable<T>(
  db: Db,
  { signal, patienceMs }: { signal: AbortSignal | undefined; patienceMs: number },
  run: (tx: Db) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(
      sql`select pg_backend_pid() as pid, set_config('statement_timeout', ${String(patienceMs)}, true)`,
    );
    const ended = cancelOn(signal, row?.pid ?? 0);
    try {
      signal?.throwIfAborted();
      return await run(tx);
    } finally {
      // Before the connection goes back to the pool: a late cancel would meet somebody else's statement.
      await ended();
    }
  });
}

/** Cancels what the backend runs once the signal is given, until the function that it answers is called. */
function cancelOn(signal: AbortSignal | undefined, pid: number): () => Promise<void> {
  let isOver = false;
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = async () => {
    while (!isOver) {
      await rawSql()`select pg_cancel_backend(${pid}::int)`;
      if (!isOver) await sleep(AGAIN_MS);
    }
  };
  const begin = () => {
    // When it cannot be sent, the statement still ends with its patience.
    cancelling = cancel().catch(() => {});
  };
  if (signal?.aborted) begin();
  else signal?.addEventListener("abort", begin, { once: true });
  return async () => {
    isOver = true;
    signal?.removeEventListener("abort", begin);
    await cancelling;
  };
}
