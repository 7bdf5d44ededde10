import { expect, test } from "vitest";
import { readEnv } from "./env";

test("an empty environment has the defaults, and an empty value counts as not set", () => {
  expect(readEnv({ LOG_LEVEL: "" })).toEqual({ LOG_LEVEL: "info", WORKER: "on", WORKER_CONCURRENCY: 2 });
});

test("a value that cannot be used is named", () => {
  expect(() => readEnv({ WORKER_CONCURRENCY: "many" })).toThrow(/WORKER_CONCURRENCY/);
  expect(() => readEnv({ WORKER: "maybe" })).toThrow(/WORKER/);
});
