import { makeCustomer, makeOrder } from "@/db/factories";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { expect, expectAccessible, test } from "./fixtures";

const DAY = 86_400_000;

test("a manager has everybody valued, sees how well the models fit, and opens the people behind a figure", async ({
  shop,
}) => {
  const ctx = shop.ctx();
  const nos: number[] = [];
  for (let at = 0; at < 60; at++) {
    const { no } = await makeCustomer(ctx);
    nos.push(no);
    const gap = 10 + (at % 7) * 12;
    const last = at % 3 === 0 ? 150 : 0;
    for (let ago = 200 + at; ago >= last; ago -= gap) {
      await makeOrder(ctx, {
        customerNo: no,
        orderedAt: new Date(Date.now() - ago * DAY),
        lines: [2000 + at * 20],
      });
      if (at % 10 === 0) break;
    }
  }
  await refreshOrderFiguresOf(ctx, nos);
  await refreshScores(ctx);

  const page = await shop.open("manager", "/kpis/value");
  await expect(page.getByRole("heading", { name: "No expected values yet" })).toBeVisible();
  await page.getByRole("button", { name: "Compute expected values" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Discount, percent a year").fill("200");
  await dialog.getByRole("button", { name: "Compute values" }).click();
  await expect(dialog.getByText("Enter 100 or less.")).toBeVisible();
  await dialog.getByLabel("Discount, percent a year").fill("8");
  await dialog.getByRole("button", { name: "Compute values" }).click();
  await expect(page.getByRole("heading", { name: "Does the model fit?" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);

  for (const [part, heading] of [
    ["Funnel", "From known to buying"],
    ["Retention", "Orders again, by month of the first order"],
    ["RFM", "Recency and frequency"],
  ] as const) {
    await page.getByRole("link", { name: part, exact: true }).click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expectAccessible(page);
  }
  await page
    .getByRole("link", { name: /^Recency 5, frequency \d.*open as a rule$/ })
    .first()
    .click();
  await expect(page.getByText("Customers who have a recency score of exactly 5")).toBeVisible();

  const viewer = await shop.open("viewer", "/kpis/value");
  await expect(viewer.getByRole("heading", { name: "Does the model fit?" })).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Compute anew" })).toHaveCount(0);
});
