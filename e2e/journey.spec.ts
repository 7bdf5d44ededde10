// The whole loop in a workspace that starts empty: data -> segment -> persona -> campaign with an owner -> result.
import type { Page } from "@playwright/test";
import { expect, test, visit } from "./fixtures";

test.setTimeout(240_000);

const PEOPLE = 60;
const COUNTRIES = ["Latvia", "Estonia", "Norway"] as const;
const range = (length: number) => Array.from({ length }, (_, index) => index);
const countryOf = (no: number) => COUNTRIES[no % COUNTRIES.length];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Every third person lives in Latvia, and no one else's orders count for the segment. */
const CUSTOMERS = [
  "Customer ID,First name,Last name,Email,Country",
  ...range(PEOPLE).map((no) => `K${no},Ana${no},Berg,ana${no}@example.test,${countryOf(no)}`),
].join("\n");

/** Two lines an order; the first twenty people order twice. */
const ORDERS = range(80).map((no) => ({
  order: `O${no}`,
  customer: no % PEOPLE,
  on: daysAgo(10 + (no % 50)),
  lines: [
    { product: "Coffee", quantity: 2, price: 7.5 },
    { product: "Filter", quantity: 1, price: 3.25 + no },
  ],
}));
const ORDER_LINES = [
  "Order ID,Customer ID,Order date,Product,Quantity,Unit price",
  ...ORDERS.flatMap(({ order, customer, on, lines }) =>
    lines.map(
      ({ product, quantity, price }) => `${order},K${customer},${on},${product},${quantity},${price}`,
    ),
  ),
].join("\n");

const inLatvia = range(PEOPLE).filter((no) => countryOf(no) === "Latvia").length;
const latvianOrders = ORDERS.filter(({ customer }) => countryOf(customer) === "Latvia");
const latvianRevenueMinor = latvianOrders
  .flatMap(({ lines }) => lines)
  .reduce((sum, { quantity, price }) => sum + Math.round(quantity * price * 100), 0);

/** Of the twenty people who order twice, those who live in Latvia: every third, from the first. */
const latvianReturners = 7;
const inEuros = (minor: number) =>
  new RegExp(
    `Revenue${Math.round(minor / 100)
      .toLocaleString("en")
      .replace(",", "\\s")}\\s€`,
  );

async function importFile(page: Page, kind: "Customers" | "Orders", name: string, text: string) {
  await visit(page, "/customers/import");
  await page.getByRole("radio", { name: kind }).check();
  await page
    .getByLabel("Drop a CSV file here, or choose one")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(page.getByRole("heading", { name: "Match columns" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
  await expect(page.getByText("The import is done.")).toBeVisible({ timeout: 60_000 });
}

test("from a file of customers to a campaign that somebody works on, and to what it brought", async ({
  shop,
  sql,
}) => {
  const { workspaceId } = shop;
  const page = await shop.open("marketer");

  await test.step("customers and orders come in by the screen", async () => {
    await importFile(page, "Customers", "customers.csv", CUSTOMERS);
    await importFile(page, "Orders", "orders.csv", ORDER_LINES);
    const [stored] = await sql`
      select (select count(*)::int from customers where workspace_id = ${workspaceId}) as customers,
        (select count(*)::int from orders where workspace_id = ${workspaceId}) as orders,
        (select count(*)::int from order_lines where workspace_id = ${workspaceId}) as lines`;
    expect(stored).toEqual({ customers: PEOPLE, orders: 80, lines: 160 });
  });

  await test.step("a rule finds them, counted while it is written", async () => {
    await visit(page, "/segments/new");
    await page.getByRole("textbox", { name: "Name of the segment" }).fill("Latvia");
    await page.getByRole("button", { name: "Country", exact: true }).click();
    const value = page.getByRole("combobox", { name: "Add a value of Country" });
    await value.fill("Latvia");
    await value.press("Enter");
    const preview = page.getByRole("complementary", { name: "Who the rule matches" });
    await expect(preview).toContainText(String(inLatvia));
    await page.getByRole("button", { name: "Create segment" }).click();
    await expect(page).toHaveURL(/\/segments\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Latvia");
    await expect(page.getByRole("main")).toContainText(String(inLatvia));
  });
  const segmentPath = new URL(page.url()).pathname;

  await test.step("it gets a persona with facts of its members", async () => {
    await page.getByRole("link", { name: "New persona" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Egle, who brews at home");
    await page.getByRole("button", { name: "Save persona" }).click();
    await expect(page).toHaveURL(/\/personas\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { name: "Egle, who brews at home" }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Latvia" }).first()).toHaveAttribute("href", segmentPath);
  });

  await test.step("a campaign speaks to it, with an owner and a place on the timeline", async () => {
    await visit(page, segmentPath);
    await page.getByRole("link", { name: "New campaign" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Spring coffee");
    await page.getByLabel("Owner").selectOption({ label: shop.people.marketer.name });
    await page.getByRole("button", { name: "Create draft" }).click();
    await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}\/plan$/);
    await visit(page, "/campaigns?view=timeline");
    await expect(page.getByRole("treegrid").getByText("Spring coffee").first()).toBeVisible();
  });

  await test.step("a member takes the segment, and has it among their work", async () => {
    const member = await shop.open("member", "/work?show=free");
    await member.getByRole("button", { name: "Take segment Latvia" }).click();
    await expect(member.getByText("“Latvia” is yours").filter({ visible: true })).toBeVisible();
    await visit(member, "/work");
    await expect(member.getByRole("main").getByRole("link", { name: "Latvia" }).first()).toBeVisible();
    const [owner] = await sql`select owner_id from segments where workspace_id = ${workspaceId}`;
    expect(owner?.owner_id).toBe(shop.users.member.id);
  });

  await test.step("its figures say what it brought", async () => {
    const [brought] = await sql`
      select sum(m.spend_minor)::int as spend from segment_members s
      join customer_metrics m using (workspace_id, customer_no) where workspace_id = ${workspaceId}`;
    expect(brought?.spend).toBe(latvianRevenueMinor);
    await expect(async () => {
      await visit(page, `${segmentPath}/kpis`);
      const main = page.getByRole("main");
      await expect(main).toContainText(inEuros(latvianRevenueMinor), { timeout: 2000 });
      await expect(main).toContainText(`${(100 * latvianReturners) / inLatvia}.0 %`, { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    const manager = await shop.open("manager", "/overview");
    await expect(manager.getByRole("main").getByRole("link", { name: "Latvia" }).first()).toBeVisible();
  });

  await test.step("from the segment, the whole chain is one click away", async () => {
    await visit(page, segmentPath);
    const main = page.getByRole("main");
    await expect(main.getByRole("link", { name: /Egle, who brews at home/ })).toBeVisible();
    await main
      .getByRole("link", { name: /Spring coffee/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Spring coffee");
    await page.getByRole("link", { name: "Latvia" }).first().click();
    await expect(page).toHaveURL(new RegExp(`${segmentPath}$`));
  });
});
