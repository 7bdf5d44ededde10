import { makeCustomer, makeOrder } from "@/db/factories";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { keepLifecycle } from "@/lib/lifecycle/mutations";
import { expect, expectAccessible, test, visit } from "./fixtures";

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

test("what is kept of many customers says when it was counted, and is counted now when asked", async ({
  shop,
}) => {
  const ctx = shop.ctx();
  const order = async (customerNo: number) => {
    await makeOrder(ctx, { customerNo, orderedAt: new Date(Date.now() - 40 * DAY) });
    await refreshOrderFiguresOf(ctx, [customerNo]);
    await refreshScores(ctx);
  };
  // By its last number the workspace is a large one.
  for (const no of [1, 2, 3, 30_000]) await makeCustomer(ctx, { no });
  await order(1);
  await keepLifecycle(ctx);
  await order(2);

  const page = await shop.open("manager", "/kpis/funnel");
  await expect(page.getByText(/^1 of 4\scustomers have ordered/)).toBeVisible();
  await page.getByRole("link", { name: "Count now" }).click();
  await expect(page.getByText(/^2 of 4\scustomers have ordered/)).toBeVisible();
  await expect(page.getByText(/^Counted/)).toHaveCount(0);
  for (const path of ["/kpis/retention?show=people", "/kpis/rfm?ties=even", "/segments/movement"]) {
    await visit(page, path);
    await expect(page.getByText(/^Counted .* once a day and after an import/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Count now" }).click();
    await expect(page.getByText(/^Counted/)).toHaveCount(0);
    expect(page.url()).toContain(path);
  }
});
