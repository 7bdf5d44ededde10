import { closeDb } from "@/db/client";
import { followBootstrap } from "@/lib/bootstrap";
import { startRunner } from "@/lib/jobs/runner";
import { log } from "@/lib/log";

followBootstrap();
const runner = await startRunner();
log.info("taking jobs");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop());
await runner.ended;
await closeDb();
