import type { Page } from "@playwright/test";
import { expect, test, visit } from "./fixtures";

// Everything that the demo's personas say in numbers leads to what stands behind it.
test.setTimeout(120_000);

/**
 * How much is walked: every persona and every kind of panel by the manager. What another role sees differs in its panels, not by
 * the persona; and that every fact leads to as many people as it says is proved where the demo is loaded.
 */
const WALKS = {
  manager: { personas: 4, panels: 8 },
  member: { personas: 2, panels: 3 },
  viewer: { personas: 2, panels: 3 },
} as const;

/**
 * The figures on the page (set in even digits, as all of them are) that lead nowhere, and where the others lead. Days
 * are no figures, nor is what the name of a fact says.
 */
function figuresOf(page: Page): Promise<{ dead: string[]; hrefs: string[] }> {
  return page.evaluate(() => {
    const dead: string[] = [];
    const hrefs = new Set<string>();
    for (const place of document.querySelectorAll("main article, main table, main li")) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? "";
        if (!/\d/.test(text) || !node.parentElement?.closest(".num") || node.parentElement.closest("thead"))
          continue;
        const link = node.parentElement.closest("a[href]");
        if (link) hrefs.add(link.getAttribute("href") ?? "");
        else if (!/^\d{1,2}\s\w{3,9}(\s\d{4})?$/.test(text)) dead.push(text);
      }
    }
    return { dead, hrefs: [...hrefs] };
  });
}

for (const role of ["manager", "member", "viewer"] as const)
  test(`every number of every persona leads to what is behind it: ${role}`, async ({ open, sql }) => {
    const personas = await sql<{ id: string; name: string }[]>`
      select p.id, p.name from personas p join workspaces w on w.id = p.workspace_id and w.is_demo
      where p.archived_at is null order by p.created_at, p.id`;
    expect(personas.length).toBeGreaterThan(3);
    const walk = WALKS[role];
    const page = await open(role);
    const dead: string[] = [];
    const facts = new Map<string, string>();
    for (const [index, { id, name }] of personas.slice(0, walk.personas).entries())
      for (const path of [`/personas/${id}`, ...(index === 0 ? [`/personas/${id}/print`] : [])]) {
        await visit(page, path);
        const found = await figuresOf(page);
        dead.push(
          ...found.dead.map((text) => `${name}, ${path.endsWith("print") ? "print" : "page"}: ${text}`),
        );
        for (const href of found.hrefs) {
          const key = new URL(href, "http://facet").searchParams.get("fact");
          // One of each kind for the whole walk: what a kind leads to is the same for each persona.
          if (key && !facts.has(key.split(":")[0] ?? "")) facts.set(key.split(":")[0] ?? "", href);
        }
      }
    await visit(page, `/personas/compare?p=${personas.slice(0, 4).map(({ id }) => id)}`);
    dead.push(...(await figuresOf(page)).dead.map((text) => `compare: ${text}`));
    await visit(page, "/personas");
    dead.push(...(await figuresOf(page)).dead.map((text) => `list: ${text}`));
    expect(dead).toEqual([]);

    expect(facts.size).toBeGreaterThan(8);
    for (const [kind, href] of [...facts].slice(0, walk.panels)) {
      await visit(page, href);
      const panel = page.getByRole("complementary").filter({ hasText: "What was looked up" });
      await expect(panel, kind).toBeVisible();
      if (role === "manager") await expect(panel.getByText(/^[\d\s]+members?$/), kind).toBeVisible();
      if (role === "viewer") await expect(panel, kind).toContainText("you see counts, not persons");
    }
  });
