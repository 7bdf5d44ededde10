import { makeCustomer, makeOrder } from "@/db/factories";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { expect, expectAccessible, test } from "./fixtures";

const DAY = 86_400_000;

test("a manager sees who would move by another formula, uses it, and everyone is scored anew", async ({
  shop,
}) => {
  const ctx = shop.ctx();
  for (const daysAgo of [40, 60, 400]) {
    const { no } = await makeCustomer(ctx);
    await makeOrder(ctx, {
      customerNo: no,
      orderedAt: new Date(Date.now() - daysAgo * DAY),
      lines: [4000],
    });
    await refreshOrderFiguresOf(ctx, [no]);
  }
  await refreshScores(ctx);

  const page = await shop.open("manager", "/settings/scores");
  await expect(page.getByText("last order within 1.5 rhythms")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change the formula of lifecycle stages" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Lapsed after").fill("1");
  await dialog.getByRole("button", { name: "See who would move" }).click();
  await expect(dialog.getByText("Enter more than the rhythms until slipping.")).toBeVisible();
  await dialog.getByLabel("Lapsed after").fill("3");
  await dialog.getByLabel("Rhythm of who ordered once").fill("30");
  await dialog.getByRole("button", { name: "See who would move" }).click();
  await expect(dialog.getByRole("heading", { name: "Use this formula?" })).toBeVisible();
  await expect(dialog.getByRole("status")).toContainText("1 of 3 people would have another score");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Use this formula" }).click();
  await expect(page.getByText("of who ordered once it is 30 days")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Everyone is being scored anew" })).toHaveCount(0, {
    timeout: 20_000,
  });

  const viewer = await shop.open("viewer", "/settings/scores");
  await expect(viewer.getByText("of who ordered once it is 30 days")).toBeVisible();
  await expect(viewer.getByRole("button", { name: /Change the formula/ })).toHaveCount(0);
});
