import { z } from "zod";
import { readNetworks } from "./webhooks/addresses";

/** What the environment may say to a running process; .env.example explains each. Database: db/url.mjs. */
const Env = z
  .object({
    LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
    WORKER: z.enum(["on", "off"]).default("on"),
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2),
    /** The bootstrap makes one; without it nothing can be sealed. */
    AUTH_SECRET: z.string().optional(),
    AUTH_SECRET_BEFORE: z.string().default(""),
    /** smtp://name:password@host:587; smtps: for TLS from the first byte. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** "Facet <facet@example.com>". */
    MAIL_FROM: z.string().min(3).optional(),
    /** Under which address people reach this installation: links in mails begin with it. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    WEBHOOK_NETWORKS: z.string().default("").superRefine(networks),
    FACET_BOOTSTRAP_PID: z.coerce.number().int().positive().optional(),
  })
  .superRefine(({ SMTP_URL, MAIL_FROM, PUBLIC_URL }, ctx) => {
    const needed = SMTP_URL ? { MAIL_FROM, PUBLIC_URL } : {};
    for (const [name, value] of Object.entries(needed))
      if (!value) ctx.addIssue({ code: "custom", path: [name], message: "needed beside SMTP_URL" });
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
