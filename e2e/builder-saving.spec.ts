import { makeCampaign } from "@/db/factories";
import { campaignSegments } from "@/db/schema";
import { updateSegment } from "@/lib/segments/mutations";
import { expect, expectAccessible, expectNoSideScroll, LOOKS, PHONE, setLook, test, visit } from "./fixtures";
import {
  all,
  chooseValue,
  expectSize,
  line,
  livesIn,
  olderThan,
  preview,
  segmentOf,
  stock,
  toast,
  tree,
} from "./rule-builder";

test("somebody else saved meanwhile: both are shown, and nothing is lost", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Contested", all(livesIn("Latvia")));
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await chooseValue(line(page, /live in/), page, "Estonia");
  await expectSize(page, 20);
  await updateSegment(shop.ctx("manager"), {
    segmentId,
    version: 1,
    rule: all(olderThan(30)),
    note: "Grown up",
  });
  const save = async (version: number) => {
    await page.getByRole("button", { name: /^Save as version/ }).click();
    await page.getByRole("button", { name: `Save version ${version}` }).click();
  };
  await save(2);
  const dialog = page.getByRole("dialog", { name: "Test manager saved version 2 while you were editing" });
  await expect(dialog).toContainText("or Estonia");
  await expect(dialog).toContainText("at least 30 years old");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Take theirs" }).click();
  await expectSize(page, 11);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expectSize(page, 20);
  await updateSegment(shop.ctx("manager"), {
    segmentId,
    version: 2,
    rule: all(olderThan(30), olderThan(40)),
  });
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await page.getByRole("button", { name: "See the change" }).click();
  await expect(page.getByRole("dialog")).toContainText("Test manager saved version 3");
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(line(page, /years old/)).toHaveCount(1);
  await expect(line(page, /live in Latvia or Estonia/)).toBeVisible();
  await expectSize(page, 10);
  await save(4);
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
  await toast(page, "Saved as version 4: 10 customers");
});

test("leaving with changes asks once, and the save names what it touches", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "In use", all(livesIn("Latvia")));
  const campaign = await makeCampaign(shop.ctx(), { name: "Spring letters" });
  await shop
    .ctx()
    .db.insert(campaignSegments)
    .values({ workspaceId: shop.workspaceId, campaignId: campaign.id, segmentId, segmentVersion: 1 });
  const page = await shop.open("manager", `/segments/${segmentId}/edit`);
  await chooseValue(line(page, /live in/), page, "Estonia");
  await page.getByRole("link", { name: "Personas" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await line(page, /live in/).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search or command" })).toBeFocused();
  await page.keyboard.type("personas");
  await page.keyboard.press("Enter");
  await question.getByRole("button", { name: "Keep editing" }).click();
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByRole("dialog")).toContainText("Spring letters");
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.getByRole("link", { name: "Discard" }).click();
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
});

test("a child narrows its parent, a copy begins as its original, and why somebody is in", async ({
  shop,
}) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Latvians", all(livesIn("Latvia")));
  const page = await shop.open("marketer", `/segments/new?parent=${segmentId}`);
  await expect(page.getByText("Customers who live in Latvia", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Age", exact: true }).click();
  await page.keyboard.type("50");
  await expectSize(page, 6);
  await expect(preview(page)).toContainText("In “Latvians”");
  await preview(page)
    .getByRole("button", { name: /^Ana No/ })
    .first()
    .click();
  await expect(preview(page).getByRole("list", { name: "Why this customer is in" })).toContainText(
    "Are at least 50 years old",
  );
  const copy = await shop.open("marketer", `/segments/new?from=${segmentId}`);
  await expect(copy.getByRole("textbox", { name: "Name of the segment" })).toHaveValue("Latvians, copy");
  await expectSize(copy, 12);
});

test("a deep group is made a segment of its own, and the rule names it", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(
    shop,
    "Deep",
    all({
      kind: "any",
      children: [
        livesIn("Estonia"),
        all(olderThan(20), { kind: "any", children: [livesIn("Latvia"), olderThan(90)] }),
      ],
    }),
  );
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await expectSize(page, 20);
  await tree(page).getByRole("button", { name: "Make it a segment", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Make this group a segment of its own?" });
  await dialog.getByLabel("Name").fill("Latvian or old");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make segment" }).click();
  await expect(line(page, /are in “Latvian or old”, 12 match this alone/)).toBeVisible();
  await expectSize(page, 20);
});

test("who may not edit is told so", async ({ shop }) => {
  const { segmentId } = await segmentOf(shop, "Closed", all(olderThan(30)));
  for (const role of ["member", "viewer"] as const) {
    const page = await shop.open(role, "/segments/new");
    await expect(page.getByText("Making segments: not open to your role")).toBeVisible();
    await visit(page, `/segments/${segmentId}/edit`);
    await expect(page.getByText("Editing rules: not open to your role")).toBeVisible();
  }
});

test("reads well in both themes, on a desk and on a phone", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(
    shop,
    "Rich",
    all(
      livesIn("Latvia", "Estonia"),
      { kind: "any", children: [olderThan(30), { kind: "not", child: livesIn("Latvia") }] },
      { kind: "none", children: [{ ...olderThan(90), isOff: true }, olderThan(80)] },
    ),
  );
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await expectSize(page, 14);
  for (const look of LOOKS) {
    await setLook(page, look);
    await expect(page.locator("html")).toHaveCSS("color-scheme", look.theme);
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }
  await setLook(page, { width: PHONE });
  await page.getByRole("button", { name: /14.customers.*Who they are/ }).click();
  const sheet = page.getByRole("dialog", { name: "Who the rule matches" });
  await expect(sheet).toContainText("How the conditions narrow it down");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await line(page, /Add to the rule/)
    .getByRole("button", { name: "Condition" })
    .click();
  await expect(page.getByRole("dialog", { name: "Add a condition" })).toBeVisible();
  await expectAccessible(page);
});
