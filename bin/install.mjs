// The packages and the secrets: what a fresh clone lacks.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { withLock } from "./processes.mjs";
import { at, hashOf, inData, readText, root, Stop, say } from "./project.mjs";

function npm(args) {
  const flags = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const isWindows = process.platform === "win32";
  // NODE_ENV=production would leave the build tools out.
  const env = { ...process.env, NODE_ENV: "" };
  const options = { stdio: "inherit", cwd: root, env, shell: isWindows };
  return spawnSync(isWindows ? "npm.cmd" : "npm", [...args, ...flags], options).status === 0;
}

/** What the installed packages depend on: the lock file, Node's major version and the platform. */
export function wantedPackages() {
  const [major] = process.versions.node.split(".");
  return hashOf([at("package-lock.json")], major, process.platform, process.arch);
}

/** Installs the packages unless those that are wanted are there. */
export async function installPackages() {
  const wanted = wantedPackages();
  const stamp = at("node_modules", ".facet-install");
  const isDone = () => readText(stamp) === wanted;
  if (isDone()) return;
  const install = () => {
    if (isDone()) return;
    say("Installing packages (about half a minute)");
    // "ci" on a fresh clone; over existing packages "install --no-save" is faster and leaves the lock file alone.
    const isInstalled = (!fs.existsSync(at("node_modules")) && npm(["ci"])) || npm(["install", "--no-save"]);
    if (!isInstalled) throw new Stop("npm could not install the packages; its message is above.");
    fs.writeFileSync(stamp, wanted);
  };
  await withLock(inData("install.lock"), install, 15 * 60);
}

/** The session secret, made once per clone; an AUTH_SECRET in the environment wins. */
export function ensureSecrets() {
  process.env.AUTH_TRUST_HOST ??= "true";
  if (process.env.AUTH_SECRET) return;
  const file = inData("auth-secret");
  if (!fs.existsSync(file))
    fs.writeFileSync(file, crypto.randomBytes(33).toString("base64url"), { mode: 0o600 });
  process.env.AUTH_SECRET = readText(file).trim();
}
