// Processes: who is alive, one at a time behind a lock file, children in front, and an orderly end.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import { readText, root, Stop } from "./project.mjs";

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** True when something listens there. */
export const canConnect = (port, host = "127.0.0.1") =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** The wanted port when it is free, else any free one; 0 wants none in particular. */
export const freePort = (wanted) =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", () => (wanted === 0 ? reject(new Stop("No free port.")) : resolve(freePort(0))));
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Name, state, parent and start time of a process from Linux's /proc; null elsewhere or when it is gone. */
export function processFacts(pid) {
  try {
    const [, name, rest] = fs.readFileSync(`/proc/${pid}/stat`, "utf8").match(/^\d+ \((.*)\) (.*)$/s);
    const fields = rest.split(" ");
    return { name, state: fields[0], parent: Number(fields[1]), startedAt: fields[19] };
  } catch {
    return null;
  }
}

/** Pid and start time: after a container restarts, a recorded pid alone may name somebody else. */
export const fingerprint = (pid) => `${pid} ${processFacts(pid)?.startedAt ?? ""}`.trim();

export function stillRuns(print) {
  const pid = Number(print.split(" ")[0]);
  if (!pid || !isAlive(pid)) return false;
  const now = fingerprint(pid);
  return now === print.trim() || !now.includes(" ");
}

function take(file) {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, fingerprint(process.pid));
  try {
    fs.linkSync(mine, file); // a link appears with its content, so nobody ever reads a lock without an owner
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function clearStale(file, owner) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    // Somebody else may have cleared the stale lock and taken it in between: then give it back.
    if (readText(aside) !== owner) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** Runs `work` while holding the lock file; the lock of a dead process is taken over. */
export async function withLock(file, work, seconds = 120) {
  const deadline = Date.now() + seconds * 1000;
  while (!take(file)) {
    const owner = readText(file);
    if (owner !== null && !stillRuns(owner)) clearStale(file, owner);
    else if (Date.now() > deadline) throw new Stop(`Waited ${seconds} s for ${file} (held by pid ${owner}).`);
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

const children = new Set();
let stoppedBy = null;
let isServing = false;
const farewells = [];

/** From here on being stopped is the normal end: exit code 0. */
export function serving() {
  isServing = true;
}

/** Whether somebody asked this process to end. */
export const isStopping = () => stoppedBy !== null;

/** Work to do before leaving, last registered first. */
export function beforeExit(work) {
  farewells.unshift(work);
}

let leaving = null;
/** Leaves once, whoever asks: a signal and the end of a command often arrive together. Never resolves. */
export function leave(code) {
  leaving ??= (async () => {
    for (const child of children) child.kill();
    for (const work of farewells) await Promise.resolve(work()).catch((error) => console.error(error));
    process.exit(code);
  })();
  return leaving.then(() => new Promise(() => {}));
}

function stopBy(signal) {
  stoppedBy ??= signal;
  if (children.size === 0) return void leave(isServing ? 0 : 128 + os.constants.signals[signal]);
  const running = [...children];
  for (const child of running) child.kill(signal);
  setTimeout(() => running.map((child) => child.kill("SIGKILL")), 15_000).unref();
}

export function followSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopBy(signal));
  // `kill <pid of npm>` ends npm and not its script: without this the port and the database would stay taken.
  if (!process.env.npm_lifecycle_event) return;
  const born = ancestry();
  setInterval(() => ancestry() !== born && stopBy("SIGTERM"), 1000).unref();
}

/** Our parent and, where npm runs us through a shell that stays, the shell's parent. */
function ancestry() {
  const shell = processFacts(process.ppid);
  return /^(sh|dash|bash|zsh)$/.test(shell?.name ?? "")
    ? `${process.ppid} ${shell.parent}`
    : `${process.ppid}`;
}

/** Runs a command, perhaps beside others, and resolves with its exit code; does not resolve when we are being stopped. */
export function run(command, args, { env = {}, stdio = "inherit", onOutput } = {}) {
  if (stoppedBy) return leave(130);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: onOutput ? ["ignore", "pipe", "pipe"] : stdio,
    });
    children.add(child);
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => onOutput(chunk));
    child.once("error", (error) => {
      children.delete(child);
      reject(error);
    });
    child.once("close", (code, signal) => {
      children.delete(child);
      if (stoppedBy) {
        if (children.size === 0) leave(isServing ? 0 : 128 + os.constants.signals[stoppedBy]);
      } else resolve(code ?? 128 + os.constants.signals[signal]);
    });
  });
}

/** What the first of two works gives once both have ended, or the first fault: two cores do them in the time of one. */
export async function together(...works) {
  const ends = await Promise.allSettled(works);
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  return ends[0].value;
}

export const runNode = (args, options) => run(process.execPath, args, options);
