import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root } from "@/bin/project.mjs";
import { readEnv } from "./env";

test("an empty environment has the defaults, and an empty value counts as not set", () => {
  expect(readEnv({ LOG_LEVEL: "" })).toEqual({
    LOG_LEVEL: "info",
    AUTH_SECRET_BEFORE: "",
    WORKER: "on",
    WORKER_CONCURRENCY: 2,
    WEBHOOK_NETWORKS: "",
  });
});

test("a value that cannot be used is named", () => {
  expect(() => readEnv({ WORKER_CONCURRENCY: "many" })).toThrow(/WORKER_CONCURRENCY/);
  expect(() => readEnv({ WORKER: "maybe" })).toThrow(/WORKER/);
  expect(() => readEnv({ SMTP_URL: "mail.example.com" })).toThrow(/SMTP_URL/);
  expect(() => readEnv({ SMTP_URL: "smtp://mail.example.com" })).toThrow(/MAIL_FROM.*PUBLIC_URL/);
  expect(() => readEnv({ WEBHOOK_NETWORKS: "10.0.0.0/40" })).toThrow(/WEBHOOK_NETWORKS.*10\.0\.0\.0\/40/);
});

test("every variable that the product or its commands read is explained in .env.example", () => {
  /** Set by ourselves, by Node or by test runners. */
  const internal =
    /^(NODE_ENV|NEXT_\w+|TZ|CI|VITEST_\w+|E2E_\w+|DEMO_PEOPLE_FILE|FACET_\w+|AUTH_TRUST_HOST|npm_\w+)$/;
  const sources = filesBelow("app", "bin", "components", "db", "lib", "proxy.ts", "instrumentation-node.ts");
  const read = sources.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/process\.env\.([A-Za-z_]+)/g),
  ]);
  const names = new Set([...read.map(([, name = ""]) => name), ...Object.keys(readEnv({}))]);
  const explained = readFileSync(path.join(root, ".env.example"), "utf8");
  expect(names.size).toBeGreaterThan(8);
  expect([...names].filter((name) => !internal.test(name) && !explained.includes(`# ${name}=`))).toEqual([]);
});
