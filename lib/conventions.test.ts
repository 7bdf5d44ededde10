import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { directiveOf, hasInlineAction, isBarrel, unborderedExports } from "@/bin/guards.mjs";
import { filesBelow, root } from "@/bin/project.mjs";

const sources = filesBelow("app", "bench", "bin", "components", "db", "e2e", "lib")
  .map((file) => path.relative(root, file))
  .filter((file) => /\.(tsx?|mjs|cjs)$/.test(file));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const isTest = (file: string) => /\.test\.tsx?$|\/testing\/|^e2e\//.test(file);
const product = sources.filter((file) => !isTest(file));

/** What the browser may call without a border of lib/web, and why. */
const WITHOUT_BORDER: Record<string, string> = {
  "app/(auth)/actions.ts signOut": "takes nothing and ends the session of whoever asks",
  "app/(workspace)/actions.ts search":
    "a read that must not refresh the page; parses and finds its context itself",
  "app/api/health/route.ts GET": "for launchers and load balancers; answers up or down",
  "app/api/auth/[...nextauth]/route.ts GET": "NextAuth's own",
  "app/api/auth/[...nextauth]/route.ts POST": "NextAuth's own",
};

describe("what the browser can call goes through a border", () => {
  const open = product
    .filter((file) => /^app\/.*\/route\.ts$/.test(file) || directiveOf(read(file)) === "use server")
    .flatMap((file) => unborderedExports(read(file), file).map((name: string) => `${file} ${name}`));

  test("every action and every handler is made by lib/web", () => {
    expect(open.filter((name) => !(name in WITHOUT_BORDER))).toEqual([]);
  });

  test("no exception outlives its reason", () => {
    expect(Object.keys(WITHOUT_BORDER).filter((name) => !open.includes(name))).toEqual([]);
  });

  test.each([
    ["a bare function", "export async function bad(id: string) { return id; }"],
    ["a bare arrow", "export const bad = async (input: unknown) => rename(input);"],
    ["another wrapper", "export const bad = cache(RenameInput, rename);"],
    ["a name", "const bad = 1; export { bad };"],
    ["somebody's handlers", "export const { bad } = handlers;"],
  ])("refuses %s", (_, text) => {
    expect(unborderedExports(text, "actions.ts")).toEqual(["bad"]);
  });

  test("accepts the borders, constants and types", () => {
    const good = `export const rename = action(RenameInput, shops.rename);
      export const GET = downloadRoute(Ref, download); export const dynamic = "force-dynamic"; export type Row = { n: number };`;
    expect(unborderedExports(good, "actions.ts")).toEqual([]);
  });

  test("no action hides inside a page or a component", () => {
    expect(
      product.filter((file) => /^(app|components|lib)\//.test(file) && hasInlineAction(read(file))),
    ).toEqual([]);
    expect(hasInlineAction(`async function save() {\n  "use server";\n}`)).toBe(true);
    expect(hasInlineAction(`"use server";\nexport const save = 1;`)).toBe(false);
  });
});

describe("names and forms", () => {
  /** Who may say which workspace a context is of. */
  const MINTS = ["lib/jobs/queries.ts", "lib/web/session.ts"];

  test("a context is minted at the borders only", () => {
    const shipped = product.filter((file) => /^(app|components|db|lib)\//.test(file));
    expect(shipped.filter((file) => read(file).includes("as WorkspaceId"))).toEqual(MINTS);
  });

  const drawer = /(^|\/)(utils?|helpers?|common|services|types|hooks|misc|shared)(\/|\.tsx?$)/;
  test("no drawer for whatever fits nowhere", () => {
    expect(sources.filter((file) => drawer.test(file))).toEqual([]);
    expect(
      ["lib/utils/a.ts", "lib/helpers.ts", "components/hooks/b.ts"].filter((file) => drawer.test(file)),
    ).toHaveLength(3);
  });

  const isDefaultAllowed = (file: string) =>
    /^app\/(.*\/)?(page|layout|template|default|loading|error|global-error|not-found|route)\.tsx?$/.test(
      file,
    ) || ["db/testing/global-setup.ts"].includes(file);
  const hasDefault = (text: string) => /^export default /m.test(text);
  test("default exports are for the files of which Next and Vitest demand them", () => {
    expect(sources.filter((file) => !isDefaultAllowed(file) && hasDefault(read(file)))).toEqual([]);
    expect(isDefaultAllowed("components/shop/card.tsx")).toBe(false);
    expect(hasDefault("export default function Card() {}")).toBe(true);
  });

  test("no barrels but the schema's", () => {
    const handsOn = sources.filter((file) => /^export [^=]*\bfrom "/m.test(read(file)));
    expect(handsOn.filter((file) => isBarrel(read(file), file))).toEqual(["db/schema/index.ts"]);
    expect(isBarrel(`export * from "./a"; export { b } from "./b";`, "index.ts")).toBe(true);
    expect(isBarrel(`import { a } from "./a"; export const b = a;`, "b.ts")).toBe(false);
  });

  const forbidden: [what: string, pattern: RegExp, sample: string][] = [
    [
      "Drizzle's relational API",
      /\.query\.\w+\.find(Many|First)\(|\brelations\(/,
      "db.query.shops.findMany()",
    ],
    ["TypeScript's silencers", /@ts-(ignore|expect-error|nocheck)/, "// @ts-expect-error because"],
    [
      "a lint rule switched off without its why",
      /biome-ignore(-\w+)? lint(\/\w+)*: *(?:$|\n)/,
      "// biome-ignore lint/a11y/x: \n",
    ],
    [
      "raw text in a query",
      /sql\.raw\(`[^`]*\$\{(input|ctx|text|value|name)\b/,
      "sql.raw(`x = $" + "{value}`)",
    ],
  ];
  test.each(forbidden)("nowhere: %s", (_, pattern, sample) => {
    const found = product.filter((file) => !file.startsWith("bin/guards") && pattern.test(read(file)));
    expect(found).toEqual([]);
    expect(pattern.test(sample)).toBe(true);
  });
});
