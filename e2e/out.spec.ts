// The plan leaves Facet: as a feed that calendars read, as picture, paper and table; and the brief, on paper.
import { readFile } from "node:fs/promises";
import ical from "node-ical";
import { updateCampaign } from "@/lib/campaigns/mutations";
import { newId } from "@/lib/ids";
import { countSheets, expect, test } from "./fixtures";
import { toast, withPlan } from "./plan";

test("a feed is made, read without a session, and revoked", async ({ shop, playwright, baseURL }) => {
  const { campaignId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Calendar feed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create feed" }).click();
  const address = await dialog.getByLabel("Address of the feed").inputValue();

  const nobody = await playwright.request.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const first = await nobody.get(address);
  expect([first.status(), first.headers()["content-type"]]).toEqual([200, "text/calendar; charset=utf-8"]);
  const events = Object.values(ical.sync.parseICS(await first.text())).filter(
    (part) => part?.type === "VEVENT",
  );
  expect(events.length).toBeGreaterThan(1);
  const again = await nobody.get(address, { headers: { "if-none-match": first.headers().etag ?? "" } });
  expect(again.status()).toBe(304);
  expect((await nobody.get(address.replace(/.\.ics$/, "_.ics"))).status()).toBe(404);

  await dialog.getByRole("button", { name: /^Revoke the feed/ }).click();
  await page.getByRole("button", { name: "Revoke feed" }).click();
  await expect(dialog.getByRole("button", { name: /^Revoke the feed/ })).toHaveCount(0);
  expect((await nobody.get(address)).status()).toBe(404);
  await nobody.dispose();
});

test("the timeline is taken as picture, table and paper", async ({ shop }) => {
  const { campaignId } = await withPlan(shop);
  const page = await shop.open("viewer", "/campaigns?view=timeline&by=owner");
  const save = async (name: string) => {
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name }).first().click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const picture = await save("Picture (PNG)");
  expect(picture.name).toMatch(/^Campaign timeline, \d{4}-\d\d-\d\d\.png$/);
  expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
  // Twice the 1,526 pixels of the drawing and its margins.
  expect(picture.bytes.readUInt32BE(16)).toBe(3148);
  const table = await save("Table (CSV)");
  expect(table.bytes.toString()).toContain("Kind,Campaign,Name,Status,Start,End");

  await page.goto(`/campaigns/print?campaign=${campaignId}`);
  const sheet = page.getByRole("img", { name: /campaign/ });
  await expect(sheet).toHaveJSProperty("complete", true);
  expect(await sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1526);
});

test("money spent is entered, changed and taken back, and is on paper", async ({ shop }) => {
  const { campaignId } = await withPlan(shop);
  const variants = ["A", "B", "C"].map((name) => ({
    ...{ id: newId(), name, channel: null, offer: "", message: "Dear reader" },
  }));
  await updateCampaign(shop.ctx(), { campaignId, version: 1, changes: { variants } });
  const page = await shop.open("marketer", `/campaigns/${campaignId}`);
  const spend = page.getByRole("region", { name: "Budget and spend" });
  await spend.getByLabel("Budget", { exact: true }).fill("500");
  await spend.getByLabel("What it was spent on").fill("Postage");
  await spend.getByLabel("Amount in", { exact: false }).fill("620,50");
  await spend.getByRole("button", { name: "Add spend" }).click();
  await expect(spend.getByRole("listitem")).toContainText("620.50");
  await expect(spend).toContainText("Over budget");
  await spend.getByRole("button", { name: /^Remove Postage/ }).click();
  await expect(spend).toContainText("Nothing has been spent yet");
  await toast(page, "Entry removed").getByRole("button", { name: "Undo" }).click();
  await expect(spend.getByRole("listitem")).toContainText("Postage");

  // On paper the brief is a text: the longer form leaves no empty sheet behind.
  expect(await countSheets(page)).toBe(2);
});
