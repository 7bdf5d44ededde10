import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { databaseUrl } from "@/db/url.mjs";
import { freeAbandonedJobs } from "./sweep";

const connections: postgres.Sql[] = [];
const connect = () => {
  const sql = postgres(databaseUrl(), { max: 1 });
  connections.push(sql);
  return sql;
};
afterAll(() => Promise.all(connections.map((sql) => sql.end())));

/** A job that a worker took the given seconds ago and has not finished. */
async function takenJob(workerId: string, secondsAgo: number) {
  const sql = rawSql();
  const [job] = await sql`select id from graphile_worker.add_job('noop')`;
  await sql`
    update graphile_worker._private_jobs
    set locked_by = ${workerId}, locked_at = now() - make_interval(secs => ${secondsAgo}) where id = ${job?.id}`;
  return async () => {
    const [row] = await sql`select locked_by from graphile_worker.jobs where id = ${job?.id}`;
    return row?.locked_by;
  };
}

test("jobs of a worker that is gone are free again, those of a living one and fresh ones stay", async () => {
  const living = connect();
  const owner = await Promise.all([
    takenJob("worker-gone", 60),
    takenJob("worker-living", 60),
    takenJob("worker-just-begun", 5),
  ]);
  await freeAbandonedJobs(living, ["worker-living"]);
  expect(await Promise.all(owner.map((ask) => ask()))).toEqual([null, "worker-living", "worker-just-begun"]);

  await freeAbandonedJobs(connect(), ["worker-other"]);
  expect(await owner[1]?.()).toBe("worker-living");

  await living.end();
  await expect.poll(() => freeAbandonedJobs(connect(), ["worker-third"])).toBe(1);
  expect(await owner[1]?.()).toBeNull();
});
