import { inArray, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { waitWords } from "./wait";

/** `most` tries of `key` within `seconds`, counted from the first. */
export type Limit = { key: string; most: number; seconds: number };

/** Counts one try; `wait` is in seconds, 0 while under the limit. One statement, so simultaneous tries all count. */
async function hit({ key, most, seconds }: Limit): Promise<number> {
  const [row] = await db().execute<{ hits: number; wait: number }>(sql`
    insert into rate_limits as r (key, hits, resets_at) values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      hits = case when r.resets_at < now() then 1 else r.hits + 1 end,
      resets_at = case when r.resets_at < now() then excluded.resets_at else r.resets_at end
    returning hits, greatest(1, ceil(extract(epoch from resets_at - now())))::int as wait`);
  return row && row.hits > most ? row.wait : 0;
}

/** Counts one try under each limit. Throws LIMIT, saying when to try again, when any of them is used up. */
export async function countTry(limits: readonly Limit[]): Promise<void> {
  const waits = await Promise.all(limits.map(hit));
  const wait = Math.max(0, ...waits);
  if (wait > 0) throw new AppError("LIMIT", `Too many tries. Try again ${waitWords(wait)}.`);
}

/** Forgets the tries under these keys, and everything whose window is over. */
export async function forgetTries(keys: readonly string[]): Promise<void> {
  const over = db()
    .select({ key: rateLimits.key })
    .from(rateLimits)
    .where(or(inArray(rateLimits.key, [...keys]), lt(rateLimits.resetsAt, sql`now()`)))
    .for("update", { skipLocked: true });
  await db().delete(rateLimits).where(inArray(rateLimits.key, over));
}
