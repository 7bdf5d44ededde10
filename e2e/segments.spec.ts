import type { Page } from "@playwright/test";
import { makeCustomer } from "@/db/factories";
import type { SegmentInput } from "@/lib/segments/model";
import { createSegment, updateSegment } from "@/lib/segments/mutations";
import type { Rule, RuleNode } from "@/lib/segments/rule";
import { expect, expectAccessible, type Shop, test, visit } from "./fixtures";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const livesIn = (value: string): RuleNode => ({ kind: "field", field: "country", test: { op: "is", value } });
const hasCountry: RuleNode = { kind: "field", field: "country", test: { op: "isKnown" } };

/** Twelve people in Latvia and three in Estonia, in “Baltic” and its child “Latvia”. */
async function makeSegments(shop: Shop) {
  const ctx = shop.ctx();
  for (let no = 1; no <= 15; no++)
    await makeCustomer(ctx, { firstName: "Ana", lastName: `No ${no}`, country: no <= 12 ? "LV" : "EE" });
  const make = (name: string, rule: Rule, parentId: string | null) => {
    const input: SegmentInput = { name, description: "", dimension: "geographic", parentId, rule };
    return createSegment(ctx, input);
  };
  const baltic = await make("Baltic", all(hasCountry), null);
  const latvia = await make("Latvia", all(livesIn("LV")), baltic.segmentId);
  return {
    baltic: `/segments/${baltic.segmentId}`,
    latvia: `/segments/${latvia.segmentId}`,
    ctx,
    ids: { latvia: latvia.segmentId },
  };
}

/** On the toast: the bell keeps the same words. */
const said = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text);
const undo = (page: Page) => page.getByRole("status").getByRole("button", { name: "Undo" }).click();

test.describe("the list of segments", () => {
  test("the tree is walked, folded and opened by keyboard, and its address keeps what is folded", async ({
    page,
  }) => {
    await visit(page, "/segments");
    const tree = page.getByRole("treegrid", { name: "Segments" });
    const row = (name: string) => tree.getByRole("row", { name });
    await expect(tree.locator("tr[tabindex='0']")).toHaveCount(1);
    const family = row("Home & family");
    await family.focus();
    await expect(family).toHaveAttribute("aria-level", "1");
    await expect(family).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowDown");
    await expect(row("Weekend basket builders")).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(family).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(family).toHaveAttribute("aria-expanded", "false");
    await expect(row("New parents")).toHaveCount(0);
    await expect(page).toHaveURL(/closed=\d+/);
    await page.reload();
    await expect(row("Home & family")).toHaveAttribute("aria-expanded", "false");
    await visit(page, page.url());
    await family.focus();
    await page.keyboard.press("ArrowRight");
    await expect(row("New parents")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(family.getByRole("checkbox", { name: "Select Home & family" })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(family.getByRole("button", { name: "Fold Home & family" })).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    const panel = page.getByRole("complementary", { name: "Home & family" });
    await expect(panel.getByRole("heading", { name: "Rule" })).toBeVisible();
    await expect(page).toHaveURL(/open=/);
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
    await family.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/segments\/[\w-]+$/);
  });

  test("views and filters narrow it, and each has its address", async ({ page }) => {
    await visit(page, "/segments");
    await page.getByRole("link", { name: "List", exact: true }).click();
    await expect(page).toHaveURL("/segments?view=list");
    const list = page.getByRole("table", { name: "Segments" });
    await list.getByRole("link", { name: "Segment", exact: true }).click();
    await expect(page).toHaveURL(/sort=name/);
    await expect(list.getByRole("columnheader", { name: "Segment" })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await page.getByLabel("Owner", { exact: true }).selectOption("none");
    await expect(page).toHaveURL(/owner=none/);
    await expect(list.getByRole("button", { name: /^Take / }).first()).toBeVisible();
    await expect(list.getByRole("row").filter({ hasText: "Ada Lind" })).toHaveCount(0);
    await page.getByLabel("Search segments").fill("nothing is called this");
    await expect(page.getByText("No segment passes these filters")).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
    await expect(list.getByRole("row")).not.toHaveCount(0);
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.getByRole("list", { name: "Segments by size" }).getByRole("link", { name: "Gourmet" }).click();
    await expect(page.getByRole("complementary", { name: "Gourmet" })).toBeVisible();
  });

  test("an empty one says what to do, as far as the role may", async ({ shop }) => {
    const marketer = await shop.open("marketer", "/segments");
    await expect(marketer.getByText("No segment yet")).toBeVisible();
    await expect(marketer.getByRole("main").getByRole("link", { name: "New segment" }).last()).toBeVisible();
    const viewer = await shop.open("viewer", "/segments");
    await expect(viewer.getByText("A marketer or a manager can make the first one.")).toBeVisible();
    await expect(viewer.getByRole("link", { name: "New segment" })).toHaveCount(0);
  });
});

test.describe("the rows of the list", () => {
  test("are selected, handed over, compared and archived by keyboard alone, with undo", async ({ shop }) => {
    const { latvia } = await makeSegments(shop);
    const page = await shop.open("marketer", "/segments");
    const tree = page.getByRole("treegrid", { name: "Segments" });
    const row = (name: string) => tree.getByRole("row", { name: new RegExp(`^Select ${name}`) });
    const bar = page.getByRole("region", { name: "Selected segments" });
    const dialog = page.getByRole("dialog");

    await row("Baltic").focus();
    await page.keyboard.press("a");
    await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Test member" });
    await dialog.getByRole("button", { name: "Hand over" }).press("Enter");
    await expect(said(page, "“Baltic” handed over")).toBeVisible();
    await expect(row("Baltic")).toContainText("Test member");
    await expect(row("Baltic")).toBeFocused();

    await page.keyboard.press("x");
    await expect(row("Baltic")).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+X");
    await expect(row("Latvia")).toHaveAttribute("aria-selected", "true");
    await expect(bar).toContainText("2 segments selected");
    await expect(bar.getByRole("link", { name: "Compare overlap" })).toHaveAttribute("href", /ids=[\w-]+,/);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(bar).toHaveCount(0);

    // Both leave together, so the child does not hold its parent back.
    await page.keyboard.press("x");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("x");
    await bar.getByRole("button", { name: "Archive" }).press("Enter");
    await expect(dialog).toContainText("2 segments can go");
    await dialog.getByRole("button", { name: "Archive 2 segments" }).press("Enter");
    await expect(said(page, "2 segments are archived")).toBeVisible();
    await expect(page.getByText("No segment yet")).toBeVisible();
    await undo(page);

    await row("Latvia").focus();
    await row("Latvia").getByRole("button", { name: "Actions for Latvia" }).press("ArrowDown");
    await page.getByRole("menuitem", { name: "Edit details" }).press("Enter");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Letts");
    await page.keyboard.press("Enter");
    await expect(row("Letts")).toBeVisible();
    await page.evaluate(() => localStorage.setItem("facet.single-keys", "off"));
    await row("Letts").focus();
    await page.keyboard.press("x");
    await expect(row("Letts")).toHaveAttribute("aria-selected", "false");
    await page.evaluate(() => localStorage.removeItem("facet.single-keys"));
    await page.keyboard.press("e");
    await expect(page).toHaveURL(`${latvia}/edit`);
  });

  test("offer a viewer what it may: the overlap, and nothing that changes anything", async ({ shop }) => {
    await makeSegments(shop);
    const page = await shop.open("viewer", "/segments?view=list");
    await page.getByRole("checkbox", { name: "Select Baltic" }).check();
    await page.getByRole("checkbox", { name: "Select Latvia" }).check();
    const bar = page.getByRole("region", { name: "Selected segments" });
    await expect(bar.getByRole("link", { name: "Compare overlap" })).toBeVisible();
    await expect(bar.getByRole("button")).toHaveCount(1);
    await page.getByRole("button", { name: "Actions for Baltic" }).click();
    await expect(page.getByRole("menuitem")).toHaveText(["Overlap with others"]);
  });
});

test.describe("who owns a segment", () => {
  test("is taken in the tree with undo, handed over with a note, and released", async ({ shop }) => {
    const { latvia } = await makeSegments(shop);
    const page = await shop.open("member", "/segments");
    const take = page.getByRole("button", { name: "Take Latvia" });
    await take.click();
    await expect(said(page, "“Latvia” is yours")).toBeVisible();
    await undo(page);
    await expect(take).toBeVisible();
    await take.click();
    await expect(page.getByRole("row", { name: "Latvia" })).toContainText("Test member");

    await visit(page, latvia);
    await page.getByRole("button", { name: "Hand over Latvia" }).click();
    await page.getByLabel("To", { exact: true }).selectOption({ label: "Test marketer" });
    await page.getByRole("textbox", { name: /^Note/ }).fill("Yours from Monday");
    await page.getByRole("button", { name: "Hand over", exact: true }).last().click();
    await expect(said(page, "“Latvia” handed over")).toBeVisible();
    await expect(page.getByRole("button", { name: "Release Latvia" })).toHaveCount(0);

    const next = await shop.open("marketer", `${latvia}/history`);
    await expect(next.getByText("Test member handed it over to Test marketer")).toBeVisible();
    await expect(next.getByText("“Yours from Monday”")).toBeVisible();
    await next.getByRole("button", { name: "Release Latvia" }).click();
    await expect(next.getByText("Test marketer released it")).toBeVisible();
    await expect(next.getByRole("button", { name: "Take Latvia" })).toBeVisible();
  });
});

test.describe("archiving", () => {
  test("names what still depends on it, and can be undone", async ({ shop }) => {
    const { baltic, latvia } = await makeSegments(shop);
    const page = await shop.open("marketer", baltic);
    const choose = async (item: string) => {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    await choose("Archive segment");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("“Baltic” is still used");
    await expect(dialog.getByRole("button", { name: "Archive segment" })).toHaveCount(0);
    await dialog.getByRole("link", { name: "Latvia" }).click();
    await expect(page).toHaveURL(latvia);
    await choose("Archive segment");
    await dialog.getByRole("button", { name: "Archive segment" }).click();
    await expect(page.getByText("Archived.", { exact: true })).toBeVisible();
    await undo(page);
    await expect(page.getByText("Archived.", { exact: true })).toHaveCount(0);
    await choose("Count again now");
    await expect(said(page, /Counted: 12.members, nobody moved/)).toBeVisible();
  });
});

test.describe("the people of a segment", () => {
  test("are closed to a viewer, and open to a member who takes it", async ({ shop }) => {
    const { latvia } = await makeSegments(shop);
    const viewer = await shop.open("viewer", `${latvia}/members`);
    await expect(viewer.getByText("People: not open to your role")).toBeVisible();
    await expect(viewer.getByText("Ana No 1")).toHaveCount(0);
    await visit(viewer, `${latvia}/movement`);
    await expect(viewer.getByText("People: not open to your role")).toBeVisible();
    const member = await shop.open("member", `${latvia}/members`);
    await expect(member.getByText("Ana No 1")).toHaveCount(0);
    await member.getByRole("button", { name: "Take segment" }).click();
    await expect(member.getByRole("row", { name: /Ana No 12/ })).toBeVisible();
  });

  test("are searched, explained, and kept out or put in by hand with undo", async ({ shop }) => {
    const { latvia } = await makeSegments(shop);
    const page = await shop.open("marketer", `${latvia}/members`);
    await page.getByLabel("Search members").fill("No 12");
    await expect(page.getByRole("table", { name: "Members" }).getByRole("row")).toHaveCount(2);
    await page.getByRole("link", { name: "Why is Ana No 12 in?" }).click();
    const panel = page.getByRole("complementary", { name: "Ana No 12" });
    await expect(panel.getByRole("listitem").filter({ hasText: "Live in LV" })).toContainText("Holds");
    await panel.getByRole("button", { name: "Keep out: Ana No 12" }).click();
    await expect(said(page, "Ana No 12 is kept out by hand")).toBeVisible();
    await expect(panel).toContainText("Not in the segment now");
    await undo(page);
    await expect(panel).toContainText("Why this person is in the segment");

    await visit(page, `${latvia}/members?show=hand`);
    await expect(page.getByText("The rule alone decides")).toBeVisible();
    await page.getByLabel("Find any customer").fill("No 15");
    await page.getByRole("button", { name: "Put in by hand: Ana No 15" }).click();
    await expect(page.getByRole("table", { name: "By hand" })).toContainText("put in");
    await visit(page, `${latvia}/movement`);
    const first = page.getByRole("table", { name: "Who joined and left" }).getByRole("row").nth(1);
    await expect(first).toContainText("by hand");
  });
});

test("an earlier version is compared word by word, restored, and that undone", async ({ shop }) => {
  const { latvia, ctx, ids } = await makeSegments(shop);
  const change = { segmentId: ids.latvia, version: 1, rule: all(livesIn("EE")), note: "Across the border" };
  await updateSegment(ctx, change);
  const page = await shop.open("marketer", `${latvia}/history`);
  await expect(page.getByText("“Across the border”")).toBeVisible();
  await expect(page.locator("del")).toHaveText("removed: LV");
  await expect(page.locator("ins")).toHaveText("added: EE");
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByText("Version 3", { exact: true })).toBeVisible();
  await expect(page.getByText(/3 → 12.members/)).toBeVisible();
  await undo(page);
  await expect(page.getByText("Version 4", { exact: true })).toBeVisible();
});
