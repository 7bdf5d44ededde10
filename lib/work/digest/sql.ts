import { type SQL, sql } from "drizzle-orm";

/** A notice that found no mail for so long is only in the app. */
const MOST_DAYS = 14;

/** Whether the notice `n` waits for its reader's digest: not told, not read in the app meanwhile, not too old. */
export function waitsForMail(now: Date): SQL {
  const since = new Date(now.getTime() - MOST_DAYS * 86_400_000).toISOString();
  return sql`n.for_mail and n.digest_id is null and n.read_at is null and n.created_at > ${since}::timestamptz`;
}
