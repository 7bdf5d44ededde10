import { formatMoney, formatMoneyShort, formatNumber } from "@/lib/format";
import { DEMO_PEOPLE, expect, test, visit } from "./fixtures";

/** Net revenue and orders of the three whole months before this one, from the orders alone. */
const BASE = `
  with this as (select date_trunc('month', now() at time zone w.time_zone) as month, w.* from workspaces w where w.is_demo)
  select sum(o.amount_minor)::float8 as revenue, count(*) filter (where not o.is_return)::int as orders
  from this join orders o on o.workspace_id = this.id
  where o.ordered_at at time zone this.time_zone >= this.month - interval '3 months'
    and o.ordered_at at time zone this.time_zone < this.month`;

test("the overview's figures are those of the orders", async ({ page, sql }) => {
  const [base] = await sql.unsafe<{ revenue: number; orders: number }[]>(BASE);
  await visit(page, "/overview?months=3");
  const figures = page.getByLabel(/^Key figures/);
  await expect(figures).toContainText(formatNumber(base?.orders ?? -1));
  await expect(figures).toContainText(formatMoneyShort(base?.revenue ?? -1, "EUR"));
});

test("a segment's members and revenue on the overview are those of its members of each day", async ({
  page,
  sql,
}) => {
  // Order by order: was the buyer in when the day began, or did they come in on it?
  const [row] = await sql.unsafe<{ size: number; revenue: number }[]>(`
    with this as (select date_trunc('month', now() at time zone w.time_zone) as month, w.* from workspaces w where w.is_demo),
    segment as (select s.*, (select min(day) from segment_sizes z where z.workspace_id = s.workspace_id and z.segment_no = s.no) as since
      from this join segments s on s.workspace_id = this.id and s.name = 'Coffee & tea regulars'),
    placed as (select o.customer_no, o.amount_minor, (o.ordered_at at time zone this.time_zone)::date as day
      from this join orders o on o.workspace_id = this.id
      where o.ordered_at at time zone this.time_zone >= this.month - interval '3 months' and o.ordered_at at time zone this.time_zone < this.month)
    select (select count(*)::int from segment_members m join segment s on s.workspace_id = m.workspace_id and s.no = m.segment_no) as size,
      sum(p.amount_minor)::float8 as revenue
    from segment s cross join this cross join placed p cross join lateral (
      select array_agg(c.has_entered order by c.at) filter (where (c.at at time zone this.time_zone)::date < p.day) as before,
        bool_or(c.has_entered and (c.at at time zone this.time_zone)::date = p.day) as came,
        (array_agg(c.has_entered order by c.at))[1] as first_entered, min((c.at at time zone this.time_zone)::date) as first_on
      from segment_changes c where c.workspace_id = s.workspace_id and c.segment_no = s.no and c.customer_no = p.customer_no) c
    where c.came or coalesce(c.before[cardinality(c.before)],
      case when c.first_on is null then exists (select from segment_members m where m.workspace_id = s.workspace_id and m.segment_no = s.no and m.customer_no = p.customer_no)
        else not c.first_entered or c.first_on <= s.since end)`);
  await visit(page, "/overview?months=3");
  const line = page.getByRole("row", { name: /Coffee & tea regulars/ });
  await expect(line).toContainText(formatNumber(row?.size ?? -1));
  await expect(line).toContainText(formatMoneyShort(row?.revenue ?? -1, "EUR"));
});

test("the overview leads to the campaign and the segment that need a decision", async ({ page }) => {
  await visit(page, "/overview");
  await page
    .getByRole("link", { name: /^Open plan/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]+\/plan/);
  await visit(page, "/overview");
  await page
    .getByRole("link", { name: /^Review target/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/segments\/[0-9a-f-]+\/kpis/);
  await visit(page, "/overview");
  await page
    .getByRole("link", { name: /^Resolve conflict: .+ people get both/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/campaigns\/conflicts/);
  await expect(page.getByRole("main")).toContainText("people get both");
});

test.describe("a target", () => {
  test.use({ role: "manager" });

  test("is set, shown with its state on both pages, and removed with undo", async ({ page, sql }) => {
    const [segment] = await sql<{ id: string }[]>`select id from segments where name = 'Gourmet'`;
    const path = `/segments/${segment?.id}/kpis`;
    await visit(page, path);
    await page.getByRole("button", { name: "Set target" }).click();
    const dialog = page.getByRole("dialog", { name: "Set a target" });
    await dialog.getByLabel("Metric").selectOption("Repeat rate");
    await dialog.getByLabel("Target").fill("1");
    await dialog.getByRole("button", { name: "Set target" }).click();
    await expect(dialog).toBeHidden();
    const targets = page.getByRole("list", { name: "Targets" });
    await expect(targets.getByRole("listitem").filter({ hasText: "Repeat rate" })).toContainText("met");
    await visit(page, "/kpis");
    await expect(page.getByRole("listitem").filter({ hasText: "Gourmet: Repeat rate" })).toContainText("met");
    await visit(page, path);
    await page.getByRole("button", { name: "Remove the target for Repeat rate" }).click();
    await expect(page.getByRole("button", { name: "Remove the target for Repeat rate" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Remove the target for Repeat rate" }).click();
    await expect(page.getByRole("button", { name: "Remove the target for Repeat rate" })).toHaveCount(0);
  });
});

test("a figure is compared by week with the year before, in the address, and says where its change came from", async ({
  page,
}) => {
  await visit(page, "/kpis");
  await expect(page.getByRole("list", { name: "Contribution to revenue" })).toContainText("Everybody else");
  const figure = page.getByRole("figure").filter({ hasText: "Revenue of all customers" });
  await figure.getByText("Data", { exact: true }).click();
  const file = await figure.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const [, amount] =
    decodeURIComponent(file ?? "")
      .split("\r\n")[1]
      ?.split(",") ?? [];
  await expect(figure.getByRole("cell").first()).toHaveText(formatMoney(Number(amount) * 100, "EUR"));
  await page.getByLabel("Length of a period").selectOption("Week");
  await expect(page).toHaveURL(/grain=week/);
  await page.getByLabel("Compared with").selectOption("The same period last year");
  await expect(page).toHaveURL(/against=year/);
  await page.getByText("Choose up to six segments").click();
  await page.getByRole("checkbox", { name: "Gourmet" }).check();
  await page.getByRole("button", { name: "Compare segments" }).click();
  await expect(page).toHaveURL(/grain=week.*s=/);
  await expect(page.getByRole("heading", { level: 3, name: /Gourmet/ })).toBeVisible();
});

test("a channel speaks of all customers alone, and a phone shows the part that it is on", async ({
  page,
}) => {
  await visit(page, "/kpis?channel=web");
  await expect(page.getByRole("heading", { name: "Revenue of all customers, through web" })).toBeVisible();
  // Segments are not parted by channel: what each adds to a channel's change is not known.
  await expect(page.getByRole("list", { name: "Contribution to revenue" })).toHaveCount(0);
  await visit(page, "/kpis?channel=web&metric=conversionRate");
  await expect(page.getByText(/^\d+\.\d\u00a0% in /).first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, "/kpis/own");
  const tabs = page.getByRole("navigation", { name: "Parts of the KPIs" });
  await expect(tabs.getByRole("link", { name: "Your own" })).toBeInViewport({ ratio: 0.9 });
});

test("a segment's figures are compared with a segment beside it, by week, with formula and table", async ({
  page,
  sql,
}) => {
  const [segment] = await sql<{ id: string }[]>`select id from segments where name = 'Coffee & tea regulars'`;
  await visit(page, `/segments/${segment?.id}/kpis`);
  await page.getByLabel("Length of a period").selectOption("Week");
  await expect(page).toHaveURL(/grain=week/);
  const beside = page.getByLabel("Compared with").locator("option").nth(4);
  const name = (await beside.textContent()) ?? "";
  await page.getByLabel("Compared with").selectOption({ label: name });
  await expect(page).toHaveURL(/against=[0-9a-f-]{36}/);
  const revenue = page.getByRole("list", { name: "Money" }).getByRole("listitem").first();
  await expect(revenue.getByText(`against ${name}`, { exact: true })).toBeVisible();
  await revenue.getByText("Data", { exact: true }).click();
  await expect(revenue.getByRole("columnheader", { name })).toBeVisible();
  await revenue.getByText("How it is counted").click();
  await expect(revenue.getByText("Numerator")).toBeVisible();
});

test.describe("a campaign's KPIs", () => {
  test.use({ role: "manager" });

  test("stand per segment, and take a target over its days", async ({ page, sql }) => {
    const [campaign] = await sql<{ id: string }[]>`
      select c.id from campaigns c join workspaces w on w.id = c.workspace_id and w.is_demo
      where c.status = 'running' and c.launched_at is not null and not exists (select from targets t where t.campaign_id = c.id)
      order by c.start_on, c.id limit 1`;
    await visit(page, `/campaigns/${campaign?.id}/kpis`);
    await expect(page.getByRole("table", { name: "Figures of the campaign per segment" })).toBeVisible();
    await page.getByRole("button", { name: "Set target" }).click();
    const dialog = page.getByRole("dialog", { name: "Set a target" });
    await dialog.getByLabel("Metric").selectOption("Orders");
    await dialog.getByLabel("Target").fill("1");
    await dialog.getByRole("button", { name: "Set target" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("list", { name: "Targets" })).toContainText("met");
    await page.getByRole("button", { name: "Remove the target for Orders" }).click();
    await expect(page.getByText("No target yet")).toBeVisible();
  });
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("reads figures and sets no target", async ({ page }) => {
    await visit(page, "/kpis?metric=repeatRate");
    await expect(page.getByRole("heading", { name: "Repeat rate per segment" })).toBeVisible();
    await page.getByRole("main").getByRole("heading", { level: 3 }).first().getByRole("link").click();
    await expect(page).toHaveURL(/\/segments\/[0-9a-f-]+\/kpis/);
    await expect(page.getByRole("button", { name: "Set target" })).toHaveCount(0);
  });
});

for (const person of DEMO_PEOPLE)
  test(`${person.name}, ${person.role}, finds something on the overview and the KPIs`, async ({ open }) => {
    const page = await open(person, "/overview");
    await expect(page.getByRole("heading", { name: "Needs a decision" })).toBeVisible();
    await expect(page.getByRole("row", { name: /Coffee & tea regulars/ })).toBeVisible();
    await expect(page.getByRole("list", { name: "Lift by campaign, 95 % interval" })).toBeVisible();
    await visit(page, "/kpis");
    await expect(page.getByRole("list", { name: "Targets" }).getByRole("listitem")).toHaveCount(8);
    await expect(page.getByRole("listitem").filter({ hasText: "Champions: Repeat rate" })).toContainText(
      /pt (above|below) the target of [\d.]+\s%/,
    );
  });
