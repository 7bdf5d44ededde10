import { makeCampaign, makeCustomer, makePersona, makePinnedFact, makeSegment } from "@/db/factories";
import { A4_PX, countSheets, expect, expectAccessible, type Shop, setLook, test, visit } from "./fixtures";

/** Forty people in a segment, thirty of them in Latvia, and forty others elsewhere. */
async function withSegment(shop: Shop, ownerId: string | null = null) {
  const ctx = shop.ctx();
  const members: number[] = [];
  for (let index = 0; index < 80; index++) {
    const isMember = index < 40;
    const { no } = await makeCustomer(ctx, { country: isMember && index < 30 ? "Latvia" : "Estonia" });
    if (isMember) members.push(no);
  }
  return makeSegment(ctx, { name: "Seaside", members, ownerId });
}

test("a persona is made from a segment, with facts from its members and typed statements", async ({
  shop,
}) => {
  const segment = await withSegment(shop);
  const page = await shop.open("marketer", "/personas");
  await page
    .getByRole("link", { name: /Persona$/ })
    .first()
    .click();
  await page
    .getByRole("link", { name: /Seaside/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`segment=${segment.id}`));
  await page.getByLabel("Name", { exact: true }).fill("Ilze, by the sea");
  await page.getByLabel("Tagline").fill("Walks first, then orders.");
  const fact = page.getByRole("checkbox", { name: /Lives in Latvia/ });
  if (!(await fact.isVisible())) await page.getByText("Where they live").click();
  await fact.setChecked(true);
  await page.getByRole("button", { name: "Add statement" }).click();
  await page.getByLabel("Statement", { exact: true }).fill("Fresh bread on Saturday");
  await page.getByLabel("Evidence").selectOption("interview");
  await page.getByRole("button", { name: "Save persona" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Ilze, by the sea" })).toBeVisible();
  await expect(page.getByText("Fresh bread on Saturday")).toBeVisible();
  const row = page.getByRole("row", { name: /Lives in Latvia/ });
  await expect(row).toContainText("75 %");
  await expect(row).toContainText("38 %");
  await expect(row).toContainText("2.0 ×");
  await expect(row).toContainText("40 people");

  await page.getByRole("link", { name: "Edit persona" }).click();
  await page.getByLabel("Quote").fill("The sea decides.");
  // What was typed is not lost by a click beside it.
  await page.getByRole("link", { name: "Segments", exact: true }).first().click();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.getByRole("button", { name: "Save persona" }).click();
  await expect(page.getByText("The sea decides.")).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive persona" }).click();
  const toast = page.getByRole("status").filter({ hasText: "archived", visible: true });
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("archived", { exact: true })).toHaveCount(0);
});

test("every figure leads to its query, its formula and the people; it is pinned, and a segment begins there", async ({
  shop,
}) => {
  const segment = await withSegment(shop);
  const persona = await makePersona(shop.ctx(), { segmentId: segment.id });
  const lost = { key: "country:Atlantis", label: "Lives in Atlantis", text: "50 %" };
  await makePinnedFact(shop.ctx(), { personaId: persona.id, ...lost });
  const page = await shop.open("marketer", `/personas/${persona.id}`);
  await page
    .getByRole("row", { name: /Lives in Latvia/ })
    .getByRole("link", { name: "Lives in Latvia" })
    .click();
  const panel = page.getByRole("complementary", { name: "Lives in Latvia" });
  await expect(panel.getByText("Customers who live in Latvia")).toBeVisible();
  await expect(panel.getByText("30 of 40 members of whom it is known")).toBeVisible();
  await expect(panel.getByText(/Wilson/)).toBeVisible();
  await expect(panel.getByText("30 members")).toBeVisible();
  await expect(panel.getByRole("link", { name: "Next people" })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Pin to card" }).click();
  await expect(panel.getByRole("button", { name: "Unpin from card" })).toBeVisible();
  await expect(page.getByRole("article").getByRole("link", { name: "Lives in Latvia: 75 %" })).toBeVisible();
  await panel.getByRole("link", { name: "Make a segment of them" }).click();
  await expect(page).toHaveURL(/segments\/new/);
  await expect(page.getByText("Latvia").first()).toBeVisible();

  // So does one that the data carries no more.
  await visit(page, `/personas/${persona.id}`);
  await page
    .getByRole("article")
    .getByRole("link", { name: /Lives in Atlantis/ })
    .first()
    .click();
  const gone = page.getByRole("complementary", { name: "Lives in Atlantis" });
  await expect(gone).toContainText("It was 50 %");
  await expect(gone.getByText("What was looked up")).toBeVisible();

  const reader = await shop.open("viewer", `/personas/${persona.id}?fact=country%3ALatvia`);
  const closed = reader.getByRole("complementary", { name: "Lives in Latvia" });
  await expect(closed.getByText(/you see counts, not persons/)).toBeVisible();
  await expect(closed.getByRole("button", { name: /Pin/ })).toHaveCount(0);
});

test("a research note is written down, carries a statement, and comes back after it was removed", async ({
  shop,
}) => {
  const segment = await withSegment(shop);
  const persona = await makePersona(shop.ctx(), { segmentId: segment.id });
  const page = await shop.open("marketer", `/personas/${persona.id}`);
  await page.getByRole("link", { name: "Add note" }).click();
  const panel = page.getByRole("complementary", { name: "New research note" });
  await panel.getByLabel("Title").fill("By the harbour");
  await panel.getByLabel(/Who was asked/).fill("Fishmonger");
  await panel.getByRole("button", { name: "Add quote" }).click();
  await panel.getByLabel("Quote 1", { exact: true }).fill("The sea decides.");
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText("“The sea decides.”")).toBeVisible();

  await page.getByRole("link", { name: "Edit persona" }).click();
  await page.getByRole("button", { name: "Add statement" }).click();
  await page.getByLabel("Statement", { exact: true }).fill("Buys when boats are in");
  await page.getByLabel(/Research note/).selectOption("By the harbour");
  await page.getByRole("button", { name: "Save persona" }).click();
  await expect(page.getByRole("link", { name: "By the harbour" })).toBeVisible();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("link", { name: "By the harbour" })).toHaveCount(0);
  const toast = page.getByRole("status").filter({ hasText: "Note removed", visible: true });
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "By the harbour" })).toBeVisible();
});

test("personas stand side by side, are copied, found and put on paper", async ({ shop }) => {
  const ctx = shop.ctx();
  const segment = await withSegment(shop);
  const [one, other] = [
    await makePersona(ctx, { segmentId: segment.id, name: "Ilze, by the sea" }),
    await makePersona(ctx, { segmentId: segment.id, name: "Gatis, on the hill" }),
  ];
  const page = await shop.open("marketer", `/personas/compare?p=${one.id}`);
  await page.getByRole("combobox", { name: "Add a persona" }).selectOption("Gatis, on the hill");
  const row = page.getByRole("row", { name: /Lives in Latvia/ });
  await expect(row.getByRole("link", { name: /75 %/ })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Take Ilze, by the sea out" }).click();
  await expect(page).toHaveURL(new RegExp(`p=${other.id}$`));

  await visit(page, `/personas/${one.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate persona" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ilze, by the sea, copy");

  await visit(page, "/personas?q=hill");
  await expect(page.getByRole("link", { name: /Gatis, on the hill/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Ilze/ })).toHaveCount(0);

  await visit(page, `/personas/${one.id}/print`);
  await expectAccessible(page);
  expect(await countSheets(page)).toBe(1);
});

test("a persona leads to its segment and to its campaigns, and they lead back", async ({ shop }) => {
  const ctx = shop.ctx();
  const segment = await withSegment(shop);
  const persona = await makePersona(ctx, { segmentId: segment.id });
  const campaign = await makeCampaign(ctx, { personaId: persona.id });
  const page = await shop.open("viewer", `/personas/${persona.id}`);
  await expect(page.getByRole("link", { name: "Seaside" }).first()).toHaveAttribute(
    "href",
    `/segments/${segment.id}`,
  );
  await page.getByRole("link", { name: campaign.name }).click();
  await expect(page).toHaveURL(new RegExp(`/campaigns/${campaign.id}`));
  await page.getByRole("link", { name: /Egle, the careful brewer/ }).click();
  await expect(page).toHaveURL(new RegExp(`/personas/${persona.id}`));
  await expect(page.getByRole("link", { name: "Edit persona" })).toHaveCount(0);
});

test("a member edits the persona of a segment that is theirs, and no other", async ({ shop }) => {
  const ctx = shop.ctx();
  const own = await withSegment(shop, shop.users.member.id);
  const other = await makeSegment(ctx, { name: "Hills" });
  const [mine, foreign] = [
    await makePersona(ctx, { segmentId: own.id }),
    await makePersona(ctx, { segmentId: other.id, name: "Gatis, on the hill" }),
  ];
  const page = await shop.open("member", `/personas/${mine.id}`);
  await expect(page.getByRole("link", { name: "Edit persona" })).toBeVisible();
  await visit(page, `/personas/${foreign.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Gatis, on the hill" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit persona" })).toHaveCount(0);
});

test("a fact that no longer holds stands beside what it was, until the new value is taken", async ({
  page,
  sql,
}) => {
  const [persona] = await sql<{ id: string }[]>`
    select p.id from personas p join persona_facts f on f.workspace_id = p.workspace_id and f.persona_id = p.id
    where p.name like 'Egle%' limit 1`;
  await visit(page, `/personas/${persona?.id}`);
  await expect(page.getByText(/pinned facts? no longer hold/)).toBeVisible();
  await expect(page.getByText(/^was /).first()).toBeVisible();
  await visit(page, "/personas?show=stale");
  await expect(page.getByRole("link", { name: /Egle.*, now / })).toBeVisible();

  // What has room on the sheet is not cut off there.
  await visit(page, `/personas/${persona?.id}/print`);
  await setLook(page, { width: A4_PX });
  await page.emulateMedia({ media: "print" });
  const cut = await page.getByRole("article").evaluate((card) => {
    const parts = [...card.querySelectorAll("*"), card];
    return parts.filter(
      (part) =>
        // Not what is only read aloud.
        part.clientHeight > 2 &&
        getComputedStyle(part).overflow === "hidden" &&
        part.scrollHeight > part.clientHeight + 1,
    ).length;
  });
  expect(cut).toBe(0);
});
