// Customers: found by sentence and search, read page by page, known as far as the role allows.

import type { Page } from "@playwright/test";
import { makeCustomer, makeSegment } from "@/db/factories";
import { demoPerson, expect, expectAccessible, PHONE, type Shop, setLook, test, visit } from "./fixtures";

const people = (page: Page) => page.getByRole("table", { name: "Customers" }).getByRole("rowheader");
const names = (page: Page) =>
  page.getByRole("table", { name: "Customers" }).locator("[data-row-link]").allTextContents();

async function fill(shop: Shop) {
  const owner = shop.ctx();
  const made = [];
  for (let index = 0; index < 60; index++)
    made.push(
      await makeCustomer(owner, {
        externalId: `C-${String(index + 1).padStart(3, "0")}`,
        firstName: index === 7 ? "Ilze" : "Ana",
        lastName: index === 7 ? "100% Bērziņa" : `No ${index + 1}`,
        email: `person${index + 1}@mail.lv`,
        country: index % 2 ? "LV" : "EE",
        consentEmail: index % 3 ? "in" : "out",
      }),
    );
  const segment = await makeSegment(owner, {
    name: "Quiet readers",
    ownerId: shop.users.member.id,
    members: made.slice(0, 5).map(({ no }) => no),
  });
  return { made, segment };
}

test("search, sentence, order, columns and pages are in the address and come back with it", async ({
  shop,
}) => {
  await fill(shop);
  const page = await shop.open("marketer", "/customers");
  await expect(page.getByRole("main")).toContainText(/60\scustomers/);
  await expect(people(page)).toHaveCount(50);

  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(people(page)).toHaveCount(10);
  await page.getByRole("link", { name: "Previous" }).click();
  await expect(people(page)).toHaveCount(50);

  await page.getByRole("link", { name: "Key" }).click();
  await expect(page).toHaveURL(/sort=key/);
  await expect(page.getByRole("columnheader", { name: "Key" })).toHaveAttribute("aria-sort", "ascending");
  expect((await names(page))[0]).toBe("Ana No 1");

  await page.getByRole("combobox", { name: "Country" }).selectOption("LV");
  await page.getByRole("combobox", { name: "Consent" }).selectOption("email:out");
  await expect(page).toHaveURL(/country=LV&consent=email%3Aout/);
  await expect(page.getByRole("main")).toContainText(/10\scustomers/);

  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("checkbox", { name: "E-mail" }).click();
  await expect(page.getByRole("columnheader", { name: "E-mail" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(people(page)).toHaveCount(10);
  await expect(page.getByRole("columnheader", { name: "E-mail" })).toBeVisible();

  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(people(page)).toHaveCount(50);
  await page.getByRole("searchbox", { name: "Search customers" }).fill("00%");
  await expect(page).toHaveURL(/q=00%25/);
  await expect(people(page)).toHaveCount(1);
  await expect(people(page)).toContainText("Ilze 100% Bērziņa");
});

test("filters that leave nobody are named, and the narrowest can be cleared", async ({ shop }) => {
  await fill(shop);
  const page = await shop.open("marketer", "/customers?q=ilze&country=EE");
  await expect(page.getByRole("heading", { name: "Nobody passes these filters" })).toBeVisible();
  await expect(page.getByText("Search: “ilze” and Country: EE leave 0 of 60 customers.")).toBeVisible();
  await page.getByRole("link", { name: "Clear search (30 left)" }).click();
  await expect(page.getByRole("main")).toContainText(/30\scustomers/);
});

test("an empty workspace says how to begin", async ({ shop }) => {
  const page = await shop.open("owner", "/customers");
  await expect(page.getByRole("heading", { name: "No customer yet" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Import" }).first()).toHaveAttribute(
    "href",
    "/customers/import",
  );
  await expectAccessible(page);
});

test("by keyboard: J walks, Space peeks, Escape closes, Enter opens", async ({ page }) => {
  await visit(page, "/customers?sort=value");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const row = page.locator("[data-row]:focus-within");
  const name = (await row.locator("[data-row-link]").textContent()) ?? "";
  await page.keyboard.press("Space");
  const panel = page.getByRole("complementary", { name });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("heading", { name: "Consent" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await page.getByRole("link", { name, exact: true }).first().press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a profile says who, why and what happened, and leads on to segment, persona and campaign", async ({
  page,
  sql,
}) => {
  const [person] = await sql<{ id: string }[]>`
    select c.id from customers c join workspaces w on w.id = c.workspace_id and w.is_demo
    where exists (select 1 from campaign_audience a where a.workspace_id = w.id and a.customer_no = c.no)
      and exists (select 1 from segment_members m join segments s on s.workspace_id = m.workspace_id and s.no = m.segment_no
        join personas p on p.workspace_id = s.workspace_id and p.segment_id = s.id
        where m.workspace_id = w.id and m.customer_no = c.no)
      and (select count(*) from orders o where o.workspace_id = w.id and o.customer_no = c.no) > 5
    order by c.no limit 1`;
  await visit(page, `/customers/${person?.id}`);
  await expect(page.getByRole("heading", { name: /^Why in “/ })).toBeVisible();
  await expect(page.getByText("Holds:").first()).toBeAttached();

  const card = (name: string) => page.getByRole("region", { name });
  const why = card("Segments")
    .getByRole("link", { name: /^Why in/ })
    .last();
  const about = (await why.getAttribute("aria-label")) ?? "";
  await why.click();
  await expect(page).toHaveURL(/why=/);
  await expect(page.getByRole("heading", { name: about })).toBeVisible();

  await page.getByRole("navigation", { name: "What the timeline shows" }).getByText("Orders").click();
  await expect(page).toHaveURL(/why=.*kind=orders/);
  const order = card("Timeline").getByRole("listitem").first();
  await order.getByText(/lines?$/).click();
  await expect(order.getByRole("columnheader", { name: "Product" })).toBeVisible();

  for (const [part, address] of [
    [card("Segments").getByRole("listitem").first().getByRole("link").first(), /\/segments\//],
    [
      card("Segments")
        .getByRole("link", { name: /^Persona: / })
        .first(),
      /\/personas\//,
    ],
    [card("Campaigns").getByRole("link").first(), /\/campaigns\//],
  ] as const)
    await expect(part).toHaveAttribute("href", address);
  await card("Campaigns").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}/);
});

test("a member sees names of their own segments' people only, a viewer is told who can change that", async ({
  shop,
}) => {
  const { made, segment } = await fill(shop);
  const page = await shop.open("member", "/customers");
  await expect(page.getByRole("link", { name: "Ana No 1", exact: true })).toHaveCount(0);
  await visit(page, `/customers?segment=${segment.id}`);
  expect((await names(page)).sort()).toEqual([1, 2, 3, 4, 5].map((no) => `Ana No ${no}`));
  await visit(page, "/customers?q=ilze");
  await expect(page.getByRole("heading", { name: "Nobody passes these filters" })).toBeVisible();
  await visit(page, `/customers/${made[20]?.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "C-021" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /history: not open to your role/ })).toBeVisible();
  expect(await page.content()).not.toContain("person21@mail.lv");

  const viewer = await shop.open("viewer", "/customers");
  await expect(viewer.getByRole("heading", { name: "Customers: not open to your role" })).toBeVisible();
  await expect(viewer.getByText(/Test owner can change that/)).toBeVisible();
  await visit(viewer, `/customers/${made[0]?.id}`);
  await expect(viewer.getByRole("heading", { name: "Customers: not open to your role" })).toBeVisible();
  await expectAccessible(viewer);
});

test("the palette finds a customer by key", async ({ shop }) => {
  const { made } = await fill(shop);
  const page = await shop.open("marketer", "/overview");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search or command" }).fill("C-008");
  await expect(page.getByRole("option", { name: /Ilze 100% Bērziņa/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/customers/${made[7]?.id}`);
});

test("on a phone the filters are in a sheet", async ({ page }) => {
  await setLook(page, { width: PHONE });
  await visit(page, "/customers");
  await page.getByRole("button", { name: /Filters.*customers/ }).click();
  await page.getByRole("combobox", { name: "Orders", exact: true }).selectOption("again");
  await expect(page).toHaveURL(/stage=again/);
});

test("the demo's member and viewer meet the same borders", async ({ open }) => {
  const member = await open("member", "/customers");
  await expect(member.getByText(/As a member you see names/)).toBeVisible();
  const viewer = await open("viewer", "/customers");
  await expect(viewer.getByText(new RegExp(`${demoPerson("owner").name} can change that`))).toBeVisible();
});
