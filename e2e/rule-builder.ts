// The rule builder in browser tests: a small stock of people, and where its parts are on the page.
import type { Locator, Page } from "@playwright/test";
import { makeCategory, makeCustomer, makeEventName } from "@/db/factories";
import { refreshOrderFiguresOf } from "@/lib/customers/metrics/mutations";
import { createSegment } from "@/lib/segments/mutations";
import type { Rule, RuleNode } from "@/lib/segments/rule";
import { expect, type Shop } from "./fixtures";

export const livesIn = (...values: string[]): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "isAnyOf", values },
});
export const olderThan = (value: number): RuleNode => ({
  kind: "field",
  field: "age",
  test: { op: "atLeast", value },
});
export const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });

/** 12 people in Latvia, 8 in Estonia, one nowhere; every second one is 50, the others 20. */
export async function stock(shop: Shop) {
  const place = shop.ctx();
  const year = new Date().getUTCFullYear();
  const made = [];
  for (let index = 0; index < 21; index++)
    made.push(
      await makeCustomer(place, {
        firstName: "Ana",
        lastName: `No ${index + 1}`,
        country: index < 12 ? "Latvia" : index < 20 ? "Estonia" : null,
        birthDate: `${year - (index % 2 === 0 ? 51 : 21)}-01-01`,
      }),
    );
  await makeCategory(place, "Coffee");
  await makeEventName(place, "email_opened", "Opened an e-mail");
  await refreshOrderFiguresOf(
    place,
    made.map(({ no }) => no),
  );
}

export const segmentOf = (shop: Shop, name: string, rule: Rule, parentId: string | null = null) =>
  createSegment(shop.ctx(), { name, description: "", dimension: "geographic", parentId, rule });

export const tree = (page: Page) => page.getByRole("treegrid", { name: "Rule" });
export const line = (page: Page, name: RegExp) => tree(page).getByRole("row", { name });
export const preview = (page: Page) => page.getByRole("complementary", { name: "Who the rule matches" });
export const sentence = (page: Page, text: string) =>
  expect(page.getByText(text, { exact: true })).toBeVisible();

export const toast = (page: Page, text: string) =>
  expect(page.getByRole("status").getByText(text, { exact: true })).toBeVisible();

export async function expectSize(page: Page, size: number) {
  await expect(preview(page)).toContainText(new RegExp(`^${size}\\s?customer`));
  await expect(preview(page)).toContainText(/counted \d\d:\d\d/);
}

export async function pick(page: Page, query: string, option: string) {
  const dialog = page.getByRole("dialog", { name: "Add a condition" });
  await dialog.getByRole("combobox").fill(query);
  await dialog.getByRole("option", { name: option }).first().click();
}

export async function chooseValue(row: Locator, page: Page, value: string) {
  await row.getByRole("combobox", { name: /value of/ }).fill(value);
  await page.getByRole("option", { name: value }).first().click();
}
