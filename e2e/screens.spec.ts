import type { Page } from "@playwright/test";
import { demoIds } from "./demo";
import { DESK, expect, expectAccessible, expectNoSideScroll, PHONE, setLook, test, visit } from "./fixtures";
import { type Ids, PAGE_ROWS, type PageRow } from "./routes";

// A page whose own answer is "not found" is one of the screens.
test.use({ allowed: [/404.*nothing-here/] });
// What is found is told whole; a trace would keep every page at every step.
test.use({ trace: "off" });
test.setTimeout(300_000);
test.describe.configure({ mode: "parallel" });

type Looked = Exclude<PageRow, { open: string }>;
const looked = (isPublic: boolean): [string, Looked][] =>
  Object.entries(PAGE_ROWS).flatMap(([route, row]) =>
    "open" in row || Boolean(row.isPublic) !== isPublic ? [] : [[route, row]],
  );

/** Routes by the first part of their address: each is a test of its own, so that they are walked side by side. */
function groupsOf(routes: readonly [string, Looked][]): Map<string, Looked[]> {
  const groups = new Map<string, Looked[]>();
  for (const [route, row] of routes) {
    const [, first = ""] = route.split("/");
    groups.set(first, [...(groups.get(first) ?? []), row]);
  }
  return groups;
}

/**
 * In good order: it answers, with one heading of the first rank, nothing that stands out to the side, nothing that axe
 * finds. The dark theme changes colours only, so contrast is what is looked at again.
 */
async function expectGoodOrder(page: Page, path: string, status: number) {
  await setLook(page, { theme: "light", width: DESK });
  const response = await visit(page, path);
  expect(response?.status(), `answer of ${path}`).toBe(status);
  await expect(page.locator("h1"), `h1 of ${path}`).toHaveCount(1);
  await expect(page.getByRole("alert").filter({ hasText: "did not load" }), path).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]"), `parts of ${path} that still load`).toHaveCount(0);
  for (const width of [DESK, PHONE]) {
    await setLook(page, { theme: "light", width });
    await expectNoSideScroll(page);
    await expectAccessible(page);
    await setLook(page, { theme: "dark" });
    await expect(page.locator("html"), `theme of ${path}`).toHaveCSS("color-scheme", "dark");
    await expectAccessible(page, undefined, ["color-contrast"]);
  }
}

/** Goes on after a page with faults, so that one run tells them all. */
async function expectAllInGoodOrder(page: Page, rows: readonly Looked[], ids: Ids) {
  const faults: string[] = [];
  for (const row of rows)
    for (const path of row.paths(ids))
      await test.step(path, () =>
        expectGoodOrder(page, path, row.isMissing ? 404 : 200).catch(
          (fault: Error) => void faults.push(`${path}: ${fault.message}`),
        ),
      );
  expect(faults).toEqual([]);
}

for (const [group, rows] of groupsOf(looked(false)))
  test(`every screen of /${group} is in good order, light and dark, wide and narrow`, async ({
    page,
    sql,
  }) => {
    const ids = await demoIds(sql);
    await expectAllInGoodOrder(page, rows, ids);
  });

test("every screen before the sign-in is in good order, light and dark, wide and narrow", async ({
  open,
  sql,
}) => {
  const ids = await demoIds(sql);
  const rows = looked(true).map(([, row]) => row);
  await expectAllInGoodOrder(await open(null), rows, ids);
});
