import type { Page } from "@playwright/test";
import { makeCampaign, makeDependency, makePlanItem } from "@/db/factories";
import { addDays } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import {
  DESK,
  expect,
  expectAccessible,
  expectNoSideScroll,
  LOOKS,
  type Shop,
  setLook,
  test,
  visit,
} from "./fixtures";

const WEEK_PX = 17;
const dayOf = (shop: Shop) => todayIn(shop.ctx().workspace.timeZone, new Date());

type Plan = { campaignId: string; copyId: string; sendId: string };

/** A planned campaign that starts today, with two tactics one after the other. */
async function withPlan(shop: Shop): Promise<Plan> {
  const ctx = shop.ctx();
  const today = dayOf(shop);
  const campaign = await makeCampaign(ctx, {
    name: "Autumn letters",
    status: "planned",
    channels: ["email"],
    startOn: today,
    endOn: addDays(today, 27),
  });
  const plan = { campaignId: campaign.id };
  const copy = await makePlanItem(ctx, { ...plan, name: "Copy", startOn: today, endOn: addDays(today, 9) });
  const send = await makePlanItem(ctx, {
    ...plan,
    name: "Send",
    startOn: addDays(today, 10),
    endOn: addDays(today, 17),
    position: 2,
  });
  await makeDependency(ctx, {
    fromCampaignId: campaign.id,
    fromItemId: copy.id,
    toCampaignId: campaign.id,
    toItemId: send.id,
  });
  return { campaignId: campaign.id, copyId: copy.id, sendId: send.id };
}

/** First and last day of a part of the plan, as they stand in the database. */
async function daysOf(shop: Shop, itemId: string): Promise<string> {
  const ctx = shop.ctx();
  const rows = await ctx.db.execute<{ days: string }>(
    `select start_on || ' ' || end_on as days from plan_items where id = '${itemId}'`,
  );
  return rows[0]?.days ?? "";
}

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) }).first();
const bar = (page: Page, name: string) => row(page, name).locator('[data-part="bar"]');

async function dragBy(page: Page, from: { x: number; y: number }, by: { x: number; y?: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + (by.y ?? 0) / 2, { steps: 4 });
  await page.mouse.move(from.x + by.x, from.y + (by.y ?? 0), { steps: 4 });
  await page.mouse.up();
}

async function boxOf(page: Page, name: string) {
  const box = await bar(page, name).boundingBox();
  if (!box) throw new Error(`The bar of ${name} is not drawn.`);
  return box;
}

test("a bar is dragged, its follower gives way, and undo brings both back", async ({ shop }) => {
  const { campaignId, copyId, sendId } = await withPlan(shop);
  const [copyBefore, sendBefore] = [await daysOf(shop, copyId), await daysOf(shop, sendId)];
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  const box = await boxOf(page, "Copy");
  await dragBy(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, { x: 3 * WEEK_PX });
  const today = dayOf(shop);
  await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 3)} ${addDays(today, 12)}`);
  await expect.poll(() => daysOf(shop, sendId)).not.toBe(sendBefore);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(() => daysOf(shop, copyId)).toBe(copyBefore);
  await expect.poll(() => daysOf(shop, sendId)).toBe(sendBefore);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect.poll(() => daysOf(shop, copyId)).not.toBe(copyBefore);
});

test("the end of a bar is dragged to make it longer", async ({ shop }) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  const box = await boxOf(page, "Send");
  await dragBy(page, { x: box.x + box.width - 2, y: box.y + box.height / 2 }, { x: 2 * WEEK_PX });
  const today = dayOf(shop);
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 10)} ${addDays(today, 19)}`);
});

test("a bar is moved and resized by keyboard, and Escape leaves it", async ({ shop }) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  const today = dayOf(shop);
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("Home");
  while (!(await row(page, "Send").getAttribute("aria-selected"))?.includes("true"))
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("m");
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 12)} ${addDays(today, 20)}`);
  await page.keyboard.press("m");
  for (const key of ["Control+ArrowRight", "Escape"]) await page.keyboard.press(key);
  await page.keyboard.press("Control+z");
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 10)} ${addDays(today, 17)}`);
});

test("the panel moves a bar by buttons alone", async ({ shop }) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await bar(page, "Send").click();
  const panel = page.getByRole("region", { name: "Plan of Send" });
  await panel.getByRole("button", { name: "A week later" }).click();
  const today = dayOf(shop);
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 17)} ${addDays(today, 24)}`);
});

test("a member moves their own tactic and no other, a viewer none", async ({ shop }) => {
  const { campaignId, copyId } = await withPlan(shop);
  const ctx = shop.ctx();
  await makePlanItem(ctx, {
    campaignId,
    name: "Mine",
    assigneeId: shop.users.member.id,
    startOn: dayOf(shop),
    endOn: addDays(dayOf(shop), 5),
    position: 3,
  });
  const before = await daysOf(shop, copyId);
  const page = await shop.open("member", `/campaigns/${campaignId}/plan`);
  await expect(bar(page, "Copy")).toHaveAttribute("data-fixed", "");
  await expect(bar(page, "Mine")).not.toHaveAttribute("data-fixed", "");
  const box = await boxOf(page, "Copy");
  await dragBy(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, { x: 4 * WEEK_PX });
  expect(await daysOf(shop, copyId)).toBe(before);
  const viewer = await shop.open("viewer", `/campaigns/${campaignId}/plan`);
  await expect(bar(viewer, "Mine")).toHaveAttribute("data-fixed", "");
  await expect(viewer.getByRole("button", { name: "Undo" })).toHaveCount(0);
});

for (const look of LOOKS.filter(({ width }) => width === DESK))
  test(`campaigns are in good order, ${look.theme}, ${look.width} px`, async ({ page, sql }) => {
    const [campaign] = await sql<{ id: string }[]>`select id from campaigns where name = 'Price drop alert'`;
    const one = `/campaigns/${campaign?.id}`;
    await setLook(page, look);
    for (const path of [
      "/campaigns",
      "/campaigns?view=board",
      "/campaigns?view=timeline",
      "/campaigns/new",
      one,
      `${one}/plan`,
      `${one}/results`,
      `${one}/history`,
    ]) {
      await visit(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }
  });
