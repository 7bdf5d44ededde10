import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { wantedPackages } from "../install.mjs";
import { canConnect, sleep } from "../processes.mjs";
import { root } from "../project.mjs";

const COPIED = ["bin", "db/migrations", "db/url.mjs", "package.json", "package-lock.json"];
/** Set by whoever runs the tests; a command must not see them. */
const FOREIGN = /^(DATABASE_URL|TEST_DATABASE_URL|AUTH_SECRET|NODE_ENV|NODE_OPTIONS|FACET_|VITEST|npm_)/;

export type Clone = ReturnType<typeof makeClone>;
export type Command = ReturnType<Clone["run"]>;

/** The project's own commands in a folder of their own: other data, and the packages that are installed here. */
export function makeClone() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "facet-clone-"));
  fs.chmodSync(folder, 0o755);
  for (const name of COPIED) fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  const packages = path.join(folder, "node_modules");
  fs.mkdirSync(packages);
  for (const name of fs.readdirSync(path.join(root, "node_modules")))
    if (name !== ".facet-install")
      fs.symlinkSync(path.join(root, "node_modules", name), path.join(packages, name));
  fs.writeFileSync(path.join(packages, ".facet-install"), wantedPackages());

  const inData = (name: string) => path.join(folder, ".data", name);
  const read = (file: string) => fs.readFileSync(file, "utf8").trim();
  /** Where PostgreSQL keeps its files: outside the clone when root's PostgreSQL account cannot enter it. */
  const outside = () =>
    fs.existsSync(inData("instance-id"))
      ? ["/var/lib", "/var/tmp", "/tmp"].map((parent) =>
          path.join(parent, "facet", read(inData("instance-id"))),
        )
      : [];
  const home = () =>
    [...outside(), inData("")].find((place) => fs.existsSync(path.join(place, "pg"))) ?? inData("");
  const serverPid = () => Number(read(path.join(home(), "pg", "postmaster.pid")).split("\n")[0]);
  const url = () => read(inData("url"));
  const isUp = () => canConnect(Number(new URL(url()).port));
  const running: ChildProcess[] = [];

  /** Runs a command of the clone in a process group of its own. */
  function run(command: string, args: string[], env: Record<string, string> = {}) {
    const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    const child = spawn(command, args, {
      cwd: folder,
      detached: true,
      env: { ...Object.fromEntries(inherited), NODE_ENV: "test", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const waitFor = async (pattern: RegExp) => {
      while (!pattern.test(said)) {
        if (child.exitCode !== null)
          throw new Error(`Ended with ${child.exitCode} instead of saying ${pattern}: ${said}`);
        await sleep(20);
      }
    };
    /** Nothing happens when it has ended already. */
    const kill = (signal: NodeJS.Signals, whom: "process" | "group" = "process") => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      process.kill((whom === "group" ? -1 : 1) * (child.pid ?? 0), signal);
    };
    return { ended, waitFor, kill, said: () => said };
  }

  const facet = (args: string[], env?: Record<string, string>) =>
    run(process.execPath, ["bin/facet.mjs", ...args], env);

  /** `npm run db`: the embedded server, up and migrated. */
  async function hold(): Promise<Command> {
    const command = facet(["db"]);
    await command.waitFor(/^postgres:/m);
    return command;
  }

  async function remove() {
    for (const child of running)
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    if (fs.existsSync(path.join(home(), "pg", "postmaster.pid")) && (await isUp()))
      process.kill(serverPid(), "SIGQUIT");
    for (let i = 0; i < 100 && fs.existsSync(inData("url")) && (await isUp()); i++) await sleep(50);
    for (const place of [...outside(), folder])
      fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }

  return { folder, run, facet, hold, url, isUp, serverPid, remove };
}
