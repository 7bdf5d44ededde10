import { makeCampaign, makeCustomer, makePlanItem, makeSegment } from "@/db/factories";
import { updateCampaign } from "@/lib/campaigns/mutations";
import { addDays } from "@/lib/days";
import { expect, type Shop, test, visit } from "./fixtures";
import { bar, boxOf, dayOf, daysOf, dragBy, linksOf, type Plan, row, toast, WEEK_PX, withPlan } from "./plan";

async function audienceOf(shop: Shop, campaignId: string): Promise<number> {
  const [row] = await shop
    .ctx()
    .db.execute<{ people: number }>(
      `select count(*)::int as people from campaign_audience where campaign_id = '${campaignId}'`,
    );
  return row?.people ?? 0;
}

async function seaside(shop: Shop, people: number) {
  const ctx = shop.ctx();
  const members: number[] = [];
  for (let index = 0; index < people; index++)
    members.push((await makeCustomer(ctx, { consentEmail: "in", email: `c${index}@example.test` })).no);
  return makeSegment(ctx, { name: "Seaside", members });
}

/** The plan with a target segment: it may go back to draft and be planned again. */
async function withTarget(shop: Shop): Promise<Plan> {
  const plan = await withPlan(shop);
  const { id } = await seaside(shop, 12);
  await updateCampaign(shop.ctx(), {
    campaignId: plan.campaignId,
    version: 1,
    changes: { segmentIds: [id] },
  });
  return plan;
}

test("a campaign is written and planned by a marketer, and launched by a manager", async ({ shop }) => {
  await seaside(shop, 20);
  const page = await shop.open("marketer", "/campaigns");
  await page.getByRole("link", { name: "Campaign", exact: true }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Autumn letters");
  await page.getByRole("checkbox", { name: /Seaside/ }).check();
  await page.getByText("E-mail", { exact: true }).click();
  await page.getByLabel("Owner").selectOption(shop.people.marketer.name);
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]+\/plan/);
  const [, campaignId = ""] = /campaigns\/([0-9a-f-]+)/.exec(page.url()) ?? [];

  await page.getByLabel("Name of the new tactic or milestone").fill("Write the copy");
  await page.getByRole("button", { name: "Add to plan" }).click();
  await expect(page.getByLabel("Name of Write the copy")).toBeVisible();
  await page.getByLabel("Name of the new tactic or milestone").fill("Sign-off");
  await page.getByLabel("Kind").selectOption("Milestone");
  await page.getByRole("button", { name: "Add to plan" }).click();
  await expect(page.getByLabel("Name of Sign-off")).toBeVisible();
  await page.getByLabel("What waits", { exact: true }).selectOption("Sign-off");
  await page.getByLabel("What it waits for").selectOption("Write the copy");
  await page.getByRole("button", { name: "Add dependency" }).click();
  await expect.poll(() => linksOf(shop, campaignId)).toEqual(["Write the copy > Sign-off"]);

  await page.getByRole("link", { name: "Brief", exact: true }).click();
  await page.getByRole("button", { name: "Add variant" }).click();
  const message = page.getByLabel("Message", { exact: true });
  await message.fill("{{firstNam}}");
  await expect(page.getByText("Line 1, character 1: “firstNam” is not a merge field.")).toBeVisible();
  await message.fill("Good day, {{firstName|friend}}");
  await page.getByLabel("Objective").click();
  await expect(toast(page, "Messages saved")).toBeVisible();
  await expect(page.getByRole("region", { name: "Variant A" })).toContainText("Good day, friend");
  await page.getByLabel("Objective").fill("300 second orders by 31 May");
  // The click takes the focus away, which saves: the step comes while that save is on its way.
  await page.getByRole("button", { name: "Plan campaign" }).click();
  await expect(toast(page, "“Autumn letters” is planned now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Launch campaign" })).toBeDisabled();
  expect(await audienceOf(shop, campaignId)).toBe(0);

  const manager = await shop.open("manager", `/campaigns/${campaignId}`);
  await expect(manager.getByLabel("Objective")).toHaveValue("300 second orders by 31 May");
  const checklist = manager.getByRole("region", { name: "Before you can launch it" });
  await expect(checklist).toContainText("No manager has approved it yet");
  await manager.getByLabel("Comment").fill("Good");
  await manager.getByRole("button", { name: "Approve campaign" }).click();
  await expect(manager.getByRole("region", { name: "Ready to launch" })).toBeVisible();
  await manager.getByRole("button", { name: "Launch campaign" }).click();
  await manager.getByRole("dialog").getByRole("button", { name: "Launch campaign" }).click();
  await expect(manager.getByRole("button", { name: "Pause campaign" })).toBeVisible();
  expect(await audienceOf(shop, campaignId)).toBe(20);
  await expect(manager.getByLabel("Control group")).toBeDisabled();
  await expect(manager.getByRole("main")).toContainText("frozen by the launch");
  await expect(manager.getByRole("button", { name: "Remove Seaside" })).toHaveCount(0);
  await manager.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(manager.getByText(/launched it to \d+\speople, with \d+ held out/)).toBeVisible();
});

test("two channels that are chosen in quick succession are both kept", async ({ shop, sql }) => {
  const { campaignId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}`);
  // The answers are slow, so that the second choice comes while the first is on its way.
  await page.route("**/campaigns/*", async (route) => {
    if (route.request().method() === "POST") await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  for (const name of ["SMS", "Phone"]) await page.getByText(name, { exact: true }).click();
  const channels = async () => {
    const [row] = await sql`select channels from campaigns where id = ${campaignId}`;
    return row?.channels;
  };
  await expect.poll(channels).toEqual(["email", "sms", "phone"]);
  await expect(page.getByRole("checkbox", { name: "SMS" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Phone" })).toBeChecked();
});

test("a step on a page that is out of date is refused aloud, and works on the renewed page", async ({
  shop,
}) => {
  const { campaignId } = await withTarget(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}`);
  const other = await shop.open("manager", `/campaigns/${campaignId}`);
  await other.getByRole("textbox", { name: "Objective" }).fill("Win back a tenth by Christmas");
  await other.getByRole("textbox", { name: "Objective" }).blur();
  await expect(toast(other, "Objective saved")).toBeVisible();
  await page.getByRole("button", { name: "Back to draft" }).click();
  await expect(toast(page, "while you were editing")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Objective" })).toHaveValue("Win back a tenth by Christmas");
  await page.getByRole("button", { name: "Back to draft" }).click();
  await expect(toast(page, "“Autumn letters” is draft now")).toBeVisible();
  await toast(page, "is draft now").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Back to draft" })).toBeVisible();
});

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

test("a drag tells whom it would reach twice; a remedy helps by a press, and its undo takes it back", async ({
  shop,
  sql,
}) => {
  const ctx = shop.ctx();
  const today = dayOf(shop);
  const { id: segmentId } = await seaside(shop, 12);
  const campaign = async (name: string, startOn: string) => {
    const given = { name, status: "planned" as const, channels: ["email" as const], startOn };
    const { id: campaignId } = await makeCampaign(ctx, { ...given, endOn: addDays(startOn, 6) });
    await updateCampaign(ctx, { campaignId, version: 1, changes: { segmentIds: [segmentId] } });
    return campaignId;
  };
  await campaign("Autumn letters", today);
  const winterId = await campaign("Winter letters", addDays(today, 10));
  const page = await shop.open("marketer");
  const told = page.waitForResponse(/api\/campaigns\/problems/);
  await visit(page, "/campaigns?view=timeline&by=none");
  await told;

  const box = await boxOf(page, "Winter letters");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 3 * WEEK_PX, y, { steps: 4 });
  const hint = page.getByText("12 people also get “Autumn letters”");
  await expect(hint).toHaveCount(0);
  await page.mouse.move(x - 6 * WEEK_PX, y, { steps: 4 });
  await expect(hint).toBeVisible();
  await page.mouse.up();
  const startOf = async () =>
    (await sql`select start_on::text from campaigns where id = ${winterId}`)[0]?.start_on;
  await expect.poll(startOf).toBe(addDays(today, 4));

  await visit(page, "/campaigns/conflicts");
  const conflict = page.getByRole("listitem").filter({ hasText: "12 people get both" });
  await conflict.getByRole("button", { name: /^Start “Winter letters” on/ }).click();
  await expect(toast(page, "“Winter letters” moved")).toBeVisible();
  await expect(conflict).toHaveCount(0);
  await toast(page, "“Winter letters” moved").getByRole("button", { name: "Undo" }).click();
  await expect(conflict).toBeVisible();
  expect(await startOf()).toBe(addDays(today, 4));
});

test("the end of a bar is dragged to make it longer", async ({ shop }) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  // A double click selects text elsewhere: here it must not, or the browser would drag that in place of the bar.
  const name = await row(page, "Send").getByText("Send", { exact: true }).first().boundingBox();
  await page.mouse.dblclick((name?.x ?? 0) + 4, (name?.y ?? 0) + 4);
  await expect(page.getByRole("region", { name: "Plan of Send" })).toBeVisible();
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

/** Its plan with a third tactic that waits for nothing yet. */
async function withFreeItem(shop: Shop): Promise<Plan> {
  const plan = await withPlan(shop);
  const startOn = addDays(dayOf(shop), 20);
  await makePlanItem(shop.ctx(), {
    campaignId: plan.campaignId,
    name: "Report",
    startOn,
    endOn: addDays(startOn, 5),
    position: 3,
  });
  return plan;
}

const PLANNED = ["Copy > Send"];
const LINKED = ["Copy > Send", "Send > Report"];

test("a dependency is drawn from the end of a bar to another, and undo takes it back", async ({ shop }) => {
  const { campaignId } = await withFreeItem(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await bar(page, "Send").hover();
  const dot = await row(page, "Send").locator('[data-part="link"]').boundingBox();
  const target = await boxOf(page, "Report");
  if (!dot) throw new Error("There is nothing to draw a dependency from.");
  const from = { x: dot.x + dot.width / 2, y: dot.y + dot.height / 2 };
  await dragBy(page, from, { x: target.x + 8 - from.x, y: target.y + target.height / 2 - from.y });
  await expect.poll(() => linksOf(shop, campaignId)).toEqual(LINKED);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(() => linksOf(shop, campaignId)).toEqual(PLANNED);
});

test("a dependency is made by keyboard", async ({ shop }) => {
  const { campaignId } = await withFreeItem(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("Home");
  while (!(await row(page, "Send").getAttribute("aria-selected"))?.includes("true"))
    await page.keyboard.press("ArrowDown");
  for (const key of ["l", "ArrowDown", "Escape"]) await page.keyboard.press(key);
  expect(await linksOf(shop, campaignId)).toEqual(PLANNED);
  for (const key of ["l", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => linksOf(shop, campaignId)).toEqual(LINKED);
});

test("a card on the board moves by its menu and back by undo", async ({ shop }) => {
  await withTarget(shop);
  const page = await shop.open("marketer", "/campaigns?view=board");
  await page.getByRole("button", { name: "Move “Autumn letters”" }).click();
  await page.getByRole("menuitem", { name: /^Draft/ }).click();
  await expect(toast(page, "“Autumn letters” is draft now")).toBeVisible();
  await expect(page.getByRole("region", { name: /^Draft/ })).toContainText("Autumn letters");
  await toast(page, "is draft now").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: /^Planned/ })).toContainText("Autumn letters");

  // What no step takes back asks first.
  await makeCampaign(shop.ctx(), { name: "Night letters", status: "running" });
  await visit(page, "/campaigns?view=board");
  await page.getByRole("button", { name: "Move “Night letters”" }).click();
  await page.getByRole("menuitem", { name: /^Finished/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Finish campaign" }).click();
  await expect(page.getByRole("region", { name: /^Finished/ })).toContainText("Night letters");
});

test("the timeline is grouped, zoomed and filtered by its address", async ({ page }) => {
  await visit(page, "/campaigns?view=timeline");
  await expect(row(page, "Gourmet")).toBeVisible();
  await page.getByLabel("Group by").filter({ visible: true }).selectOption("owner");
  await expect(page).toHaveURL(/by=owner/);
  await expect(row(page, "Ada Lind")).toBeVisible();
  await page.getByText("Month", { exact: true }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/z=month/);
  await page.reload();
  await expect(row(page, "Ada Lind")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Month" }).first()).toBeChecked();
  await page.getByLabel("Status").selectOption("planned");
  await expect(page).toHaveURL(/status=planned/);
});

test("a tactic has points that say how far it is, and comments that name people", async ({ shop }) => {
  const { campaignId, copyId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await page.getByRole("link", { name: /^Open Copy/ }).click();
  for (const point of ["Subject line", "Text"]) {
    await page.getByLabel("New point").fill(point);
    await page.getByRole("button", { name: "Add point" }).click();
    await expect(page.getByRole("checkbox", { name: `${point} is done` })).toBeVisible();
  }
  await page.getByRole("checkbox", { name: "Text is done" }).check();
  await expect(page.getByLabel("Done", { exact: true })).toHaveValue("50");

  const comment = page.getByLabel("New comment");
  await comment.pressSequentially(`Shorter? @${shop.people.manager.name.slice(0, -2)}`);
  await page.keyboard.press("Enter");
  await expect(comment).toHaveValue(`Shorter? @${shop.people.manager.name} `);
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(page.getByRole("region", { name: "Comments" }).getByRole("listitem")).toContainText(
    "Shorter?",
  );

  const manager = await shop.open("manager", `/campaigns/${campaignId}/history`);
  const said = manager.getByRole("region", { name: "Comments" });
  await expect(said.getByRole("link", { name: "Copy" })).toHaveAttribute("href", new RegExp(`${copyId}$`));
  await expect(said.getByRole("button", { name: "Change this comment" })).toHaveCount(0);
});

test("a view of the calendar is saved, renamed and removed", async ({ shop }) => {
  await withPlan(shop);
  const page = await shop.open("marketer", "/campaigns?view=calendar&span=week");
  await expect(page.getByRole("link", { name: /^Copy, tactic of Autumn letters/ })).toBeVisible();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByLabel("Name of the view").fill("This week");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", { name: "Saved views, now This week" })).toBeVisible();
  await visit(page, "/campaigns");
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "This week" }).click();
  await expect(page).toHaveURL(/span=week/);
  await page.getByRole("button", { name: "Saved views, now This week" }).click();
  await page.getByRole("menuitem", { name: "Rename and remove" }).click();
  await page.getByRole("button", { name: "Remove This week" }).click();
  await expect(toast(page, "“This week” removed")).toBeVisible();
});

test("a template and a duplicate begin a draft with its plan", async ({ shop }) => {
  await seaside(shop, 12);
  const page = await shop.open("marketer", "/campaigns/templates");
  await page.getByRole("link", { name: /Seaside.*begin Refill reminder with it/ }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Refill reminder, Seaside");
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByLabel("Name of Agree the brief")).toBeVisible();
  await page.getByRole("link", { name: "Brief", exact: true }).click();
  await expect(page.getByRole("region", { name: "Variant A" })).toBeVisible();
  await page.getByRole("button", { name: "Duplicate", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Refill again");
  await page.getByRole("dialog").getByRole("button", { name: "Duplicate campaign" }).click();
  await expect(page.getByRole("heading", { name: "Refill again" })).toBeVisible();
});
