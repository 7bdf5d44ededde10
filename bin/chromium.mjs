// A Chromium for the browser tests: the one that is there, Playwright's own, or the distribution's package.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import { run, runNode } from "./processes.mjs";
import { at, readText, Stop, say } from "./project.mjs";

// The shell is Chromium without the windows of a desktop: the same pages in less time.
const PLACES = [
  ...[
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
  ],
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const playwright = (args) =>
  runNode([at("node_modules/@playwright/test/cli.js"), ...args], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
  });

/** Present, and able to start: Ubuntu's /usr/bin/chromium-browser may only be a hint to install a snap. */
const works = (file) =>
  Boolean(file) && fs.existsSync(file) && spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0;

function playwrightsOwn() {
  const require = createRequire(import.meta.url);
  return require("@playwright/test").chromium.executablePath();
}

const find = () => [process.env.CHROMIUM_PATH, ...PLACES, playwrightsOwn()].find(works);

const isRoot = process.getuid?.() === 0;
const isDebianLike = /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readText("/etc/os-release") ?? "");

async function install() {
  say("Installing a Chromium for the browser tests");
  if ((await playwright(["install", "chromium"])) === 0) {
    if (!find() && isRoot) await playwright(["install-deps", "chromium"]);
    if (find()) return;
  }
  if (!isRoot || !isDebianLike) return;
  say("Playwright's download did not work: trying the distribution's package");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  if ((await run("apt-get", ["update", "-q"], { env })) !== 0) return;
  for (const name of ["chromium-headless-shell", "chromium"])
    if ((await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", name], { env })) === 0)
      return;
}

/** The path of a Chromium that starts; installs one where there is none. */
export async function ensureChromium() {
  if (process.env.CHROMIUM_PATH && !works(process.env.CHROMIUM_PATH))
    throw new Stop(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which does not start.`);
  if (!find()) await install();
  const found = find();
  if (found) return found;
  throw new Stop(
    "The browser tests need a Chromium, and none could be installed.\n" +
      "Install one (as root: apt-get install chromium, or npx playwright install --with-deps chromium)\n" +
      "or set CHROMIUM_PATH to one.",
  );
}
