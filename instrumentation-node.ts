import { followBootstrap } from "@/lib/bootstrap";
import { env } from "@/lib/env";
import { startRunner } from "@/lib/jobs/runner";

export async function register() {
  followBootstrap();
  if (env().WORKER === "off") return;
  const runner = await startRunner();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop());
}
