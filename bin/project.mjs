// Where things are, how the bootstrap speaks, and what a set of files amounts to. Plain Node only.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const dataDirectory = path.join(root, ".data");

export const at = (...parts) => path.join(root, ...parts);
export const inData = (...parts) => path.join(dataDirectory, ...parts);

const startedAt = Date.now();

/** One line of progress with the seconds since the start. */
export function say(message) {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1)}s] ${message}`);
}

/** An end that the person can act on: the message is printed without a stack. */
export class Stop extends Error {}

export function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  }
}

/** Every file below the given files and folders, sorted; what does not exist is left out. */
export function filesBelow(...starts) {
  const found = [];
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) found.push(file);
    else for (const name of fs.readdirSync(file)) visit(path.join(file, name));
  };
  for (const start of starts) visit(path.resolve(root, start));
  return found.sort();
}

/** Tests and what only they use: no part of a build or of the demo data. */
export const isTestFile = (file) => /\.test\.tsx?$|\/testing\//.test(file);

/** A short hash of names and contents. */
export function hashOf(files, ...facts) {
  const hash = crypto.createHash("sha256");
  for (const file of files) hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file));
  for (const fact of facts) hash.update("\0").update(String(fact));
  return hash.digest("hex").slice(0, 16);
}
