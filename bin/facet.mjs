#!/usr/bin/env node
// Behind `npm start`, `npm test` and the rest: one command on a fresh clone. Plain Node until the packages are in.
import fs from "node:fs";
import { followSignals, leave } from "./processes.mjs";
import { dataDirectory, root, Stop } from "./project.mjs";

const COMMANDS = {
  start: ["./serve.mjs", "start"],
  dev: ["./serve.mjs", "dev"],
  build: ["./build.mjs", "build"],
  worker: ["./serve.mjs", "worker"],
  db: ["./serve.mjs", "holdDatabase"],
  rebuild: ["./serve.mjs", "rebuild"],
  check: ["./check.mjs", "check"],
  test: ["./test.mjs", "test"],
  "test-long": ["./test.mjs", "testLong"],
  e2e: ["./e2e.mjs", "e2e"],
  bench: ["./bench.mjs", "bench"],
  screenshots: ["./screenshots.mjs", "screenshots"],
};

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Stop(`Node ${process.versions.node} is too old: Facet needs 20.19 or newer.`);
}

async function main([name = "start", ...args]) {
  requireNode();
  const command = COMMANDS[name];
  if (!command) throw new Stop(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
  process.chdir(root);
  if (fs.existsSync(".env")) process.loadEnvFile(".env"); // what the environment says already wins
  fs.mkdirSync(dataDirectory, { recursive: true });
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.FACET_BOOTSTRAP_PID = String(process.pid);
  followSignals();
  const { ensureSecrets, installPackages } = await import("./install.mjs");
  await installPackages();
  ensureSecrets();
  const [module, action] = command;
  await leave(await (await import(module))[action](args));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Stop ? `\n${error.message}` : error);
  return leave(1);
});
