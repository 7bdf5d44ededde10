// How a page looks and reads: theme, width, and what axe says of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

export type Theme = "light" | "dark";
export type Look = { theme: Theme; width: number };
export const DESK = 1280;
export const PHONE = 390;

/** Both themes at both widths. */
export const LOOKS: readonly Look[] = [
  { theme: "light", width: DESK },
  { theme: "dark", width: DESK },
  { theme: "light", width: PHONE },
  { theme: "dark", width: PHONE },
];

/** Theme as the system's choice, and the size of a desk or a phone. Works before or after the page is open. */
export async function setLook(page: Page, { theme, width }: Partial<Look>) {
  if (theme) await page.emulateMedia({ colorScheme: theme });
  if (width) await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
}

/** Nothing stands out of the page to the side. */
export async function expectNoSideScroll(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `pixels that ${page.url()} is too wide`).toBeLessThanOrEqual(0);
}

/** Between the margins of A4, in pixels of CSS. */
export const A4_PX = 688;

/** How many sheets of A4 the page is on paper. */
export async function countSheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Axe finds nothing, on the whole page or within one part of it. Behind an open dialog nothing can be reached, and the
 * page there is looked at without it. `rules` asks for these alone.
 */
export async function expectAccessible(page: Page, within?: string, rules?: readonly string[]) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate(
    async ({ within, runOnly }) => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      // No rule of these reads the style sheets, which axe would fetch and parse again for each look.
      const preload = { assets: ["media" as const] };
      const options = { runOnly, preload, resultTypes: ["violations" as const] };
      const { violations } = await axe.run(
        within ?? document.querySelector("dialog:modal") ?? document,
        options,
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      );
    },
    { within, runOnly: [...(rules ?? AXE_TAGS)] },
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
