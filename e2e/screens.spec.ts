import type { Page } from "@playwright/test";
import { demoIds } from "./demo";
import {
  expect,
  expectAccessible,
  expectNoSideScroll,
  LOOKS,
  type Look,
  setLook,
  test,
  visit,
} from "./fixtures";
import { type Ids, PAGE_ROWS } from "./routes";

// A page whose own answer is "not found" is one of the screens.
test.use({ allowed: [/404.*nothing-here/] });
test.setTimeout(300_000);

const pathsOf = (isPublic: boolean, ids: Ids) =>
  Object.values(PAGE_ROWS).flatMap((row) =>
    "open" in row || Boolean(row.isPublic) !== isPublic ? [] : row.paths(ids),
  );

/** In good order: one heading of the first rank, nothing that stands out to the side, nothing that axe finds. */
async function expectGoodOrder(page: Page, path: string) {
  await visit(page, path);
  await expect(page.locator("h1"), `h1 of ${path}`).toHaveCount(1);
  await expect(page.locator("[aria-busy=true]"), `parts of ${path} that still load`).toHaveCount(0);
  await expectNoSideScroll(page);
  await expectAccessible(page);
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

const words = ({ theme, width }: Look) => `${theme}, ${width} px`;

for (const look of LOOKS) {
  test(`every screen is in good order: ${words(look)}`, async ({ page, sql }) => {
    const ids = await demoIds(sql);
    await setLook(page, look);
    await expectAllInGoodOrder(page, pathsOf(false, ids));
  });

  test(`every screen before the sign-in is in good order: ${words(look)}`, async ({ open, sql }) => {
    const ids = await demoIds(sql);
    const page = await open(null);
    await setLook(page, look);
    await expectAllInGoodOrder(page, pathsOf(true, ids));
  });
}
