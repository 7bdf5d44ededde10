// What the production build says it has: its pages, its other routes and its server actions.
import { readFileSync } from "node:fs";

const output = process.env.NEXT_DIST_DIR ?? ".next";
const manifest = <T>(file: string): T => JSON.parse(readFileSync(`${output}/${file}`, "utf8"));

type Reference = { filename: string; exportedName: string; workers: Record<string, unknown> };

/** `folder` of app/ is where its actions.ts stands; `path` is a page that carries it. */
export type BuiltAction = { folder: string; name: string; actionId: string; path: string };

const withoutGroups = (path: string) => path.replace(/\/\([^)]+\)/g, "");
const NO_ID = "00000000-0000-7000-8000-000000000000";

function pathOf({ workers }: Reference): string {
  const pages = Object.keys(workers).map((page) =>
    withoutGroups(page.replace(/^app/, "").replace(/\/page$/, "")),
  );
  const [page] = pages.sort((one, other) => rank(one) - rank(other) || one.length - other.length);
  return page?.replace(/\[[^\]]+\]/g, NO_ID) || "/";
}

/** A page of something that is not there first: an action draws its page anew, and that one reads next to nothing. */
const rank = (page: string) => (page.includes("[") ? 0 : page === "/sign-in" || page === "/setup" ? 2 : 1);

export function builtActions(): BuiltAction[] {
  const { node } = manifest<{ node: Record<string, Reference> }>("server/server-reference-manifest.json");
  return Object.entries(node)
    .map(([actionId, reference]) => ({
      actionId,
      folder: reference.filename.replace(/^app\/|\/actions\.ts$/g, ""),
      name: reference.exportedName,
      path: pathOf(reference),
    }))
    .sort((one, other) => `${one.folder} ${one.name}`.localeCompare(`${other.folder} ${other.name}`));
}

function builtRoutes(kind: "page" | "route"): string[] {
  const routes = manifest<Record<string, string>>("app-path-routes-manifest.json");
  return Object.entries(routes)
    .filter(([file]) => file.endsWith(`/${kind}`))
    .map(([, route]) => route)
    .sort();
}

/** Routes that answer with a page, such as /segments/[id]. */
export const builtPages = () => builtRoutes("page");

/** Routes that answer with anything else. */
export const builtEndpoints = () => builtRoutes("route");
