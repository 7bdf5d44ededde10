import { EventEmitter } from "node:events";
import { type Job, Logger, run, type WorkerEvents } from "graphile-worker";
import postgres from "postgres";
import { databaseUrl } from "@/db/url.mjs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { crontab, taskList } from "./handlers";
import { freeAbandonedJobs, SWEEP_SECONDS } from "./sweep";

const PINO_LEVEL = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

const jobLogger = new Logger((scope) => (level, message, meta) => {
  const facts = { task: scope.taskIdentifier, job: scope.jobId };
  if (!meta?.error) return log[PINO_LEVEL[level]](facts, message);
  // The library's own message repeats the error with everything in it.
  const { id, task_identifier: task } = (meta.job ?? {}) as Partial<Job>;
  log.error({ task, job: id, err: meta.error }, "job failed");
});

/**
 * Starts taking jobs; used by the web process and by `npm run worker`. `stop` lets running jobs finish;
 * `ended` settles when the runner ends for whatever reason.
 */
export async function startRunner(): Promise<{ stop: () => Promise<void>; ended: Promise<void> }> {
  const concurrency = env().WORKER_CONCURRENCY;
  const events: WorkerEvents = new EventEmitter();
  const workerIds: string[] = [];
  events.on("worker:create", ({ worker }) => workerIds.push(worker.workerId));
  const runner = await run({
    connectionString: databaseUrl(),
    concurrency,
    maxPoolSize: concurrency + 2,
    noHandleSignals: true,
    logger: jobLogger,
    events,
    taskList,
    crontab,
  });

  // One connection that stays: the advisory locks live in it.
  const sql = postgres(databaseUrl(), { max: 1, max_lifetime: null, onnotice: () => {} });
  const sweep = async () => {
    const workers = await freeAbandonedJobs(sql, workerIds);
    if (workers > 0) log.warn({ workers }, "jobs of stopped workers are free again");
  };
  const attend = () => sweep().catch((error) => log.error({ err: error }, "job sweep failed"));
  await attend();
  const timer = setInterval(attend, SWEEP_SECONDS * 1000);
  timer.unref();

  const ended = runner.promise
    .catch((error) => log.error({ err: error }, "job runner ended"))
    .finally(async () => {
      clearInterval(timer);
      await sql.end({ timeout: 5 });
    });
  return { stop: () => runner.stop(), ended };
}
