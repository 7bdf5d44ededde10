import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/auth/ctx";
import { JOBS, type JobName, type JobPayload } from "./model";

type JobOptions = {
  /** A job with the same key that has not started yet is replaced. */
  key?: string;
  /** Jobs of one queue, over all workspaces, run one after the other. */
  queue?: string;
  /** Not before; at once when left out. */
  runAt?: Date;
};

/**
 * Puts a job into the queue inside the caller's transaction: it exists exactly when the caller's writes do.
 * The caller has authorised already.
 */
export async function enqueue<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  payload: JobPayload<Name>,
  { key, queue, runAt }: JobOptions = {},
): Promise<void> {
  const body = JSON.stringify({ workspaceId: ctx.workspaceId, payload: JOBS[name].parse(payload) });
  const jobKey = key ? `${ctx.workspaceId}:${name}:${key}` : null;
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${name}, payload => ${body}::json, queue_name => ${queue ?? null},
      run_at => ${runAt?.toISOString() ?? null}::timestamptz, job_key => ${jobKey}, max_attempts => 5)`,
  );
}
