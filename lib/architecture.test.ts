import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { is } from "drizzle-orm";
import {
  foreignKey,
  getTableConfig,
  integer,
  PgTable,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import {
  deadAnchors,
  deadReferences,
  directiveOf,
  leaksToClient,
  namedVariables,
  unguardedExports,
} from "@/bin/guards.mjs";
import { filesBelow, root } from "@/bin/project.mjs";
import { DEMO_PASSWORD, emailOf, TEAM } from "@/db/demo/team";
import * as schema from "@/db/schema";

/** Functions of queries.ts and mutations.ts that work without `authorize` in their first statement, and why. */
const WITHOUT_AUTHORIZE: Record<string, string> = {
  "lib/audit/mutations.ts recordAudit": "written beside a change that was authorised",
  "lib/jobs/mutations.ts enqueue": "called beside a change that was authorised",
  ...Object.fromEntries(
    [
      "limits/mutations.ts countTry",
      "limits/mutations.ts forgetTries",
      "account/mutations.ts renameAccount",
      "account/mutations.ts changePassword",
      "sessions/mutations.ts checkPassword",
      "sessions/mutations.ts openSession",
      "sessions/mutations.ts touchSession",
      "sessions/mutations.ts closeSession",
      "sessions/mutations.ts closeSessionsOf",
      "sessions/mutations.ts enterWorkspace",
      "sessions/queries.ts listSessionsOf",
    ].map((name) => [
      `lib/auth/${name}`,
      "sign-in and what is a person's own: before or across workspaces, so before there is a context",
    ]),
  ),
  "lib/audit/mutations.ts recordPersonAudit": "written beside a change of a person's own account",
  "lib/workspaces/invitations/queries.ts getInvitation": "the page of a link: whoever has it is asked in",
  "lib/workspaces/invitations/mutations.ts acceptInvitation": "the link is the permission",
  "lib/workspaces/invitations/mutations.ts registerByInvitation": "the link is the permission",
  "lib/auth/sessions/queries.ts readSession": "what a context is made from",
  "lib/calendar/queries.ts findFeed": "the token is the permission; what a context is made from",
  "lib/auth/sessions/queries.ts hasUsers": "the first visit's question; answers yes or no",
  "lib/workspaces/mutations.ts createWorkspace": "makes the workspace that a context would name",
  "lib/workspaces/mutations.ts setUp": "the first visit: nobody exists who could be asked",
  "lib/jobs/queries.ts jobCtx": "makes the context",
  "lib/jobs/queries.ts listWorkspacesAtNewDay": "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithHours": "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithoutFigures":
    "the clock's question over all workspaces; answers numbers only",
  "lib/jobs/queries.ts listWorkspacesWithLargeCampaigns":
    "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithLaunches":
    "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithWebhooks":
    "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesToRemind": "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithPersonas":
    "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts listWorkspacesWithMail": "the clock's question across workspaces; answers ids only",
  "lib/jobs/queries.ts isDatabaseUp": "the health check's question; reads no row",
};

/** Tables of the whole installation; every other one belongs to a workspace. */
const GLOBAL_TABLES = ["workspaces", "users", "sessions", "rate_limits"];

/** Unique indexes that span workspaces, and why. */
const CROSSING_KEYS: Record<string, string> = {
  invitations_token: "an invitation is found by its token, before a workspace is known",
  calendar_feeds_token: "a feed is found by its token, before a workspace is known",
};

const MAX_LINES = 400;

const relative = (file: string) => path.relative(root, file);
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const files = (pattern: RegExp, ...folders: string[]) =>
  filesBelow(...folders)
    .map(relative)
    .filter((file) => pattern.test(file));

describe("reads and writes ask first", () => {
  const found = files(/\/(queries|mutations)\.ts$/, "lib").flatMap((file) =>
    unguardedExports(read(file), file).map((name: string) => `${file} ${name}`),
  );

  test("every exported function takes ctx and authorises in its first statement", () => {
    expect(found.filter((name) => !(name in WITHOUT_AUTHORIZE))).toEqual([]);
  });

  test("no exception outlives its reason", () => {
    expect(Object.keys(WITHOUT_AUTHORIZE).filter((name) => !found.includes(name))).toEqual([]);
  });

  test.each([
    ["no context", `export function bad(id: string) { authorize(id, "a:b"); }`],
    ["context not first", `export async function bad(id: string, ctx: Ctx) { authorize(ctx, "a:b"); }`],
    ["authorises later", `export function bad(ctx: Ctx) { const x = 1; authorize(ctx, "a:b"); return x; }`],
    ["authorises somebody else", `export function bad(ctx: Ctx) { authorize(other, "a:b"); }`],
    ["never authorises", `export const bad = async (ctx: Ctx) => ctx.db.select();`],
    ["hides behind a call", `export const bad = cache((ctx: Ctx) => ctx.db.select());`],
    ["hides behind a name", `function bad(ctx: Ctx) { return ctx; }\nexport { bad };`],
  ])("refuses: %s", (_, text) => {
    expect(unguardedExports(text, "queries.ts")).toEqual(["bad"]);
  });

  test("accepts the guard with its answer kept or not, constants, types and what stays inside", () => {
    const good = `
      export async function listShops(ctx: Ctx, { q }: Input) { authorize(ctx, "shops:read"); return []; }
      export async function openShop(ctx: Ctx) { const scope = authorize(ctx, "shops:edit"); return scope; }
      export const closeShop = async (tx: Ctx) => { authorize(tx, "shops:edit"); };
      export const PAGE = 50; export const NAMES = ["a"] as const;
      export type Row = { n: number }; function inner(id: string) { return id; }`;
    expect(unguardedExports(good, "queries.ts")).toEqual([]);
  });
});

describe("tenant tables", () => {
  /** What keeps a table from belonging to one workspace, in words. */
  function tenantFaults(table: PgTable): string[] {
    const { name, columns, primaryKeys, indexes, foreignKeys } = getTableConfig(table);
    const faults: string[] = [];
    const leads = (names: (string | undefined)[]) => names[0] === "workspace_id";
    if (!columns.some((column) => column.name === "workspace_id" && column.notNull))
      faults.push(`${name}: workspace_id is missing or may be null`);
    const keys = primaryKeys.map((key) => key.columns.map((column) => column.name));
    const own = columns.filter((column) => column.primary).map((column) => [column.name]);
    if (![...keys, ...own].every(leads))
      faults.push(`${name}: the primary key does not begin with workspace_id`);
    for (const { config } of indexes) {
      const names = config.columns.map((column) => ("name" in column ? column.name : undefined));
      if (config.unique && !leads(names) && !(config.name && config.name in CROSSING_KEYS))
        faults.push(`${name}: unique index ${config.name} spans workspaces`);
    }
    for (const key of foreignKeys) {
      const { foreignTable, columns } = key.reference();
      const target = getTableConfig(foreignTable).name;
      if (!GLOBAL_TABLES.includes(target) && !leads(columns.map((column) => column.name)))
        faults.push(`${name}: the reference to ${target} may lead to another workspace`);
    }
    return faults;
  }

  const tables = Object.values(schema).filter((value) => is(value, PgTable));

  test("every table but the global ones belongs to one workspace, down to its keys and references", () => {
    expect(tables.length).toBeGreaterThan(30);
    const tenants = tables.filter((table) => !GLOBAL_TABLES.includes(getTableConfig(table).name));
    expect(tenants.flatMap(tenantFaults)).toEqual([]);
  });

  test("refuses tables that could mix workspaces", () => {
    const shops = pgTable(
      "shops",
      { workspaceId: integer("workspace_id").notNull(), id: text("id").notNull() },
      (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), uniqueIndex("shops_id").on(t.id)],
    );
    const loose = pgTable("loose", { id: text("id").primaryKey(), workspaceId: integer("workspace_id") });
    const crossing = pgTable(
      "crossing",
      { workspaceId: integer("workspace_id").notNull(), id: text("id").notNull(), shopId: text("shop_id") },
      (t) => [
        primaryKey({ columns: [t.workspaceId, t.id] }),
        foreignKey({ columns: [t.shopId], foreignColumns: [shops.id] }),
      ],
    );
    expect(tenantFaults(shops)).toEqual(["shops: unique index shops_id spans workspaces"]);
    expect(tenantFaults(loose)).toHaveLength(2);
    expect(tenantFaults(crossing)).toEqual([
      "crossing: the reference to shops may lead to another workspace",
    ]);
  });
});

describe("the browser's share", () => {
  test("no page and no layout is a client component", () => {
    const routes = files(/\/(page|layout)\.tsx$/, "app");
    expect(routes.filter((file) => directiveOf(read(file)) === "use client")).toEqual([]);
  });

  test("client code reaches no schema, no database and nothing of Node", () => {
    expect(leaksToClient(files(/\.tsx?$/, "app", "components", "lib"))).toEqual([]);
  });

  test("finds a leak behind two imports, and stops at types and at actions", () => {
    const tree: Record<string, string> = {
      "a.tsx": `"use client";\nimport { b } from "./b"; import type { M } from "./model"; import { save } from "./actions";`,
      "b.ts": `import { M } from "./model";`,
      "model.ts": `import { z } from "zod";`,
      "actions.ts": `"use server";\nimport { sql } from "drizzle-orm";`,
    };
    const resolve = (name: string) => Object.keys(tree).find((file) => file.startsWith(name.slice(2)));
    const leaks = leaksToClient(Object.keys(tree), (file: string) => tree[file] ?? "", resolve);
    expect(leaks).toEqual([["a.tsx", "b.ts", "model.ts", "zod"]]);
  });

  test.each([
    [`"use client";\nexport const a = 1;`, "use client"],
    [`// why\n/* and how */\n'use server';`, "use server"],
    [`import "x";\n"use client";`, null],
  ])("reads the directive of %j", (text, directive) => {
    expect(directiveOf(text)).toBe(directive);
  });
});

describe("size and documents", () => {
  const tooLong = (text: string) => text.split("\n").length - 1 > MAX_LINES;

  test(`no file has more than ${MAX_LINES} lines`, () => {
    const sources = files(/\.(tsx?|css|mjs|cjs)$/, "app", "bench", "bin", "components", "db", "e2e", "lib");
    expect(sources.filter((file) => tooLong(read(file)))).toEqual([]);
    expect(tooLong("x\n".repeat(401))).toBe(true);
    expect(tooLong("x\n".repeat(400))).toBe(false);
  });

  const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
  const exists = (file: string) => existsSync(path.join(root, file));
  const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md"];

  test.each(documents)("every path, command and anchor that %s names exists", (file) => {
    expect(deadReferences(read(file), { exists, scripts })).toEqual([]);
    expect(deadAnchors(read(file))).toEqual([]);
  });

  test("who can sign in to the demo is as the manual says", () => {
    const said = [...read("README.md").matchAll(/^\| (\S+@\S+) \| (\w+) \| (\S+) \|$/gm)];
    const people = TEAM.map(({ key, role }) => [emailOf(key), role, DEMO_PASSWORD].join(" "));
    expect(said.length).toBe(5);
    for (const [, ...person] of said) expect(people).toContain(person.join(" "));
  });

  test("every variable of the manual is explained in .env.example, and every file's limits hold", () => {
    const named = namedVariables(read("README.md"));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name: string) => !read(".env.example").includes(name))).toEqual([]);
    expect(read("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(151);
    const pictures = filesBelow("docs").filter((file) => statSync(file).size > 300_000);
    expect(pictures.map(relative)).toEqual([]);
  });

  test("finds dead paths, links and commands", () => {
    const text =
      "See `lib/gone.ts`, [the map](docs/gone.md), `npm run gone`; `lib/env.ts`, `npm run check`, " +
      "[the web](https://example.com), `lib/<domain>/model.ts` and\n```\nlib/not-read.ts\nnpm run lost\n```";
    expect(deadReferences(text, { exists, scripts })).toEqual([
      "lib/gone.ts",
      "docs/gone.md",
      "npm run gone",
      "npm run lost",
    ]);
    expect(deadAnchors("# One two\n[a](#one-two), [b](#three)")).toEqual(["three"]);
    expect(namedVariables("| `HOST`, `PORT` | where |\n| other | `NOT_ME` |")).toEqual(["HOST", "PORT"]);
  });
});
