// The plan leaves Facet: as a feed that calendars read, as picture, paper and table.
import { readFile } from "node:fs/promises";
import ical from "node-ical";
import { expect, test } from "./fixtures";
import { withPlan } from "./plan";

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
