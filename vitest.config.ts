import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const resolve = {
  alias: { "@": root, "server-only": path.join(root, "db/testing/empty.ts") },
};
const exclude = ["node_modules/**", ".next*/**", ".data/**", "e2e/**"];

export default defineConfig({
  resolve,
  test: {
    pool: "forks",
    env: { LOG_LEVEL: "silent", AUTH_SECRET: "the secret of the tests" },
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: {
          name: "pure",
          // What a module keeps is the same for everybody here: each is read once, and not for each file.
          isolate: false,
          include: ["**/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts"],
          // Ten seconds for all of them on a quiet machine; a busy one is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "db",
          isolate: false,
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["db/testing/global-setup.ts"],
          setupFiles: ["db/testing/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
