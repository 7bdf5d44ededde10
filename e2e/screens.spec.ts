import type { Page } from "@playwright/test";
import { demoIds } from "./demo";
import { DESK, expect, expectAccessible, expectNoSideScroll, PHONE, setLook, test, visit } from "./fixtures";
import { type Ids, PAGE_ROWS } from "./routes";

// A page whose own answer is "not found" is one of the screens.
test.use({ allowed: [/404.*nothing-here/] });
test.setTimeout(900_000);
test.describe.configure({ mode: "parallel" });

const pathsOf = (isPublic: boolean, ids: Ids) =>
  Object.values(PAGE_ROWS).flatMap((row) =>
    "open" in row || Boolean(row.isPublic) !== isPublic ? [] : row.paths(ids),
  );

/**
 * In good order: one heading of the first rank, nothing that stands out to the side, nothing that axe finds. The dark
 * theme changes colours only, so contrast is what is looked at again.
 */
async function expectGoodOrder(page: Page, path: string) {
  await setLook(page, { theme: "light" });
  await visit(page, path);
  await expect(page.locator("h1"), `h1 of ${path}`).toHaveCount(1);
  await expect(page.locator("[aria-busy=true]"), `parts of ${path} that still load`).toHaveCount(0);
  await expectNoSideScroll(page);
  await expectAccessible(page);
  await setLook(page, { theme: "dark" });
  await expect(page.locator("html"), `theme of ${path}`).toHaveCSS("color-scheme", "dark");
  await expectAccessible(page, undefined, ["color-contrast"]);
}

/** Goes on after a page with faults, so that one run tells them all. */
async function expectAllInGoodOrder(page: Page, paths: readonly string[]) {
  const faults: string[] = [];
  for (const path of paths)
    await test.step(path, () =>
      expectGoodOrder(page, path).catch((fault: Error) => void faults.push(`${path}: ${fault.message}`)),
    );
  expect(faults).toEqual([]);
}

for (const width of [DESK, PHONE]) {
  test(`every screen is in good order, light and dark: ${width} px`, async ({ page, sql }) => {
    const ids = await demoIds(sql);
    await setLook(page, { width });
    await expectAllInGoodOrder(page, pathsOf(false, ids));
  });

  test(`every screen before the sign-in is in good order, light and dark: ${width} px`, async ({
    open,
    sql,
  }) => {
    const ids = await demoIds(sql);
    const page = await open(null);
    await setLook(page, { width });
    await expectAllInGoodOrder(page, pathsOf(true, ids));
  });
}
