import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Rule, the file that breaks it, and what that file says. Each other file of the sample tree keeps every rule. */
const BAD: [rule: string, file: string, text: string][] = [
  ["nothing-imports-app", "lib/shop/a.ts", `import "@/app/page";`],
  [
    "nothing-imports-app",
    "components/shop/b.tsx",
    `import { Page } from "../../app/page"; export const B = () => <Page />;`,
  ],
  [
    "app-asks-lib",
    "app/c/page.tsx",
    `import { db } from "@/db/client"; export const C = () => <p>{String(db)}</p>;`,
  ],
  ["app-asks-lib", "app/d/page.tsx", `import type { Db } from "@/db/client"; export type D = Db;`],
  ["app-asks-lib", "app/e/page.tsx", `import { sql } from "drizzle-orm"; export const e = sql;`],
  ["app-asks-lib", "app/f/page.tsx", `import { active } from "@/lib/shop/sql"; export const f = active;`],
  [
    "components-take-props",
    "components/shop/g.tsx",
    `import { list } from "@/lib/shop/queries"; export const g = list;`,
  ],
  [
    "components-take-props",
    "components/shop/h.tsx",
    `import type { Row } from "@/lib/shop/queries"; export type H = Row;`,
  ],
  [
    "components-take-props",
    "components/shop/i.tsx",
    `import { action } from "@/lib/web/action"; export const i = action;`,
  ],
  [
    "parts-know-no-domain",
    "components/ui/j.tsx",
    `import { tone } from "@/lib/shop/tone"; export const j = tone;`,
  ],
  [
    "parts-know-no-domain",
    "components/charts/k.tsx",
    `import { Card } from "@/components/shop/card"; export const k = Card;`,
  ],
  [
    "components-leave-zod-behind",
    "components/shop/l.tsx",
    `import { Shop } from "@/lib/shop/model"; export const l = Shop;`,
  ],
  ["components-leave-zod-behind", "components/shop/m.tsx", `import { z } from "zod"; export const m = z;`],
  ["three-files-speak-sql", "lib/shop/n.ts", `import { db } from "@/db/client"; export const n = db;`],
  [
    "three-files-speak-sql",
    "lib/shop/o.ts",
    `export const o = async () => (await import("drizzle-orm")).sql;`,
  ],
  ["three-files-speak-sql", "lib/shop/p.ts", `export type P = import("@/db/client").Db;`],
  [
    "context-names-the-database",
    "lib/auth/ctx.ts",
    `import { db } from "@/db/client"; export const ctx = db;`,
  ],
  [
    "lib-knows-no-framework",
    "lib/shop/q.ts",
    `import { cookies } from "next/headers"; export const q = cookies;`,
  ],
  [
    "lib-knows-no-framework",
    "lib/shop/r.ts",
    `import type { ReactNode } from "react"; export type R = ReactNode;`,
  ],
  ["lib-knows-no-framework", "lib/shop/s.ts", `export { Card } from "@/components/shop/card";`],
  ["web-is-a-border", "lib/shop/t.ts", `import { action } from "@/lib/web/action"; export const t = action;`],
  ["db-is-below-lib", "db/schema/u.ts", `import { list } from "@/lib/shop/queries"; export const u = list;`],
  ["db-is-below-lib", "db/schema/v.ts", `import React from "react"; export const v = React;`],
  [
    "models-are-leaves",
    "lib/bad/model.ts",
    `import { list } from "@/lib/shop/queries"; export const w = list;`,
  ],
  [
    "reads-do-not-write",
    "lib/bad/queries.ts",
    `import { rename } from "@/lib/shop/mutations"; export const x = rename;`,
  ],
  [
    "product-without-tests",
    "lib/shop/y.ts",
    `import { testDb } from "@/db/testing/database"; export const y = testDb;`,
  ],
  ["no-cycles", "lib/shop/z.ts", `import { yes } from "./zz"; export const z = () => yes;`],
  ["no-cycles", "lib/shop/zz.ts", `import { z } from "./z"; export const yes = () => z;`],
  [
    "no-loose-ends",
    "lib/shop/loose.ts",
    `import { gone } from "@/lib/shop/gone"; export const loose = gone;`,
  ],
];

const GOOD: [file: string, text: string][] = [
  [
    "app/page.tsx",
    `import { list } from "@/lib/shop/queries"; import { Card } from "@/components/shop/card"; export const Page = () => <Card title={String(list)} />;`,
  ],
  [
    "components/shop/card.tsx",
    `import type { Shop } from "@/lib/shop/model"; import { tone } from "@/lib/shop/tone"; export const Card = ({ title }: { title: Shop }) => <b className={tone}>{title}</b>;`,
  ],
  [
    "components/ui/number.tsx",
    `import { number } from "@/lib/format"; export const Figure = () => <i>{number(1)}</i>;`,
  ],
  ["lib/format.ts", `export const number = (n: number) => String(n);`],
  [
    "lib/shop/model.ts",
    `import { z } from "zod"; import { tone } from "./tone"; export const Shop = z.string().default(tone); export type Shop = z.infer<typeof Shop>;`,
  ],
  ["lib/shop/tone.ts", `import type { Shop } from "./model"; export const tone = "warm" satisfies Shop;`],
  ["lib/shop/sql.ts", `import { sql } from "drizzle-orm"; export const active = sql\`true\`;`],
  [
    "lib/shop/queries.ts",
    `import { db } from "@/db/client"; import { active } from "./sql"; export type Row = { n: number }; export const list = () => [db, active];`,
  ],
  ["lib/shop/mutations.ts", `import { list } from "./queries"; export const rename = () => list();`],
  [
    "lib/shop/list.test.ts",
    `import { testDb } from "@/db/testing/database"; import { sql } from "drizzle-orm"; export const t = [testDb, sql];`,
  ],
  ["lib/web/action.ts", `import { refresh } from "next/cache"; export const action = refresh;`],
  ["db/client.ts", `import { sql } from "drizzle-orm"; export type Db = typeof sql; export const db = sql;`],
  ["db/schema/shops.ts", `import { tone } from "@/lib/shop/tone"; export const shops = tone;`],
  ["db/testing/database.ts", `import { db } from "../client"; export const testDb = db;`],
];

type Violation = { from: string; rule: { name: string }; cycle?: { name: string }[] };

const root = process.cwd();
let samples = "";
let violations: Violation[] = [];

beforeAll(() => {
  samples = mkdtempSync(path.join(tmpdir(), "facet-layers-"));
  for (const [file, text] of [...GOOD, ...BAD.map(([, file, text]) => [file, text] as const)]) {
    mkdirSync(path.join(samples, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(samples, file), text);
  }
  for (const file of [".dependency-cruiser.cjs", "bin/imports.cjs", "package.json"])
    cpSync(path.join(root, file), path.join(samples, file));
  symlinkSync(path.join(root, "node_modules"), path.join(samples, "node_modules"));
  const cruiser = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const run = spawnSync(process.execPath, [cruiser, "-T", "json", "app", "components", "db", "lib"], {
    cwd: samples,
    encoding: "utf8",
    maxBuffer: 64e6,
  });
  violations = JSON.parse(run.stdout).summary.violations;
});
afterAll(() => rmSync(samples, { recursive: true, force: true }));

describe("the layers", () => {
  test.each(BAD)("%s refuses %s", (rule, file) => {
    const about = violations.filter(
      ({ from, cycle }) => from === file || cycle?.some(({ name }) => name === file),
    );
    expect(about.map((violation) => violation.rule.name)).toContain(rule);
  });

  test("every rule has a bad sample", async () => {
    const { default: config } = await import("../.dependency-cruiser.cjs");
    const rules = config.forbidden?.map(({ name }) => name);
    expect(new Set(BAD.map(([rule]) => rule))).toEqual(new Set(rules));
  });

  test("what keeps the rules is not refused", () => {
    const good = new Set(GOOD.map(([file]) => file));
    expect(violations.filter(({ from }) => good.has(from))).toEqual([]);
  });
});
