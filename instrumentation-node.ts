import { followBootstrap } from "@/lib/bootstrap";
import { notePeerAddresses } from "@/lib/client-address";
import { env } from "@/lib/env";
import { startRunner } from "@/lib/jobs/runner";

export async function register() {
  followBootstrap();
  notePeerAddresses();
  if (env().WORKER === "off") return;
  const runner = await startRunner();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop());
}
