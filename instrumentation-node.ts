import { followBootstrap } from "@/lib/bootstrap";
import { notePeerAddresses } from "@/lib/client-address";
import { env } from "@/lib/env";
import { startRunner } from "@/lib/jobs/runner";
import { keepValuesOut, log } from "@/lib/log";

export async function register() {
  followBootstrap();
  notePeerAddresses();
  if (process.env.NODE_ENV === "production") keepValuesOut(console);
  if (env().WORKER === "off") return;
  const runner = await startRunner();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop());
}

type Failed = { routePath: string; routeType: string };

/** The route's pattern and not the address: an address holds what somebody searched for. */
export function logRequestError(error: unknown, { routePath, routeType }: Failed) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log.error({ err: error, reference, route: routePath, kind: routeType }, "a request failed");
}
