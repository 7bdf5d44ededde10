// A plan to work on, and how the timeline's bars are found and dragged.
import type { Page } from "@playwright/test";
import { makeCampaign, makeDependency, makePlanItem } from "@/db/factories";
import { addDays } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import type { Shop } from "./fixtures";

export const WEEK_PX = 17;
export const dayOf = (shop: Shop) => todayIn(shop.ctx().workspace.timeZone, new Date());

export type Plan = { campaignId: string; copyId: string; sendId: string };

/** A planned campaign that starts today, with two tactics one after the other. */
export async function withPlan(shop: Shop): Promise<Plan> {
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
export async function daysOf(shop: Shop, itemId: string): Promise<string> {
  const ctx = shop.ctx();
  const rows = await ctx.db.execute<{ days: string }>(
    `select start_on || ' ' || end_on as days from plan_items where id = '${itemId}'`,
  );
  return rows[0]?.days ?? "";
}

export const row = (page: Page, name: string) =>
  page.getByRole("row", { name: new RegExp(`^${name}`) }).first();
export const bar = (page: Page, name: string) => row(page, name).locator('[data-part="bar"]');

export async function dragBy(page: Page, from: { x: number; y: number }, by: { x: number; y?: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + (by.y ?? 0) / 2, { steps: 4 });
  await page.mouse.move(from.x + by.x, from.y + (by.y ?? 0), { steps: 4 });
  await page.mouse.up();
}

export async function boxOf(page: Page, name: string) {
  const box = await bar(page, name).boundingBox();
  if (!box) throw new Error(`The bar of ${name} is not drawn.`);
  return box;
}

/** The toast on the page; the same words stand hidden in the list of the bell. */
export const toast = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text, visible: true });

/** What waits for what in a campaign, by name. */
export async function linksOf(shop: Shop, campaignId: string): Promise<string[]> {
  const rows = await shop.ctx().db.execute<{ link: string }>(
    `select f.name || ' > ' || t.name as link from dependencies d
      join plan_items f on f.id = d.from_item_id join plan_items t on t.id = d.to_item_id
      where d.from_campaign_id = '${campaignId}' order by 1`,
  );
  return rows.map(({ link }) => link);
}
