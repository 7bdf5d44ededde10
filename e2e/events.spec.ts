import { makeCustomer } from "@/db/factories";
import { recordEvents } from "@/lib/events/mutations";
import { expect, expectAccessible, test } from "./fixtures";

test("a manager registers a property of an event, sees it ready, and releases it again", async ({ shop }) => {
  const ctx = shop.ctx();
  const { no } = await makeCustomer(ctx);
  await recordEvents(
    ctx,
    Array.from({ length: 40 }, (_, n) => ({
      customerNo: no,
      name: "email_opened",
      at: new Date(Date.now() - n * 3_600_000),
      messageId: `m${n}`,
      props: { seconds: n, ...(n % 4 > 0 && { campaign: `k${n % 2}` }) },
    })),
  );

  const page = await shop.open("manager", "/settings/fields");
  const events = page.getByRole("region", { name: "Events" });
  const campaign = events.getByRole("row", { name: /^campaign/ });
  await expect(campaign).toContainText("75");
  await expect(campaign).toContainText("each event");
  await expect(events.getByRole("row", { name: /^seconds/ }).getByRole("button")).toHaveCount(0);
  await campaign.getByRole("button", { name: "Register campaign of Email opened" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("exactly the same");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Register property" }).click();
  await expect(campaign).toContainText("summary by day", { timeout: 20_000 });

  await campaign.getByRole("button", { name: "Release campaign of Email opened" }).click();
  await expect(campaign).toContainText("summary goes");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(campaign).toContainText("summary by day");

  const marketer = await shop.open("marketer", "/settings/fields");
  await expect(marketer.getByRole("row", { name: /^campaign/ })).toContainText("summary by day");
  await expect(marketer.getByRole("button", { name: /campaign of/ })).toHaveCount(0);
});
