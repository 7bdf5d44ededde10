import { makeCampaign, makePlanItem, makeSegment } from "@/db/factories";
import { addDays, startOfWeek } from "@/lib/days";
import { todayIn } from "@/lib/zone";
import { expect, expectAccessible, type Shop, test, visit } from "./fixtures";

const dayOf = (shop: Shop) => todayIn(shop.ctx().workspace.timeZone, new Date());

/** A running campaign with one tactic that is free and one that is the member's and was due yesterday. */
async function withWork(shop: Shop) {
  const ctx = shop.ctx();
  const today = dayOf(shop);
  const campaign = await makeCampaign(ctx, {
    name: "Autumn letters",
    status: "running",
    startOn: addDays(today, -20),
    endOn: addDays(today, 20),
  });
  const plan = { campaignId: campaign.id, startOn: addDays(today, -5) };
  await makePlanItem(ctx, { ...plan, name: "Pick the pictures", endOn: addDays(today, 3) });
  await makePlanItem(ctx, {
    ...plan,
    name: "Check the list",
    endOn: addDays(today, -1),
    progress: 30,
    assigneeId: shop.users.member.id,
  });
  await makeSegment(ctx, { name: "Quiet regulars" });
}

test("a member takes a segment and a tactic, finishes one task and hands the other over", async ({
  shop,
}) => {
  await withWork(shop);
  const page = await shop.open("member", "/work");
  await expect(page.getByText("1 open task, 0 segments. 1 task due by today, 1 late.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Check the list" })).toContainText(
    "due yesterday",
  );

  await page.getByRole("link", { name: "Free to take" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Free to take" })).toBeVisible();
  await page.getByRole("button", { name: "Take segment Quiet regulars" }).click();
  await expect(page.getByText("“Quiet regulars” is yours").filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Take tactic Pick the pictures" }).click();
  await expect(page.getByRole("heading", { name: "Everything has someone" })).toBeVisible();

  await page.getByRole("link", { name: "Mine", exact: true }).click();
  await expect(page.getByText("2 open tasks, 1 segment. 1 task due by today, 1 late.")).toBeVisible();
  await page.getByRole("button", { name: "Finish Check the list" }).click();
  await expect(page.getByRole("button", { name: "Reopen Check the list" })).toBeVisible();
  await expect(page.getByText("1 open task, 1 segment.")).toBeVisible();

  await page.getByRole("button", { name: "Hand over Quiet regulars" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand over “Quiet regulars”?" });
  await dialog.getByLabel("To").selectOption(shop.people.marketer.name);
  await dialog.getByLabel("Note").fill("You wrote the rule");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("1 open task, 0 segments.")).toBeVisible();

  const marketer = await shop.open("marketer", "/work");
  await expect(marketer.getByRole("link", { name: "Quiet regulars", exact: true })).toBeVisible();
  await marketer.getByRole("button", { name: "Accept Quiet regulars" }).click();
  await expect(marketer.getByRole("button", { name: "Accept Quiet regulars" })).toBeHidden();
  await expect(
    marketer
      .getByText(/handed/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});

test("what was taken can be undone from the toast", async ({ shop }) => {
  await withWork(shop);
  const page = await shop.open("member", "/work?show=free");
  await page.getByRole("button", { name: "Take segment Quiet regulars" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Take segment Quiet regulars" })).toBeVisible();
});

test("a manager reads the load of the team, opens a week and gives a tactic away, with undo", async ({
  shop,
}) => {
  const today = dayOf(shop);
  const ctx = shop.ctx();
  const span = { startOn: addDays(startOfWeek(today), 7), endOn: addDays(startOfWeek(today), 11) };
  const campaign = await makeCampaign(ctx, { name: "Winter letters", status: "running", ...span });
  const mine = { campaignId: campaign.id, assigneeId: shop.users.member.id, ...span };
  await makePlanItem(ctx, { ...mine, name: "Write the letter", hours: 30 });
  await makePlanItem(ctx, { ...mine, name: "Print the letter", hours: 22 });
  const page = await shop.open("manager", "/work?show=team");
  await expect(page.getByText("1 member above their weekly hours in some week.")).toBeVisible();
  const { member, marketer } = shop.people;
  const cell = page.getByRole("link", {
    name: new RegExp(`^${member.name}, .*: 52 of 40 hours, 12 too many`),
  });
  await expect(cell).toContainText("12 over");
  await expectAccessible(page);
  await cell.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: new RegExp(`^${member.name}, week of`) });
  await expect(panel.getByText("52 hours of 40 in 2 tactics")).toBeVisible();
  await panel.getByRole("button", { name: "Give to" }).first().click();
  await page.getByRole("menuitem", { name: new RegExp(`^${marketer.name}.*0 of 40 h`) }).click();
  await expect(panel.getByText("22 hours of 40 in 1 tactic")).toBeVisible();
  await expect(page.getByText("Nobody is above their weekly hours.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(panel.getByText("52 hours of 40 in 2 tactics")).toBeVisible();

  const own = await shop.open("member", "/work?show=team");
  await expect(own.getByText("1 week above your weekly hours.")).toBeVisible();
  await expect(own.getByRole("row", { name: new RegExp(marketer.name) })).toHaveCount(0);
  await visit(own, "/work");
  await own.getByRole("button", { name: "Accept Write the letter" }).click();
  await expect(own.getByRole("button", { name: "Accept Write the letter" })).toBeHidden();
  await expect(own.getByRole("button", { name: "Accept Print the letter" })).toBeVisible();
});

test("a viewer sees what is free, can take none of it, and does not see anybody's hours", async ({
  shop,
}) => {
  await withWork(shop);
  const page = await shop.open("viewer", "/work?show=free");
  await expect(page.getByText("Pick the pictures")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Take / })).toHaveCount(0);
  await visit(page, "/work?show=team");
  await expect(page.getByRole("heading", { name: "Hours of the team: not open to your role" })).toBeVisible();
});

test("a member chooses where each kind of notice goes and when the digest comes", async ({ shop }) => {
  const page = await shop.open("member", "/settings/me");
  const card = page.getByRole("region", { name: "Notices" });
  await expect(card.getByText("This installation has no mail server.")).toBeVisible();
  await card.getByRole("checkbox", { name: "Mentions, in the digest" }).uncheck();
  await card.getByRole("radio", { name: "Weekly" }).check({ force: true });
  await card.getByLabel("On", { exact: true }).selectOption("Thursday");
  await card.getByLabel("At", { exact: true }).selectOption("17:00");
  await expectAccessible(page);
  await card.getByRole("button", { name: "Save notices" }).click();
  await expect(page.getByText("Notices saved").filter({ visible: true }).first()).toBeVisible();
  await visit(page, "/settings/me");
  await expect(card.getByRole("checkbox", { name: "Mentions, in the digest" })).not.toBeChecked();
  await expect(card.getByRole("checkbox", { name: "Mentions, in the app" })).toBeChecked();
  await expect(card.getByLabel("On", { exact: true })).toHaveValue("4");
  await expect(card.getByLabel("At", { exact: true })).toHaveValue("17");
  await card.getByRole("radio", { name: "Off" }).check({ force: true });
  await expect(card.getByLabel("At", { exact: true })).toBeHidden();
  await card.getByRole("button", { name: "Save notices" }).click();
  await expect(page.getByText("Notices saved").filter({ visible: true }).first()).toBeVisible();
});
