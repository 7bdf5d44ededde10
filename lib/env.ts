import { z } from "zod";
import { readNetworks } from "./webhooks/addresses";

/** What the environment may say to a running process; .env.example explains each. Database: db/url.mjs. */
const Env = z.object({
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  WORKER: z.enum(["on", "off"]).default("on"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2),
  /** The bootstrap makes one; without it nothing can be sealed. */
  AUTH_SECRET: z.string().optional(),
  AUTH_SECRET_BEFORE: z.string().default(""),
  WEBHOOK_NETWORKS: z.string().default("").superRefine(networks),
  FACET_BOOTSTRAP_PID: z.coerce.number().int().positive().optional(),
});

function networks(text: string, ctx: z.core.$RefinementCtx<string>): void {
  try {
    readNetworks(text);
  } catch (error) {
    ctx.addIssue(error instanceof Error ? error.message : "cannot be read");
  }
}
export type Env = z.infer<typeof Env>;

/** The checked environment. Throws with the names of what cannot be used. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.entries(source).filter(([, value]) => value !== "");
  const result = Env.safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment cannot be used. ${problems.join("; ")}`);
}

let known: Env | undefined;

/** The process's environment, read on first use: a build has none. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}
