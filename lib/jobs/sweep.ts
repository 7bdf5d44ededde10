import type postgres from "postgres";

const LIVE_WORKERS = 727010;
export const SWEEP_SECONDS = 30;

/**
 * A killed worker leaves its jobs locked, for four hours by the library's clock. So each worker holds an advisory
 * lock, which dies with its connection, and whoever lives frees the jobs of workers without one. `sql` is a single
 * connection that stays open, `workerIds` the caller's own workers; returns how many workers were found dead.
 */
export async function freeAbandonedJobs(sql: postgres.Sql, workerIds: string[]): Promise<number> {
  const held = sql`
    select objid from pg_locks
    where locktype = 'advisory' and classid = ${LIVE_WORKERS}
      and database = (select oid from pg_database where datname = current_database())`;
  await sql`
    select pg_advisory_lock(${LIVE_WORKERS}, hashtext(id)) from unnest(${workerIds}::text[]) id
    where (hashtext(id)::bigint & 4294967295)::oid not in (${held})`;
  const dead = await sql<{ id: string }[]>`
    select distinct locked_by as id from graphile_worker.jobs
    where locked_by is not null and locked_at < now() - make_interval(secs => ${SWEEP_SECONDS})
      and (hashtext(locked_by)::bigint & 4294967295)::oid not in (${held})`;
  if (dead.length > 0)
    await sql`select graphile_worker.force_unlock_workers(${dead.map(({ id }) => id)}::text[])`;
  return dead.length;
}
