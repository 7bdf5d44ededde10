import type { Page } from "@playwright/test";
import { makeCustomer, makeSegment } from "@/db/factories";
import { createSegment } from "@/lib/segments/mutations";
import type { Rule } from "@/lib/segments/rule";
import { expect, expectAccessible, type Shop, test, visit } from "./fixtures";

const known: Rule = { kind: "all", children: [{ kind: "field", field: "country", test: { op: "isKnown" } }] };

/** Ten women and five men in Latvia, four women in Estonia, three people of no known gender in Lithuania. */
async function makeParent(shop: Shop): Promise<string> {
  const ctx = shop.ctx();
  const people = [
    ...Array.from({ length: 10 }, () => ({ country: "Latvia", gender: "female" as const })),
    ...Array.from({ length: 5 }, () => ({ country: "Latvia", gender: "male" as const })),
    ...Array.from({ length: 4 }, () => ({ country: "Estonia", gender: "female" as const })),
    ...Array.from({ length: 3 }, () => ({ country: "Lithuania" })),
  ];
  for (const person of people) await makeCustomer(ctx, { firstName: "Ana", ...person });
  const input = {
    name: "Baltic",
    description: "",
    dimension: "geographic",
    parentId: null,
    rule: known,
  } as const;
  const { segmentId } = await createSegment(ctx, input);
  return `/segments/${segmentId}`;
}

const cell = (page: Page, name: string | RegExp) =>
  page.getByRole("table", { name: "Sizes of the parts" }).getByRole("button", { name });
const made = (page: Page) => page.getByRole("textbox", { name: /^Name of / });
const said = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text);

test("the parts of a very large segment are there at once and counted in the background", async ({
  shop,
}) => {
  const place = shop.ctx();
  const people = [];
  for (const country of ["Latvia", "Latvia", "Estonia"]) people.push(await makeCustomer(place, { country }));
  const members = people.map(({ no }) => no);
  const { id } = await makeSegment(place, { name: "Everybody", members, size: 400_000 });
  const page = await shop.open("marketer", `/segments/${id}/split?by=field+country`);
  await expect(cell(page, "Latvia: 2 customers")).toBeVisible();
  await page.getByRole("button", { name: "Make 2 segments" }).click();
  await page.waitForURL(/\/children$/);
  await expect(said(page, "2 segments made out of “Everybody”, being counted")).toBeVisible();
  const sizes = page.getByRole("main");
  await expect(sizes.getByRole("progressbar", { name: "Segments counted" })).toBeHidden({ timeout: 20_000 });
  await sizes
    .getByRole("link", { name: /Latvia/ })
    .first()
    .click();
  await expect(page.getByRole("link", { name: "version 1" })).toBeVisible();
  await expect(sizes.getByText("being counted")).toBeHidden();
});

test("a segment is split by two fields by keyboard, with merges, a part left out and a remainder, and taken back", async ({
  shop,
}) => {
  const path = await makeParent(shop);
  const page = await shop.open("marketer", path);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Split" }).click();
  await page.waitForURL(/\/split$/);
  await page.getByRole("combobox", { name: "Split by" }).selectOption("Country");
  await page.getByRole("combobox", { name: "And by" }).selectOption("Gender");
  await page.waitForURL(/and=field/);
  await expect(cell(page, "Latvia, female: 10 customers")).toBeVisible();
  await expect(cell(page, "Estonia, male: 0 customers, empty")).toBeVisible();
  await expect(made(page)).toHaveCount(3);

  await cell(page, /^Latvia, female/).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, /^Estonia, female/)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Make one" }).press("Enter");
  await expect(cell(page, "Latvia, female: 10 customers, in merge A")).toBeVisible();
  await cell(page, /^Latvia, male/).press("Enter");
  await page.getByRole("button", { name: "Leave out" }).press("Enter");
  await expect(cell(page, "Latvia, male: 5 customers, left out")).toBeVisible();
  await expect(made(page)).toHaveCount(1);
  await expect(page.getByText("live in Latvia or Estonia and are female")).toBeVisible();
  await page.getByRole("checkbox", { name: "Everyone else as one more segment (8)" }).press("Space");
  await page.getByRole("textbox", { name: "Name of Baltic: everyone else" }).fill("Baltic");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Make 2 segments" }).press("Enter");
  await expect(page.getByText("Another segment has this name")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name of Baltic: everyone else" })).toBeFocused();
  await page.keyboard.type("s, the others");
  await page.getByRole("button", { name: "Make 2 segments" }).press("Enter");
  await page.waitForURL(/\/children$/);
  await expect(said(page, "2 segments made out of “Baltic”")).toBeVisible();
  const sizes = page.getByRole("list", { name: "Segments within Baltic" });
  await expect(sizes.getByRole("listitem").filter({ hasText: "Balti" })).toHaveCount(2);
  await expect(sizes).toContainText("14");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "No segment narrows it yet" })).toBeVisible();
});

test("bands follow what is typed, the address keeps them, and a reader is told why not", async ({ shop }) => {
  const path = await makeParent(shop);
  const page = await shop.open("owner", `${path}/split?by=orders+count`);
  await page.getByRole("radio", { name: "Own edges" }).check({ force: true });
  await page.getByRole("textbox", { name: "Bands begin at" }).fill("1, 5");
  await expect(cell(page, "under 1: 22 customers")).toBeVisible();
  await expect(cell(page, "1–4: 0 customers, empty")).toBeVisible();
  await expect(page).toHaveURL(/w1=1%2C5/);
  await visit(page, page.url());
  await expect(cell(page, /^5 and more/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Bands begin at" })).toHaveValue("1, 5");
  const viewer = await shop.open("viewer", `${path}/split?by=orders+count`);
  await expect(
    viewer.getByRole("heading", { name: "Splitting segments: not open to your role" }),
  ).toBeVisible();
});

test("what children share and leave out is shown, opened and made a segment", async ({ shop }) => {
  const path = await makeParent(shop);
  const parentId = path.split("/").at(-1) ?? "";
  const child = (name: string, rule: Rule) =>
    createSegment(shop.ctx(), { name, description: "", dimension: "geographic", parentId, rule });
  const is = (key: "country" | "gender", value: string): Rule => ({
    kind: "all",
    children: [{ kind: "field", field: key, test: { op: "is", value } }],
  });
  await child("Latvia", is("country", "Latvia"));
  await child("Women", is("gender", "female"));
  const page = await shop.open("marketer", `${path}/children`);
  await expect(page.getByText("3 members are in no child, and 10 members are in several.")).toBeVisible();
  await page.getByRole("link", { name: "People in no child" }).click();
  const people = page.getByRole("table", { name: "People" });
  await expect(people.getByRole("row")).toHaveCount(4);
  await expect(people).toContainText("Lithuania");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Make segment of those in both Latvia and Women" }).click();
  await page.waitForURL(/\/new\?within=/);
  await expect(page.getByRole("textbox", { name: "Name of the segment" })).toHaveValue("Latvia and Women");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(said(page, "Segment saved: 10 customers")).toBeVisible();
  const viewer = await shop.open("viewer", `${path}/children`);
  await expect(viewer.getByText("Groups of fewer than 10 people are not shown to your role.")).toBeVisible();
  await expect(viewer.getByRole("link", { name: /^(People|Make segment)/ })).toHaveCount(0);
});

test("a template is offered with its size, says what others need, and fills the builder", async ({
  shop,
}) => {
  await makeParent(shop);
  const page = await shop.open("marketer", "/segments");
  await page.getByRole("link", { name: "Templates" }).click();
  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Home market: Latvia" }) });
  await expect(card).toContainText("Customers who live in Latvia.");
  await expect(card).toContainText("15");
  await page.getByText(/templates not offered yet/).click();
  await expect(page.getByText("needs birth dates").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Birthday in the next 30 days" })).toHaveCount(0);
  await expectAccessible(page);
  await card.getByRole("link", { name: "Use Home market: Latvia" }).click();
  await page.waitForURL(/template=home-market/);
  await expect(page.getByRole("textbox", { name: "Name of the segment" })).toHaveValue("Home market: Latvia");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(said(page, "Segment saved: 15 customers")).toBeVisible();
});
