import { expect, expectAccessible, test, visit } from "./fixtures";

test.use({ role: "manager" });

test("a result leads to a decision, to what it led to, to the chain and into a report", async ({
  page,
  sql,
}) => {
  const [row] = await sql<{ campaign: string; segment: string; name: string }[]>`
    select c.id as campaign, s.id as segment, s.name from campaigns c
    join campaign_segments t on t.workspace_id = c.workspace_id and t.campaign_id = c.id
    join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
    where c.name = 'Starter kit for new parents'`;
  if (!row) throw new Error("The demo lacks the campaign.");
  const title = `Send the kit a week earlier ${Date.now()}`;

  await visit(page, `/campaigns/${row.campaign}/results`);
  await page.getByRole("link", { name: "Decide" }).click();
  await expect(page.getByText("Lift of “Starter kit for new parents”")).toBeVisible();
  await expect(page.getByText(/95\s%\sinterval.*n\s=\s/)).toBeVisible();
  await page.getByLabel("What was decided").fill(title);
  await page.getByLabel("Why").fill("Those who had it early came back sooner.");
  await page.getByRole("button", { name: "Record decision" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("Nothing yet.")).toBeVisible();
  await expectAccessible(page);

  // A new version of the segment comes of it.
  await sql`insert into segment_versions (workspace_id, segment_id, version, rule, sentence, note)
    select workspace_id, id, version + 1, rule, 'The same people', 'A week earlier' from segments where id = ${row.segment}`;
  await sql`update segments set version = version + 1 where id = ${row.segment}`;
  await page.reload();
  const choice = page.getByLabel("A version or campaign that it led to");
  const version = choice.locator("option").filter({ hasText: `of “${row.name}”` });
  await choice.selectOption(await version.first().getAttribute("value"));
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await expect(page.getByRole("link", { name: `of “${row.name}”` })).toBeVisible();
  await page.getByRole("button", { name: "Mark done" }).click();
  await expect(page.getByRole("button", { name: "Open again" })).toBeVisible();

  await visit(page, `/segments/${row.segment}/chain`);
  await expect(page.getByRole("list", { name: "From data to decision" })).toContainText("Decisions");
  const steps = page.getByRole("listitem").filter({ hasText: title });
  await expect(steps.first()).toBeVisible();
  await expectAccessible(page);

  await visit(page, `/decisions?campaign=${row.campaign}&state=done`);
  await page.getByRole("link", { name: title }).click();

  await visit(page, "/reports");
  await page.getByRole("link", { name: "Monday look" }).click();
  await expect(page.getByRole("heading", { name: "In short" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Next week/ }).click();
  await expect(page.getByText("which still runs")).toBeVisible();
  await expect(page.getByText(title).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute(
    "href",
    /\/api\/reports\/.*\/csv\?on=/,
  );
});

test("a decision rests on the week that is forecast, with its band", async ({ page, sql }) => {
  const [segment] = await sql<{ id: string }[]>`select id from segments where name = 'Coffee & tea regulars'`;
  const title = `Order beans for the coming week ${Date.now()}`;
  await visit(page, `/segments/${segment?.id}/kpis`);
  await page.getByRole("link", { name: "Decide on the forecast of orders" }).click();
  await expect(page.getByText("Orders of “Coffee & tea regulars”, as forecast for the week")).toBeVisible();
  await page.getByLabel("What was decided").fill(title);
  await page.getByLabel("Why").fill("The shelf holds fewer than the week is to bring.");
  await page.getByRole("button", { name: "Record decision" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText(/^80\s%\sband/)).toBeVisible();
  await page.getByRole("link", { name: /as forecast for the week$/ }).click();
  await expect(page.getByRole("heading", { name: "Orders, by week" })).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("reads decisions and reports, and records none", async ({ page }) => {
    await visit(page, "/decisions");
    await page.getByRole("row").nth(1).getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Why" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Mark done" })).toHaveCount(0);
    await visit(page, "/reports/new");
    await expect(page.getByText("Composing reports")).toBeVisible();
  });
});
