// The embedded PostgreSQL: start or reuse one server per clone, and stop it with its last user.
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { locatePostgres, program } from "./postgres-binaries.mjs";
import {
  canConnect,
  fingerprint,
  freePort,
  isAlive,
  processFacts,
  sleep,
  stillRuns,
  withLock,
} from "./processes.mjs";
import { dataDirectory, inData, readText, Stop } from "./project.mjs";

const DATABASE = "facet";

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  work_mem: "32MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  max_wal_size: "1GB",
  jit: "off",
  timezone: "UTC",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
  // Docker gives /dev/shm 64 MB, too little for parallel hash joins.
  ...(process.platform === "linux" ? { dynamic_shared_memory_type: "mmap" } : {}),
};

/** Line 1 pid, line 4 port, line 8 state: https://www.postgresql.org/docs/18/storage-file-layout.html */
function readPidFile(directory) {
  const lines = readText(path.join(directory, "postmaster.pid"))?.split("\n");
  return lines
    ? { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" }
    : null;
}

function isPostgres(pid) {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  const facts = processFacts(pid);
  return facts?.name === "postgres" && !/[ZX]/.test(facts.state);
}

function createCluster({ native, home, as }, directory, spawnOptions, log) {
  log("Creating the embedded PostgreSQL's data directory (once)");
  const passwordFile = path.join(home, "pg-password");
  const fresh = `${directory}.new`;
  fs.writeFileSync(passwordFile, crypto.randomBytes(18).toString("base64url"), { mode: 0o600 });
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { mode: 0o700 });
  if (as.uid !== undefined) for (const file of [passwordFile, fresh]) fs.chownSync(file, as.uid, as.gid);
  const args = [
    "-D",
    fresh,
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
  ];
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const initdb = spawnSync(
    program(native, "initdb"),
    [...args, ...locale, "--no-sync", "--no-instructions"],
    {
      ...spawnOptions,
      encoding: "utf8",
    },
  );
  if (initdb.status !== 0)
    throw new Error(`initdb failed (${initdb.error ?? initdb.status}): ${initdb.stderr}${initdb.stdout}`);
  fs.rmSync(directory, { recursive: true, force: true });
  fs.renameSync(fresh, directory); // in one step: a crash leaves no half-made cluster behind
}

function refuseOtherVersion({ native, as }, directory) {
  const made = readText(path.join(directory, "PG_VERSION")).trim();
  const said = spawnSync(program(native, "postgres"), ["--version"], {
    ...as,
    cwd: "/",
    encoding: "utf8",
  }).stdout;
  const ours = said?.match(/(\d+)\./)?.[1];
  if (ours && ours !== made)
    throw new Stop(
      `${directory} was made by PostgreSQL ${made}; the installed one is ${ours}. Dump with the old version and restore, or move the folder away to begin anew.`,
    );
}

/** One attempt: the port once the server is ready, null when it is worth trying again. */
async function launch({ native }, directory, port, logFile, spawnOptions) {
  const logStart = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const output = fs.openSync(logFile, "a");
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(program(native, "postgres"), ["-D", directory, "-p", String(port), ...settings], {
    ...spawnOptions,
    detached: true,
    stdio: ["ignore", output, output],
  });
  fs.closeSync(output);
  let ended = null;
  server.once("error", (error) => {
    ended = error.message;
  });
  server.once("exit", (code, signal) => {
    ended = code ?? signal;
  });
  server.unref();
  while (ended === null) {
    const now = readPidFile(directory);
    if (now?.pid === server.pid && now.isReady) return now;
    await sleep(10);
  }
  const said = fs.readFileSync(logFile).subarray(logStart).toString("utf8").slice(-1500);
  // A port lost in a race, or backends of a killed server that are still going away.
  if (/Address already in use|could not bind|pre-existing shared memory block/i.test(said)) return null;
  throw new Error(`PostgreSQL did not start (${ended}). It said (${logFile}):\n${said}`);
}

async function runningServer(directory) {
  const known = readPidFile(directory);
  if (!known) return null;
  for (let i = 0; i < 1200 && isPostgres(known.pid); i++) {
    const now = readPidFile(directory);
    if (now?.isReady && (await canConnect(now.port))) return now;
    await sleep(50);
  }
  // PostgreSQL clears its own stale pid file, and the file guards against backends that a killed server left:
  // only a pid that now belongs to another program would block the start for ever.
  if (isAlive(known.pid) && !isPostgres(known.pid))
    fs.rmSync(path.join(directory, "postmaster.pid"), { force: true });
  return null;
}

async function startServer(place, directory, spawnOptions) {
  const logFile = path.join(place.home, "pg.log");
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10e6) fs.truncateSync(logFile);
  const preferred = 20_000 + (crypto.createHash("sha1").update(directory).digest().readUInt16BE(0) % 10_000);
  for (let attempt = 0; attempt < 40; attempt++) {
    const server = await launch(place, directory, await freePort(preferred), logFile, spawnOptions);
    if (server) return server;
    await sleep(500);
  }
  throw new Stop(`PostgreSQL could not start; see ${logFile}`);
}

/** Fast shutdown (SIGINT; SIGTERM would wait for every client), unless another process still uses the server. */
function stopServer(pid, mine) {
  return withLock(inData("start.lock"), async () => {
    fs.rmSync(mine, { force: true });
    for (const name of fs.readdirSync(inData("users"))) {
      if (stillRuns(readText(inData("users", name)) ?? "")) return;
      fs.rmSync(inData("users", name), { force: true });
    }
    if (isPostgres(pid)) process.kill(pid, "SIGINT");
    for (let i = 0; i < 600 && isPostgres(pid); i++) await sleep(50);
  });
}

/**
 * Starts the embedded server or joins the running one, and writes its address to .data/url.
 * Returns `url` (the product's own database, which may not exist yet), `adminUrl`, `isRunning()` and `stop()`.
 */
export function ensurePostgres({ log = () => {} } = {}) {
  fs.mkdirSync(inData("users"), { recursive: true });
  return withLock(inData("start.lock"), async () => {
    const place = locatePostgres(log);
    const directory = path.join(place.home, "pg");
    const root = path.parse(place.home).root;
    const spawnOptions = { ...place.as, cwd: root, env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" } };
    if (!fs.existsSync(path.join(directory, "PG_VERSION")))
      createCluster(place, directory, spawnOptions, log);
    refuseOtherVersion(place, directory);
    const server = (await runningServer(directory)) ?? (await startServer(place, directory, spawnOptions));
    const password = fs.readFileSync(path.join(place.home, "pg-password"), "utf8").trim();
    const address = (database) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${database}`;
    const mine = inData("users", String(process.pid));
    fs.writeFileSync(mine, fingerprint(process.pid));
    fs.writeFileSync(path.join(dataDirectory, "url"), address(DATABASE), { mode: 0o600 });
    return {
      url: address(DATABASE),
      adminUrl: address("postgres"),
      port: server.port,
      isRunning: () => isPostgres(server.pid),
      stop: () => stopServer(server.pid, mine),
    };
  });
}
