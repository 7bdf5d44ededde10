import type { Locator, Request } from "@playwright/test";
import { expect, expectAccessible, test, visit } from "./fixtures";
import {
  all,
  chooseValue,
  expectSize,
  line,
  livesIn,
  olderThan,
  pick,
  preview,
  segmentOf,
  sentence,
  stock,
  toast,
  tree,
} from "./rule-builder";

test("a nested rule is built by mouse, counted while it grows, saved and edited", async ({ shop }) => {
  await stock(shop);
  const page = await shop.open("marketer", "/segments/new");
  await page.getByRole("button", { name: "Country" }).click();
  await chooseValue(line(page, /live in/), page, "Latvia");
  await expectSize(page, 12);
  await sentence(page, "Customers who live in Latvia.");

  await page.getByRole("button", { name: "Group", exact: true }).click();
  await pick(page, "age", "Age");
  await line(page, /years old/)
    .getByRole("spinbutton", { name: "Age" })
    .fill("50");
  await expectSize(page, 6);
  await line(page, /Add to this group/)
    .getByRole("button", { name: "Condition" })
    .click();
  await pick(page, "opened", "Opened an e-mail");
  await line(page, /opened an e-mail/)
    .getByRole("combobox", { name: "Did or did not" })
    .selectOption("did not");
  await expectSize(page, 12);
  await sentence(
    page,
    "Customers who live in Latvia, and (are at least 50 years old or did not open an e-mail in the last 30 days).",
  );
  await expect(line(page, /years old, 11 match this alone/)).toBeVisible();

  await line(page, /Group, any/)
    .getByRole("button")
    .click();
  await page.getByRole("menuitemradio", { name: "None of these holds" }).click();
  await expectSize(page, 0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expectSize(page, 12);

  await page.getByRole("textbox", { name: "Name of the segment" }).fill("Latvian, grown up");
  await page.getByRole("button", { name: "Create segment" }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
  const stored = `${new URL(page.url()).pathname}/edit`;

  await visit(page, stored);
  await line(page, /live in/)
    .getByRole("button", { name: /Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expectSize(page, 21);
  await page.getByRole("button", { name: "Save as version 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as version 2?" });
  await expect(dialog).toContainText("+9");
  await dialog.getByLabel(/Why/).fill("Everywhere now");
  await dialog.getByRole("button", { name: "Save version 2" }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
  await toast(page, "Saved as version 2: 21 customers");
});

test("the same is built by keyboard alone", async ({ shop }) => {
  await stock(shop);
  const page = await shop.open("marketer", "/segments/new");
  const { keyboard } = page;
  await page.getByRole("textbox", { name: "Name of the segment" }).focus();
  await keyboard.type("By keyboard");
  await line(page, /Add to the rule/)
    .getByRole("button", { name: "Condition" })
    .focus();
  await keyboard.press("Enter");
  const search = page.getByRole("combobox", { name: "Add a condition" });
  await expect(search).toBeFocused();
  await keyboard.type("country");
  await keyboard.press("Enter");
  await keyboard.type("Lat");
  await expect(page.getByRole("option", { name: /^Latvia/ })).toBeVisible();
  await keyboard.press("Enter");
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expect(line(page, /live in Latvia/)).toBeFocused();

  await keyboard.press("ArrowDown");
  await expect(line(page, /Add to the rule/)).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(search).toBeFocused();
  await keyboard.type("age");
  await keyboard.press("Enter");
  await keyboard.type("50");
  await expectSize(page, 6);
  await keyboard.press("Escape");
  await expect(line(page, /at least 50 years old/)).toBeFocused();

  await keyboard.press("Alt+ArrowLeft");
  await expect(line(page, /years old/)).toHaveAttribute("aria-level", "2");
  await expect(line(page, /Group/)).toHaveCount(0);
  await keyboard.press("Alt+ArrowUp");
  await expect(line(page, /years old/)).toHaveAttribute("aria-posinset", "1");
  await expect(line(page, /years old/)).toBeFocused();
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  await expect(line(page, /years old/)).toHaveAttribute("aria-level", "3");
  await keyboard.press("Shift+Control+z");
  await expect(line(page, /years old/)).toHaveAttribute("aria-level", "2");

  await line(page, /years old/).focus();
  await keyboard.press("Space");
  await expectSize(page, 12);
  await keyboard.press("Space");
  await expectSize(page, 6);
  await keyboard.press("Control+d");
  await expect(line(page, /years old/)).toHaveCount(2);
  await keyboard.press("Delete");
  await expect(line(page, /years old/)).toHaveCount(1);
  const stops = await tree(page).evaluate(
    (element) => element.querySelectorAll('[data-line][tabindex="0"]').length,
  );
  expect(stops, "tab stops of the tree").toBe(1);
  await keyboard.press("Control+s");
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
});

test("lines are dragged out of a group and into one, and Escape leaves them", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(
    shop,
    "Dragged",
    all(livesIn("Latvia"), { kind: "any", children: [olderThan(30), livesIn("Estonia")] }),
  );
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  const grip = (name: RegExp) => line(page, name).getByRole("button", { name: /^Drag/ });
  const drag = async (name: RegExp, to: Locator, above: number) => {
    const [from, target] = [await grip(name).boundingBox(), await to.boundingBox()];
    if (!from || !target) throw new Error("Nothing to drag.");
    await page.mouse.move(from.x + 6, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(target.x + 12, target.y + above, { steps: 8 });
  };
  await drag(/live in Estonia/, line(page, /live in Latvia/), 2);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(line(page, /live in Estonia/)).toHaveAttribute("aria-level", "3");
  await drag(/live in Estonia/, line(page, /live in Latvia/), 2);
  await page.mouse.up();
  await expect(line(page, /live in Estonia/)).toHaveAttribute("aria-level", "2");
  await expect(line(page, /live in Estonia/)).toHaveAttribute("aria-posinset", "1");
  await drag(/live in Latvia/, line(page, /years old/), 2);
  await page.mouse.up();
  await expect(line(page, /live in Latvia/)).toHaveAttribute("aria-level", "3");
});

test("what is missing is said at its line, and nothing is saved before", async ({ shop }) => {
  await stock(shop);
  const page = await shop.open("owner", "/segments/new");
  await page.getByRole("button", { name: "Age", exact: true }).click();
  await expect(line(page, /Enter a number/)).toBeVisible();
  await expect(preview(page)).toContainText("One line is not complete yet");
  await page.getByRole("textbox", { name: "Name of the segment" }).fill("Not yet");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(tree(page).getByRole("spinbutton", { name: "Age" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("200");
  await expect(line(page, /from 0 to 150/)).toBeVisible();
  await tree(page).getByRole("spinbutton", { name: "Age" }).fill("50");
  await expectSize(page, 11);
  await segmentOf(shop, "Taken", all(livesIn("Latvia")));
  await page.getByRole("textbox", { name: "Name of the segment" }).fill("Taken");
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByText("Another segment has this name")).toBeVisible();
});

test("an older answer never stands beside a newer rule", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Slow", all(olderThan(30)));
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await expectSize(page, 11);
  let held: Request | undefined;
  let letGo = () => {};
  const isFree = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const ended = new Set<Request>();
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => ended.add(request));
  await page.route("**/api/segments/preview", async (route) => {
    const body = route.request().postData() ?? "";
    if (body.includes('"value":40') && !held) {
      held = route.request();
      await isFree;
    }
    await route.continue().catch(() => undefined);
  });
  const age = tree(page).getByRole("spinbutton", { name: "Age" });
  await age.fill("40");
  await expect.poll(() => held !== undefined).toBe(true);
  await expect(preview(page)).toContainText("counting the rule as it is now");
  await age.fill("10");
  await expectSize(page, 21);
  letGo();
  await expect.poll(() => held && ended.has(held), "the older question has its end").toBe(true);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await expectSize(page, 21);
});

test("a range is chosen on its drawing, by keys and by pointer, and a day in words", async ({ shop }) => {
  await stock(shop);
  const page = await shop.open("marketer", "/segments/new");
  await page.getByRole("button", { name: "Age", exact: true }).click();
  const handle = tree(page).getByRole("slider", { name: "Age" });
  await expect(handle).toHaveAttribute("aria-valuetext", "not chosen");
  await page.keyboard.type("50");
  await expect(tree(page).getByRole("status")).toContainText("52.4");
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await expect(handle).toBeFocused();
  await page.keyboard.press("Home");
  await expectSize(page, 21);
  const box = await handle.locator("..").boundingBox();
  if (!box) throw new Error("Nothing to drag.");
  await page.mouse.click(box.x + box.width - 4, box.y + 20);
  await expectSize(page, 11);
  await page.getByRole("button", { name: "upper half" }).press("Escape");
  await expect(tree(page).getByRole("spinbutton", { name: "Age" })).toBeFocused();

  await line(page, /Add to the rule/)
    .getByRole("button", { name: "Condition" })
    .click();
  await pick(page, "first seen", "First seen");
  await line(page, /first seen/)
    .getByRole("combobox", { name: "How First seen is compared" })
    .selectOption("is after");
  const day = line(page, /first seen/).getByRole("combobox", { name: "First seen", exact: true });
  await day.fill("3 March 2020");
  await expect(page.getByRole("option", { name: /3 March 2020/ })).toContainText("Tue 3 Mar 2020");
  await page.keyboard.press("Enter");
  await expect(day).toHaveValue("Tue 3\u00a0Mar\u00a02020");
  await expectSize(page, 11);
  await day.fill("soon");
  await page.keyboard.press("Tab");
  await line(page, /years old/).focus();
  await expect(line(page, /“soon” is not a day/)).toBeVisible();
});

test.describe("text that is no rule", () => {
  test.use({ allowed: [/400/] });

  test("several lines are grouped by keys, one is dropped on another, and text is pasted or refused", async ({
    shop,
  }) => {
    await stock(shop);
    const { segmentId } = await segmentOf(
      shop,
      "Together",
      all(livesIn("Latvia"), olderThan(30), livesIn("Estonia", "Latvia")),
    );
    const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
    const { keyboard } = page;
    await line(page, /live in Latvia,/).focus();
    await keyboard.press("Shift+ArrowDown");
    await expect(line(page, /years old/)).toHaveAttribute("aria-selected", "true");
    await expect(page.getByRole("group", { name: "Selected lines" })).toContainText("2 lines");
    await expectAccessible(page);
    await keyboard.press("Control+g");
    await expect(line(page, /Group, any of 2 lines/)).toBeFocused();
    await keyboard.press("Control+z");
    await expect(line(page, /Group/)).toHaveCount(0);

    const grip = await line(page, /years old/)
      .getByRole("button", { name: /^Drag/ })
      .boundingBox();
    const onto = await line(page, /live in Latvia,/).boundingBox();
    if (!grip || !onto) throw new Error("Nothing to drag.");
    await page.mouse.move(grip.x + 6, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(onto.x + 200, onto.y + onto.height / 2, { steps: 8 });
    await page.mouse.up();
    await expect(line(page, /Group, any of 2 lines/)).toBeVisible();

    await page.getByRole("button", { name: "Paste rule" }).click();
    const dialog = page.getByRole("dialog", { name: "Paste a rule" });
    await dialog.getByRole("textbox").fill('{"kind":"field","field":"country"}');
    await dialog.getByRole("button", { name: "Add it to this rule" }).click();
    await expect(dialog).toContainText("Line 1 (field) lacks its “test”.");
    await expectAccessible(page);
    await dialog.getByRole("textbox").fill(JSON.stringify(all(olderThan(40))));
    await dialog.getByRole("button", { name: "Put it in place of this rule" }).click();
    await expectSize(page, 11);
    await expect(line(page, /live in/)).toHaveCount(0);
  });
});

test("anybody is looked up, and each line says whether it holds", async ({ shop }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Tried", all(livesIn("Latvia"), olderThan(30)));
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await expectSize(page, 6);
  await preview(page).getByRole("combobox", { name: "Look up a customer" }).fill("No 12");
  await page.getByRole("option", { name: /Ana No 12/ }).click();
  await expect(preview(page).getByRole("list", { name: "Why this customer is not in" })).toContainText(
    "Are at least 30 years old",
  );
  await expect(line(page, /live in Latvia.*, holds for Ana No 12/)).toBeVisible();
  await expect(line(page, /years old.*does not hold for Ana No 12/)).toBeVisible();
  await expectAccessible(page);
  await tree(page).getByRole("spinbutton", { name: "Age" }).fill("10");
  await expect(line(page, /years old.*, holds for Ana No 12/)).toBeVisible();
  await expect(preview(page).getByRole("list", { name: "Why this customer is in" })).toBeVisible();
  await preview(page).locator("summary", { hasText: /^Age/ }).click();
  await expect(preview(page).getByRole("table", { name: /^Age of these/ })).toBeVisible();
  await expectAccessible(page);
});
