// How much JavaScript a page asks for before it does anything, as the browser gets it: gzip, in units of 1,000 bytes.
import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";
import budget from "./budget.json" with { type: "json" };
import { builtPages } from "./build";
import { demoIds } from "./demo";
import { demoPerson, expect, test, visit } from "./fixtures";
import { PAGE_ROWS } from "./routes";

const PAGE_MOST = 180;
const EDITOR_MOST = 230;
const BUDGET: Record<string, number> = budget;
/** In every bundle of the chart library behind Tremor, and in nothing else. */
const CHARTS = "recharts-";

const looked = Object.entries(PAGE_ROWS).flatMap(([route, row]) => ("open" in row ? [] : [{ route, row }]));

test("every route of the build has a budget within the limits", () => {
  expect(Object.keys(BUDGET).sort()).toEqual(
    builtPages().filter((route) => !("open" in (PAGE_ROWS[route] ?? {}))),
  );
  for (const { route, row } of looked)
    expect(BUDGET[route], route).toBeLessThan((row.isEditor ? EDITOR_MOST : PAGE_MOST) + 0.1);
});

type Script = { size: number; hasCharts: boolean };

/** The scripts that a served page names, each once; old browsers' are not counted. */
async function scriptsOf(request: APIRequestContext, path: string, known: Map<string, Script>) {
  const html = await (await request.get(path)).text();
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const sources = tags.flatMap((tag) => {
    if (/nomodule/i.test(tag)) return [];
    const source = tag.match(/(?:src|href)="([^"]+\.js[^"]*)"/)?.[1];
    return source && !/rel="(?!preload|modulepreload)/.test(tag) ? [source.replaceAll("&amp;", "&")] : [];
  });
  for (const source of new Set(sources))
    if (!known.has(source)) {
      const code = await (await request.get(source)).text();
      known.set(source, { size: gzipSync(code).length, hasCharts: code.includes(CHARTS) });
    }
  return [...new Set(sources)].flatMap((source) => known.get(source) ?? []);
}

test("first-load JavaScript of every route stays within its budget", async ({
  requestAs,
  playwright,
  baseURL,
  sql,
}) => {
  // It asks for every page and every script.
  test.slow();
  const ids = await demoIds(sql);
  const signedIn = await requestAs(demoPerson("owner"));
  const nobody = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
  });
  const known = new Map<string, Script>();
  const measured: Record<string, number> = {};
  const faults: string[] = [];
  for (const { route, row } of looked) {
    const sizes = [];
    for (const path of row.paths(ids)) {
      const scripts = await scriptsOf(row.isPublic ? nobody : signedIn, path, known);
      if (scripts.length === 0) faults.push(`${path} names no script`);
      if (scripts.some(({ hasCharts }) => hasCharts)) faults.push(`${path} brings the charts at once`);
      sizes.push(scripts.reduce((sum, { size }) => sum + size, 0) / 1000);
    }
    measured[route] = Math.round(Math.max(...sizes) * 10) / 10;
    if ((measured[route] ?? 0) > (BUDGET[route] ?? 0))
      faults.push(`${route}: ${measured[route]}, not ${BUDGET[route]}`);
  }
  await nobody.dispose();
  await test
    .info()
    .attach("measured", { body: JSON.stringify(measured, null, 2), contentType: "application/json" });
  if (process.env.BUDGET_SHOW) console.log(JSON.stringify(measured, null, 2));
  expect(faults).toEqual([]);
});

test("the charts come when they are looked at, on a page of figures and nowhere else", async ({
  page,
  sql,
}) => {
  const ids = await demoIds(sql);
  const chunks: Promise<boolean>[] = [];
  page.on("response", (response) => {
    if (/\/_next\/static\/.*\.js/.test(response.url()))
      chunks.push(
        response.text().then(
          (code) => code.includes(CHARTS),
          () => false,
        ),
      );
  });
  await visit(page, `/personas/${ids.persona}`);
  await page.waitForLoadState("networkidle");
  expect(await Promise.all(chunks)).not.toContain(true);
  await visit(page, `/segments/${ids.segment}/kpis`);
  await page.mouse.wheel(0, 10_000);
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  expect(await Promise.all(chunks)).toContain(true);
});
