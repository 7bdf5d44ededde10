import { makeCustomer, makeOrder } from "@/db/factories";
import { refreshKpis } from "@/lib/kpis/mutations";
import { expect, expectAccessible, test } from "./fixtures";

const DAY = 86_400_000;

test("a manager defines a KPI with its problems marked and its months drawn, and reads it beside the others", async ({
  shop,
}) => {
  const ctx = shop.ctx();
  const { no } = await makeCustomer(ctx);
  await makeOrder(ctx, { customerNo: no, orderedAt: new Date(Date.now() - 35 * DAY), lines: [5000] });
  await refreshKpis(ctx);

  const page = await shop.open("manager", "/kpis/own");
  await page.getByRole("link", { name: "Define KPI" }).first().click();
  const formula = page.getByRole("textbox", { name: "Formula" });
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Orders per head");
  await formula.fill("orders / membrs");
  await expect(page.getByText("There is no figure “membrs”. Did you mean “members”?")).toBeVisible();
  await expect(page.locator("mark")).toHaveText("membrs");
  await formula.fill("orders / ");
  await page.locator("summary").filter({ hasText: "Figures" }).click();
  await page.getByRole("button", { name: /^members / }).click();
  await expect(formula).toHaveValue("orders / members");
  await expect(page.getByRole("heading", { name: "Orders per head of all customers" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Define KPI" }).click();
  const row = page.getByRole("row", { name: /^Orders per head/ });
  await expect(row).toContainText("orders / members");
  await row.getByRole("link", { name: "Orders per head", exact: true }).click();
  await expect(page).toHaveURL(/metric=/);
  await expect(page.getByRole("heading", { name: "Orders per head of all customers" })).toBeVisible();
  await page.getByRole("link", { name: "Your own" }).click();
  await page.getByRole("button", { name: "Archive Orders per head" }).click();
  await expect(page.getByRole("button", { name: "Restore Orders per head" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Archive Orders per head" })).toBeVisible();

  const viewer = await shop.open("viewer", "/kpis/own/new");
  await expect(viewer.getByRole("heading", { name: "Define KPI: not open to your role" })).toBeVisible();
});
