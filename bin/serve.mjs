// The commands that stay in front until they are stopped, and the rebuild of what is derived.
import { ensureBuild } from "./build.mjs";
import { demoPeople, hasNoUsers, loadDemo, prepareDatabase } from "./database.mjs";
import { canConnect, runNode, serving, sleep, together } from "./processes.mjs";
import { at, Stop, say } from "./project.mjs";

const NEXT = at("node_modules/next/dist/bin/next");

async function loadFirst({ isEmbedded, url }) {
  if (isEmbedded && (await hasNoUsers(url))) await loadDemo(url);
}

function addressOf(host, port) {
  const isLocal = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
  return `http://${isLocal ? "localhost" : host}:${port}`;
}

function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Stop(`PORT is "${process.env.PORT}": it has to be a number from 1 to 65535.`);
}

async function tellHowToSignIn(address, { url, isEmbedded }) {
  console.log(`\n  Facet is at ${address}\n`);
  if (await hasNoUsers(url)) console.log("  Nobody can sign in yet: the first visit creates the owner.\n");
  else if (isEmbedded) {
    const people = demoPeople().map(
      ({ role, email, password }) => `  ${role.padEnd(9)} ${email.padEnd(28)} ${password}`,
    );
    if (people.length > 0) console.log(`  Sign in as one of the demo's people:\n\n${people.join("\n")}\n`);
  }
}

/** Resolves once the web server takes connections. */
async function listening(port, host) {
  while (!(await canConnect(port, host === "0.0.0.0" ? "127.0.0.1" : host))) await sleep(100);
}

async function serve(mode, args) {
  const host = process.env.HOST || "127.0.0.1";
  const port = wantedPort();
  if (await canConnect(port)) throw new Stop(`Port ${port} is taken. Set PORT to another one.`);
  const isProduction = mode === "start";
  const database = await prepareDatabase();
  await together(loadFirst(database), isProduction ? ensureBuild() : null);
  serving();
  const server = runNode([NEXT, mode, "-p", String(port), "-H", host, ...args], {
    env: { NODE_ENV: isProduction ? "production" : "development" },
  });
  listening(port, host).then(() => tellHowToSignIn(addressOf(host, port), database));
  return server;
}

export const start = (args) => serve("start", args);
export const dev = (args) => serve("dev", args);

export async function worker() {
  await prepareDatabase();
  serving();
  return runNode(["--import", "tsx", "bin/worker.ts"]);
}

export async function holdDatabase() {
  const { url } = await prepareDatabase();
  serving();
  console.log(url);
  say("Ctrl-C stops it, unless something else still uses it");
  return new Promise(() => setInterval(() => {}, 2 ** 30));
}

export async function rebuild(args) {
  await prepareDatabase();
  return runNode(["--import", "tsx", "bin/rebuild.ts", ...args]);
}
