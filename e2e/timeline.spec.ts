import type { Page } from "@playwright/test";
import { makeCampaign, makePlanItem } from "@/db/factories";
import { addDays, startOfWeek } from "@/lib/days";
import {
  expect,
  expectAccessible,
  expectNoSideScroll,
  PHONE,
  type Shop,
  setLook,
  test,
  visit,
} from "./fixtures";
import { bar, boxOf, dayOf, daysOf, dragBy, linksOf, row, toast, WEEK_PX, withPlan } from "./plan";

/** Makes the row of a bar the active one, by the arrow keys alone. */
async function goTo(page: Page, name: string) {
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("Home");
  for (let tries = 0; tries < 30; tries += 1) {
    const active = await page.getByRole("treegrid").getAttribute("aria-activedescendant");
    if (active && active === (await row(page, name).getAttribute("id"))) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`The row of ${name} was not reached.`);
}

async function partsOf(shop: Shop, campaignId: string): Promise<string[]> {
  const rows = await shop.ctx().db.execute<{ part: string }>(
    `select name || ' ' || start_on || ' ' || end_on as part from plan_items
      where campaign_id = '${campaignId}' order by start_on, name`,
  );
  return rows.map(({ part }) => part);
}

test("what waits is scheduled as early as it can; what is placed by hand stays; undo takes both back", async ({
  shop,
}) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  const before = await daysOf(shop, sendId);
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await page.getByRole("button", { name: "Schedule everything now" }).click();
  await page.keyboard.press("Escape");
  await expect(toast(page, /Scheduled|as early as/)).toBeVisible();
  await bar(page, "Copy").click();
  const panel = page.getByRole("region", { name: "Plan of Copy" });
  await expect(panel).toContainText(/critical path|slack/);
  await panel.getByText("By hand", { exact: true }).click();
  const isByHand = async () => {
    const rows = await shop
      .ctx()
      .db.execute<{ by_hand: boolean }>(
        `select is_by_hand as by_hand from plan_items where campaign_id = '${campaignId}' and name = 'Copy'`,
      );
    return rows[0]?.by_hand;
  };
  await expect.poll(isByHand).toBe(true);
  for (let step = 0; step < 2; step += 1) {
    const undo = page.getByRole("button", { name: "Undo" }).first();
    if (await undo.isEnabled()) await undo.click();
  }
  await expect.poll(isByHand).toBe(false);
  await expect.poll(() => daysOf(shop, sendId)).toBe(before);
});

test("several bars are selected and moved by keyboard in one step", async ({ shop, sql }) => {
  const { campaignId, copyId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await goTo(page, "Copy");
  for (const key of ["x", "ArrowDown", "x"]) await page.keyboard.press(key);
  await expect(page.getByRole("region", { name: "Selected bars" })).toContainText("2 bars selected");
  for (const key of ["m", "Control+ArrowRight", "Enter"]) await page.keyboard.press(key);
  const today = dayOf(shop);
  await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 7)} ${addDays(today, 16)}`);
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 17)} ${addDays(today, 24)}`);
  const lines = await sql`select 1 from audit_log where subject = ${campaignId} and action = 'plan.moved'`;
  expect(lines.length).toBe(1);
  await page.getByRole("button", { name: "A week earlier" }).click();
  await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 10)} ${addDays(today, 17)}`);
  await page.getByRole("button", { name: "Clear selection" }).click();
  await expect(page.getByRole("region", { name: "Selected bars" })).toHaveCount(0);
});

test("a plan is copied and pasted into another campaign, shifted, and undone", async ({ shop }) => {
  const { campaignId } = await withPlan(shop);
  const today = dayOf(shop);
  const monday = addDays(startOfWeek(today), 28);
  const spring = await makeCampaign(shop.ctx(), {
    name: "Spring letters",
    startOn: monday,
    endOn: addDays(monday, 27),
  });
  const page = await shop.open("marketer", "/campaigns?view=timeline&by=none");
  await goTo(page, "Autumn letters");
  await page.keyboard.press("Control+c");
  await goTo(page, "Spring letters");
  await page.keyboard.press("Control+v");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("First day").fill(monday);
  await dialog.getByRole("button", { name: "Paste plan" }).click();
  await expect.poll(async () => (await partsOf(shop, spring.id)).length).toBe(2);
  expect((await partsOf(shop, spring.id))[0]).toContain(`Copy ${monday}`);
  expect(await linksOf(shop, spring.id)).toEqual(await linksOf(shop, campaignId));
  await page.keyboard.press("Control+z");
  await expect.poll(() => partsOf(shop, spring.id)).toEqual([]);
});

test("a new tactic is drawn on empty space and named, or added by keyboard alone", async ({ shop }) => {
  const { campaignId } = await withPlan(shop);
  const today = dayOf(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  const box = await boxOf(page, "Copy");
  const from = { x: box.x + box.width + 2 * WEEK_PX + 4, y: box.y + box.height / 2 };
  await dragBy(page, from, { x: 3 * WEEK_PX });
  const panel = page.getByRole("region", { name: "New part of Autumn letters" });
  await panel.getByLabel("Name").fill("Proof");
  await panel.getByLabel("Name").press("Enter");
  const drawn = `Proof ${addDays(today, 12)} ${addDays(today, 15)}`;
  await expect.poll(async () => (await partsOf(shop, campaignId)).includes(drawn)).toBe(true);
  await goTo(page, "Send");
  await page.keyboard.press("n");
  await panel.getByLabel("Name").fill("Archive");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await partsOf(shop, campaignId)).length).toBe(4);
});

test("two people see each other's changes, and neither overwrites the other's", async ({ shop }) => {
  const { campaignId, copyId } = await withPlan(shop);
  const today = dayOf(shop);
  const [one, two] = await Promise.all([
    shop.open("marketer", `/campaigns/${campaignId}/plan`),
    shop.open("manager", `/campaigns/${campaignId}/plan`),
  ]);
  await bar(one, "Copy").click();
  await one.getByRole("button", { name: "A day later" }).click();
  await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 1)} ${addDays(today, 10)}`);
  await expect(toast(two, "moved “Copy”")).toBeVisible();
  await bar(two, "Copy").click();
  await expect(two.getByRole("region", { name: "Plan of Copy" }).getByLabel("Start")).toHaveValue(
    addDays(today, 1),
  );
  // The second does not hear of the next change before moving the same bar: what it asks stays unanswered.
  await two.route("**/api/campaigns/news", () => {});
  await one.getByRole("button", { name: "A day later" }).click();
  await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 2)} ${addDays(today, 11)}`);
  await two.getByRole("button", { name: "A week later" }).click();
  const dialog = two.getByRole("dialog", { name: /Someone else changed this/ });
  await expect(dialog.getByRole("row", { name: /^Copy/ })).toBeVisible();
  expect(await daysOf(shop, copyId)).toBe(`${addDays(today, 2)} ${addDays(today, 11)}`);
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  const kept = `${addDays(today, 8)} ${addDays(today, 17)}`;
  await expect.poll(() => daysOf(shop, copyId)).toBe(kept);
  // Undo does not write over it either.
  await expect(one.getByRole("region", { name: "Plan of Copy" }).getByLabel("Start")).toHaveValue(
    addDays(today, 8),
  );
  await one.keyboard.press("Control+z");
  await one
    .getByRole("dialog", { name: /Someone else/ })
    .getByRole("button", { name: "Take theirs" })
    .click();
  await expect(one.getByRole("dialog")).toHaveCount(0);
  await expect(toast(one, "Not undone")).toBeVisible();
  expect(await daysOf(shop, copyId)).toBe(kept);
});

test.describe("with a connection that comes and goes", () => {
  test.use({ allowed: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });

  test("the panel moves a bar by buttons alone, and the page stays while the server cannot be reached", async ({
    shop,
  }) => {
    const { campaignId, sendId } = await withPlan(shop);
    const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
    await bar(page, "Send").click();
    const panel = page.getByRole("region", { name: "Plan of Send" });
    await panel.getByRole("button", { name: "A week later" }).click();
    const today = dayOf(shop);
    await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 17)} ${addDays(today, 24)}`);
    await page.context().setOffline(true);
    await panel.getByRole("button", { name: "A day later" }).click();
    await expect(toast(page, "Not saved: Moved Send")).toBeVisible();
    await page.context().setOffline(false);
    await panel.getByRole("button", { name: "A week earlier" }).click();
    await expect.poll(() => daysOf(shop, sendId)).toBe(`${addDays(today, 10)} ${addDays(today, 17)}`);
  });
});

test("a baseline is saved, and the plan is compared with it in a column", async ({ shop }) => {
  const { campaignId, sendId } = await withPlan(shop);
  const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await page.getByRole("button", { name: "Save today’s plan as a baseline" }).click();
  await page.getByLabel("Name", { exact: true }).fill("As agreed");
  await page.getByRole("button", { name: "Save baseline" }).click();
  await expect(page.getByLabel("Compare with baseline")).toHaveValue(/./);
  await page.keyboard.press("Escape");
  await bar(page, "Send").click();
  await page.getByRole("button", { name: "A week later" }).click();
  await expect.poll(() => daysOf(shop, sendId)).toContain(addDays(dayOf(shop), 24));
  await expect(page.getByRole("region", { name: "Plan of Send" })).toContainText("ends +7 days");
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByLabel("Column beside the names").selectOption("baseline");
  await page.keyboard.press("Escape");
  await expect(row(page, "Send")).toContainText("+7 days");
  await expect(row(page, "Copy")).toContainText("on plan");
});

/** Days on both sides of the clock changes of Europe, America and New Zealand in 2026. */
const CHANGES = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25", "2026-11-01"];
const ZONES = ["Europe/Copenhagen", "Pacific/Auckland", "Asia/Kolkata", "America/Los_Angeles"];

test("every date is the same in every time zone and across the changes of the clock", async ({
  shop,
  browser,
}) => {
  const campaign = await makeCampaign(shop.ctx(), {
    name: "All year",
    startOn: "2026-03-01",
    endOn: "2026-11-30",
  });
  for (const [position, day] of CHANGES.entries())
    await makePlanItem(shop.ctx(), {
      campaignId: campaign.id,
      name: `Change ${day}`,
      startOn: addDays(day, -1),
      endOn: addDays(day, 1),
      position: position + 1,
    });
  const first = await shop.open("viewer", `/campaigns/${campaign.id}/plan`);
  const storageState = await first.context().storageState();
  const seen: string[][] = [];
  for (const timezoneId of ZONES) {
    const context = await browser.newContext({ timezoneId, storageState });
    const page = await context.newPage();
    await page.goto(`/campaigns/${campaign.id}/plan`);
    const rows = page.getByRole("row", { name: /Change/ });
    await expect(rows.first()).toBeVisible();
    // The browser's own first drawing has put days before the anchor.
    await expect
      .poll(() => page.getByRole("treegrid").evaluate((grid) => grid.scrollLeft))
      .toBeGreaterThan(0);
    // Where each bar stands tells its dates as drawn; its sentence tells them as read.
    seen.push(
      await page.getByRole("treegrid").evaluate((grid) =>
        [...grid.querySelectorAll("[role=gridcell]")].map((cell) => {
          const drawn = cell.querySelector<HTMLElement>("[data-part=bar]");
          return `${cell.getAttribute("aria-label")} ${drawn?.style.left} ${drawn?.style.width}`;
        }),
      ),
    );
    await context.close();
  }
  expect(seen[0]?.length).toBe(1 + CHANGES.length);
  for (const other of seen) expect(other).toEqual(seen[0]);
});

test("a bar far away is found by its name, in a folded campaign too", async ({ shop }) => {
  await withPlan(shop);
  const later = addDays(dayOf(shop), 200);
  const winter = await makeCampaign(shop.ctx(), {
    name: "Winter letters",
    startOn: later,
    endOn: addDays(later, 30),
  });
  await makePlanItem(shop.ctx(), {
    campaignId: winter.id,
    name: "Proof of prints",
    startOn: addDays(later, 10),
    endOn: addDays(later, 14),
  });
  const page = await shop.open("viewer", "/campaigns?view=timeline&by=status&rows=-");
  await page.getByRole("button", { name: "Find a bar" }).click();
  const field = page.getByRole("searchbox", { name: "Find a bar" });
  await expect(field).toBeFocused();
  await field.pressSequentially("proof winter");
  await expect(page.getByRole("button", { name: /^Proof of prints.*Winter letters/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Plan of Proof of prints" })).toBeVisible();
  await expect(bar(page, "Proof of prints")).toBeInViewport();
  await expect(field).toBeHidden();
});

test("the timeline in each of its states has nothing that axe finds", async ({ page, shop }) => {
  test.slow();
  const both = async (look: Page) => {
    await setLook(look, { theme: "light" });
    await expectAccessible(look, "main");
    await setLook(look, { theme: "dark" });
    await expectAccessible(look, "main", ["color-contrast"]);
  };
  const grid = page.getByRole("treegrid");
  const press = async (...keys: string[]) => {
    await grid.focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await test.step("conflicts open, lines and critical path drawn, a column beside the names", async () => {
    await visit(page, "/campaigns?view=timeline&by=none&rows=*&z=month");
    await page.getByRole("button", { name: /^\d+ conflicts$/ }).click();
    await expect(page.getByRole("region", { name: /^Plan of/ })).toContainText("Conflicts");
    await page.getByRole("button", { name: "View", exact: true }).click();
    await page.getByLabel("Critical path and slack").check();
    await page.getByLabel("Column beside the names").selectOption("slack");
    await both(page);
  });
  await test.step("options of the plan, the search, several selected, a plan to paste", async () => {
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await expect(page.getByRole("button", { name: "Schedule everything now" })).toBeVisible();
    await both(page);
    await page.getByRole("button", { name: "Find a bar" }).click();
    await page.getByRole("searchbox", { name: "Find a bar" }).fill("e");
    await both(page);
    await page.keyboard.press("Escape");
    await press("Home", "x", "ArrowDown", "x");
    await expect(page.getByRole("region", { name: "Selected bars" })).toBeVisible();
    await both(page);
    await press("Control+c", "End", "Control+v");
    await expect(page.getByRole("dialog")).toBeVisible();
    await both(page);
  });
  await test.step("folded to sums, filtered to nothing, on paper", async () => {
    for (const path of [
      "/campaigns?view=timeline&by=segment&rows=-&z=quarter",
      "/campaigns?view=timeline&q=no-campaign-is-called-so",
    ]) {
      await visit(page, path);
      await both(page);
    }
    await visit(page, "/campaigns/print?by=owner");
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await expectAccessible(page, "main");
  });
  await test.step("nothing yet, and as bars on a phone", async () => {
    const other = await shop.open("marketer", "/campaigns?view=timeline");
    await expect(other.getByText("No campaign yet")).toBeVisible();
    await both(other);
    await withPlan(shop);
    await setLook(other, { width: PHONE });
    await other.reload();
    await other.getByText("Bars", { exact: true }).click();
    await expect(bar(other, "Autumn letters")).toBeVisible();
    await expectNoSideScroll(other);
    await both(other);
  });
});
