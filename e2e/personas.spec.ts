import { makeCampaign, makeCustomer, makePersona, makeSegment } from "@/db/factories";
import { expect, type Shop, test, visit } from "./fixtures";

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
  await page.getByRole("button", { name: "Save persona" }).click();
  await expect(page.getByText("The sea decides.")).toBeVisible();

  await page.getByRole("button", { name: "Archive" }).click();
  const toast = page.getByRole("status").filter({ hasText: "archived", visible: true });
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Archive" })).toBeVisible();
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
});
