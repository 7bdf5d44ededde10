import { env } from "./env";

/** Leaves when the bootstrap is gone: killed with -9 it cannot stop us, and the port would stay taken. */
export function followBootstrap(): void {
  const pid = env().FACET_BOOTSTRAP_PID;
  if (!pid) return;
  const check = () => {
    try {
      process.kill(pid, 0);
    } catch {
      process.kill(process.pid, "SIGTERM");
    }
  };
  setInterval(check, 1000).unref();
}
