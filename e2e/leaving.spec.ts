// What leaves the segments: overlap and movement as links to people, files, fixed lists, webhooks.
import { Webhook } from "standardwebhooks";
import * as make from "@/db/factories";
import { addCampaign, addCustomers, addSegment } from "@/db/testing/campaigns";
import { openReceiver } from "@/db/testing/receiver";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";
import { expect, expectAccessible, test, visit } from "./fixtures";

test("two segments are compared, and the people they share become a segment", async ({ shop }) => {
  const { db } = shop.ctx();
  const place = { db, workspaceId: shop.workspaceId };
  const [ana, bo] = [await make.makeCustomer(place, { firstName: "Ana" }), await make.makeCustomer(place)];
  const one = await make.makeSegment(place, { name: "Tea drinkers", members: [ana.no, bo.no] });
  const other = await make.makeSegment(place, { name: "Cake eaters", members: [ana.no] });
  const page = await shop.open("marketer", `/segments/overlap?ids=${one.id}`);
  await page.getByRole("button", { name: "Add segment" }).click();
  await page.getByRole("combobox", { name: "Add a segment" }).fill("cake");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Tea drinkers and Cake eaters: 1 person in both" }).click();
  const panel = page.getByRole("complementary", { name: "Tea drinkers and Cake eaters" });
  await expect(panel.getByRole("link", { name: /^Ana/ })).toBeVisible();
  await expect(panel.getByRole("link", { name: "Make segment of both" })).toHaveAttribute(
    "href",
    `/segments/new?both=${one.id},${other.id}`,
  );
});

test("members leave as a file and stay as a fixed list", async ({ shop }) => {
  const { db } = shop.ctx();
  const place = { db, workspaceId: shop.workspaceId };
  const ana = await make.makeCustomer(place, { externalId: "ana-1" });
  const { id } = await make.makeSegment(place, { name: "Tea drinkers", members: [ana.no] });
  const page = await shop.open("marketer", `/segments/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Export CSV" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download 1 person as CSV" }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const part of file) text += part;
  expect(text).toContain("Customer key");
  expect(text).toContain("ana-1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Make fixed list" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Tea drinkers of today");
  await page.getByRole("button", { name: "Make fixed list" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tea drinkers of today" })).toBeVisible();
  await expect(page.getByText("fixed list", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Edit details" }).click();
  const details = page.getByRole("dialog", { name: "Details of “Tea drinkers of today”" });
  await expectAccessible(page);
  await details.getByLabel("Name").fill("Tea drinkers of June");
  await details.getByLabel("Dimension").selectOption("Psychographic");
  await details.getByLabel("Name").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tea drinkers of June" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Psychographic", { exact: true })).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/edit`);
  await expect(page.getByRole("heading", { name: "A fixed list has no rule" })).toBeVisible();
});

test("a webhook is made, its secret is shown once, and a test says that nothing inside is called", async ({
  shop,
}) => {
  const { db } = shop.ctx();
  await make.makeSegment({ db, workspaceId: shop.workspaceId }, { name: "Tea drinkers", members: [] });
  const page = await shop.open("owner", "/settings/webhooks");
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "New webhook" });
  await dialog.getByLabel("Name").fill("Mailer");
  await dialog.getByLabel("Address").fill("http://10.0.0.1/");
  await dialog.getByRole("checkbox", { name: "Tea drinkers" }).check();
  await dialog.getByRole("checkbox", { name: "Launches of campaigns" }).check();
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(dialog.getByText("This is not a public address")).toBeVisible();
  await dialog.getByLabel("Address").fill("https://hooks.example.invalid/facet");
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("textbox", { name: "Signing secret" })).toHaveValue(/^whsec_/);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /Mailer/ })).toContainText("launches, Tea drinkers");
  await page.getByRole("link", { name: "Mailer" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await expect(page.getByRole("complementary", { name: "Test" })).toContainText("try 1");
});

test("the audience of a launch is sent to a webhook later, and once more under the same ids", async ({
  shop,
  sql,
}) => {
  await addCustomers(shop, 12);
  const segmentId = await addSegment(shop, { no: 1, name: "Regulars", members: [1, 2, 3, 4, 5, 6, 7] });
  const campaignId = await addCampaign(shop, {
    ...{ name: "Autumn letters", status: "planned", ownerId: shop.users.owner.id },
    ...{ segmentIds: [segmentId], startOn: "2026-01-01", endOn: "2099-12-31" },
  });
  await setCampaignStatus(shop.ctx("manager"), { campaignId, version: 1, to: "running" });
  const receiver = await openReceiver();
  const owner = await shop.open("owner", "/settings/webhooks");
  await owner.getByRole("button", { name: "New webhook" }).click();
  const dialog = owner.getByRole("dialog", { name: "New webhook" });
  await dialog.getByLabel("Name").fill("Mailer");
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByRole("checkbox", { name: "Launches of campaigns" }).check();
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  const secret = await owner.getByRole("textbox", { name: "Signing secret" }).inputValue();

  const page = await shop.open("manager", `/campaigns/${campaignId}/audience`);
  const card = page.getByRole("region", { name: "Audience by webhook" });
  await expect(card).toContainText("Nothing of this launch is in its log");
  await card.getByRole("button", { name: "Send audience to Mailer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send audience" }).click();
  await expect.poll(() => receiver.seen.length).toBe(1);
  const [first] = receiver.seen;
  if (!first) throw new Error("Nothing came.");
  new Webhook(secret).verify(first.text, first.headers);
  expect(first.people.map(({ externalId }) => externalId).sort()).toEqual(
    ["1", "2", "3", "4", "5", "6", "7"].map((no) => `c${no}`),
  );

  const states = async () =>
    (await sql`select state from webhook_deliveries where workspace_id = ${shop.workspaceId}`).map(
      ({ state }) => state,
    );
  await expect.poll(states).toEqual(["delivered"]);
  await visit(page, `/campaigns/${campaignId}/audience`);
  await expect(card).toContainText("1 of 1 message delivered");
  await card.getByRole("button", { name: "Send audience again to Mailer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.seen.map(({ id }) => id)).toEqual([first.id, first.id]);
  receiver.close();
});

test("who went from one child to another is a ribbon, a row and a list of people", async ({ shop }) => {
  const { db } = shop.ctx();
  const place = { db, workspaceId: shop.workspaceId };
  const ana = await make.makeCustomer(place, { firstName: "Ana" });
  const parent = await make.makeSegment(place, { name: "Everybody", members: [ana.no] });
  await make.makeSegment(place, { name: "Guests", members: [], parentId: parent.id });
  await make.makeSegment(place, { name: "Regulars", members: [ana.no], parentId: parent.id });
  const page = await shop.open("manager", `/segments/movement?parent=${parent.id}`);
  await expect(page.getByRole("figure", { name: /Everybody.* has every move/ })).toBeVisible();
  await page
    .getByRole("link", { name: /Regulars$/ })
    .first()
    .click();
  await expect(page.getByRole("complementary").getByRole("link", { name: /^Ana/ })).toBeVisible();
});
