import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sleep } from "./processes.mjs";
import { type Clone, type Command, makeClone } from "./testing/clone";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const connect = (clone: Clone, max = 1) =>
  postgres(clone.url(), { max, onnotice: () => {}, connect_timeout: 5 });

async function rowsOf(clone: Clone): Promise<number[]> {
  const sql = connect(clone);
  const rows = await sql<{ n: number }[]>`select n from kept order by n`;
  await sql.end();
  return rows.map(({ n }) => n);
}

/** Writes row after row until the server is gone; answers the numbers that it acknowledged. */
function writeUntilCut(clone: Clone, from: number) {
  const acknowledged: number[] = [];
  const sql = connect(clone);
  const ended = (async () => {
    for (let n = from; ; n++) {
      await sql`insert into kept values (${n})`;
      acknowledged.push(n);
    }
  })().catch(() => {});
  return {
    acknowledged,
    ended: () => Promise.race([ended, sleep(3000)]).then(() => sql.end({ timeout: 0 })),
  };
}

describe("one clone", () => {
  let clone: Clone;
  let holder: Command;
  beforeAll(async () => {
    clone = makeClone();
    holder = await clone.hold();
    const sql = connect(clone);
    await sql`create table kept (n int primary key)`;
    await sql`insert into kept values (0)`;
    await sql.end();
  });
  afterAll(() => clone.remove());

  test("Ctrl-C ends the command well and its server with it; the next start has everything", async () => {
    holder.kill("SIGINT", "group");
    expect(await holder.ended).toBe(0);
    expect(await clone.isUp()).toBe(false);
    const began = Date.now();
    holder = await clone.hold();
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(holder.said()).not.toContain("Creating");
    expect(await rowsOf(clone)).toEqual([0]);
  });

  test.each<[what: string, kill: () => void]>([
    ["the command is killed", () => holder.kill("SIGKILL")],
    ["PostgreSQL is killed", () => process.kill(clone.serverPid(), "SIGKILL")],
    [
      "both are killed",
      () => {
        holder.kill("SIGKILL");
        process.kill(clone.serverPid(), "SIGKILL");
      },
    ],
    [
      "both are told to end at once",
      () => [holder.kill("SIGTERM"), process.kill(clone.serverPid(), "SIGQUIT")],
    ],
  ])(
    "when %s in the middle of writing, each acknowledged row is there after the next start",
    async (_, kill) => {
      const before = await rowsOf(clone);
      const writer = writeUntilCut(clone, before.length + 1000);
      while (writer.acknowledged.length < 50) await sleep(5);
      kill();
      await sleep(100);
      const next = await clone.hold();
      await writer.ended();
      holder.kill("SIGKILL", "group");
      holder = next;
      expect(await rowsOf(clone)).toEqual(expect.arrayContaining([...before, ...writer.acknowledged]));
    },
  );

  test("PostgreSQL that was killed comes back by itself, with everything", async () => {
    const before = await rowsOf(clone);
    const pid = clone.serverPid();
    process.kill(pid, "SIGKILL");
    await holder.waitFor(/starting it again/);
    await expect.poll(() => clone.serverPid(), { timeout: 30_000 }).not.toBe(pid);
    await expect.poll(() => rowsOf(clone).catch(() => []), { timeout: 30_000 }).toEqual(before);
  });

  test("several at once share one server, and the last to leave stops it", async () => {
    const pid = clone.serverPid();
    const others = await Promise.all([clone.hold(), clone.hold(), clone.hold()]);
    expect(clone.serverPid()).toBe(pid);
    const leave = async (command: Command) => {
      command.kill("SIGTERM");
      return command.ended;
    };
    expect(await Promise.all([...others, holder].slice(1).map(leave))).toEqual([0, 0, 0]);
    expect(await clone.isUp()).toBe(true);
    await Promise.all(others.slice(0, 1).map(leave));
    expect(await clone.isUp()).toBe(false);
  });

  test("when npm is killed, what it started ends too", async () => {
    const npm = clone.run("npm", ["run", "db"]);
    await npm.waitFor(/^postgres:/m);
    npm.kill("SIGKILL");
    await expect.poll(() => clone.isUp(), { timeout: 10_000 }).toBe(false);
    holder = await clone.hold();
    expect((await rowsOf(clone)).length).toBeGreaterThan(200);
  });

  test("another clone has a database of its own", async () => {
    const other = makeClone();
    try {
      await other.hold();
      expect(new URL(other.url()).port).not.toBe(new URL(clone.url()).port);
      expect(new URL(other.url()).password).not.toBe(new URL(clone.url()).password);
      const sql = connect(other);
      const [row] = await sql`select to_regclass('kept') as "table"`;
      await sql.end();
      expect(row).toEqual({ table: null });
    } finally {
      await other.remove();
    }
  });
});

describe("what the person can mend is said in a sentence", () => {
  let clone: Clone;
  beforeAll(() => {
    clone = makeClone();
  });
  afterAll(() => clone.remove());

  async function refusal(args: string[], env: Record<string, string> = {}) {
    const command = clone.facet(args, env);
    expect(await command.ended).toBe(1);
    expect(command.said()).not.toMatch(/^ +at /m);
    return command.said().trim();
  }

  test.each([
    ["nonsense", /^DATABASE_URL is not the address of a PostgreSQL database\./],
    ["https://example.com/facet", /^DATABASE_URL is not the address/],
    [
      "postgres://facet:secret@127.0.0.1:1/facet",
      /^The database that DATABASE_URL names cannot be used: .*ECONNREFUSED/,
    ],
    [
      "postgres://facet:secret@nowhere.invalid/facet",
      /^The database that DATABASE_URL names cannot be used: /,
    ],
  ])("DATABASE_URL=%s", async (url, sentence) => {
    const said = await refusal(["db"], { DATABASE_URL: url });
    expect(said).toMatch(sentence);
    expect(said).not.toContain("secret");
  });

  test("a .env is read, and the environment wins over it", async () => {
    fs.writeFileSync(path.join(clone.folder, ".env"), "DATABASE_URL=from-the-file\n");
    expect(await refusal(["db"])).toContain("DATABASE_URL is not the address");
    const environment = { DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" };
    expect(await refusal(["db"], environment)).toContain("ECONNREFUSED");
    fs.rmSync(path.join(clone.folder, ".env"));
  });

  test("a port that is none", async () => {
    expect(await refusal(["start"], { PORT: "many" })).toBe(
      'PORT is "many": it has to be a number from 1 to 65535.',
    );
  });

  test("a command that does not exist, and a Node that is too old", async () => {
    expect(await refusal(["strat"])).toMatch(/^Unknown command "strat"\. There are: start, /);
    const old = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.0"})`;
    const command = clone.run(process.execPath, ["--import", old, "bin/facet.mjs", "start"]);
    expect(await command.ended).toBe(1);
    expect(command.said().trim()).toBe("Node 18.20.0 is too old: Facet needs 20.19 or newer.");
  });
});
