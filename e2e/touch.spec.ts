import type { CDPSession, Page } from "@playwright/test";
import { addDays } from "@/lib/days";
import { expect, test } from "./fixtures";
import { bar, boxOf, dayOf, daysOf, linksOf, row, toast, WEEK_PX, withPlan } from "./plan";

const HELD_MS = 500;

type Place = { x: number; y: number };

/** A finger as the glass tells of it: whether it scrolls, taps or takes something is for the browser and the page. */
class Finger {
  readonly #page: Page;
  readonly #client: CDPSession;

  private constructor(page: Page, client: CDPSession) {
    this.#page = page;
    this.#client = client;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(page, await page.context().newCDPSession(page));
  }

  #send(type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Place[]) {
    return this.#client.send("Input.dispatchTouchEvent", { type, touchPoints });
  }

  /** From a place by so much to the side, at once or after a long press. */
  async drag(from: Place, by: Partial<Place>, { isHeld = false } = {}) {
    await this.#send("touchStart", from);
    if (isHeld) await this.#page.waitForTimeout(HELD_MS);
    for (let step = 1; step <= 10; step += 1) {
      await this.#send("touchMove", {
        x: from.x + ((by.x ?? 0) * step) / 10,
        y: from.y + ((by.y ?? 0) * step) / 10,
      });
      await this.#page.waitForTimeout(16);
    }
    await this.#send("touchEnd");
  }
}

const middle = ({ x, y, width, height }: Place & { width: number; height: number }): Place => ({
  x: x + width / 2,
  y: y + height / 2,
});
const scrolledTo = (page: Page) => page.getByRole("treegrid").evaluate((element) => element.scrollLeft);
const undo = (page: Page) => page.getByRole("button", { name: "Undo" }).first();

test.describe("on a tablet", () => {
  test.use({ hasTouch: true, viewport: { width: 1366, height: 1024 } });

  test("a finger pans, taps, moves by a long press, pulls the end and links; each has a button too", async ({
    shop,
  }) => {
    const { campaignId, copyId, sendId } = await withPlan(shop);
    const today = dayOf(shop);
    const [before, sendBefore] = [await daysOf(shop, copyId), await daysOf(shop, sendId)];
    const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
    await bar(page, "Copy").scrollIntoViewIfNeeded();
    const finger = await Finger.on(page);

    const start = await scrolledTo(page);
    await finger.drag(middle(await boxOf(page, "Copy")), { x: -90 });
    await expect.poll(() => scrolledTo(page)).toBeGreaterThan(start + 30);
    expect(await daysOf(shop, copyId)).toBe(before);
    await finger.drag(middle(await boxOf(page, "Copy")), { x: 90 });
    await page.waitForTimeout(HELD_MS);

    await finger.drag(middle(await boxOf(page, "Copy")), { x: 3 * WEEK_PX }, { isHeld: true });
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 3)} ${addDays(today, 12)}`);
    await expect.poll(() => daysOf(shop, sendId)).not.toBe(sendBefore);
    await undo(page).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(before);
    await expect.poll(() => daysOf(shop, sendId)).toBe(sendBefore);

    await bar(page, "Copy").tap();
    const panel = page.getByRole("region", { name: "Plan of Copy" });
    await expect(panel).toBeVisible();
    const box = await boxOf(page, "Copy");
    await finger.drag({ x: box.x + box.width - 6, y: box.y + box.height / 2 }, { x: -2 * WEEK_PX });
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${today} ${addDays(today, 7)}`);
    await undo(page).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(before);

    // The same by taps alone.
    await panel.getByRole("button", { name: "A day later" }).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 1)} ${addDays(today, 10)}`);
    await panel.getByLabel("End", { exact: true }).fill(addDays(today, 8));
    await panel.getByRole("button", { name: "Save days" }).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 1)} ${addDays(today, 8)}`);
    await undo(page).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 1)} ${addDays(today, 10)}`);
    await undo(page).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(before);

    await row(page, "Send").locator('[data-part="bar"]').tap();
    const ofSend = page.getByRole("region", { name: "Plan of Send" });
    await ofSend
      .getByRole("button", { name: /^Remove dependency/ })
      .first()
      .tap();
    await expect.poll(() => linksOf(shop, campaignId)).toEqual([]);
    await undo(page).tap();
    await expect.poll(() => linksOf(shop, campaignId)).toEqual(["Copy > Send"]);
    await ofSend.getByRole("button", { name: "Select", exact: true }).tap();
    await expect(page.getByRole("region", { name: "Selected bars" })).toContainText("1 bar selected");
  });
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("the agenda leads to a part, whose days are moved by a tap and taken back", async ({ shop }) => {
    const { campaignId, copyId } = await withPlan(shop);
    const today = dayOf(shop);
    const before = await daysOf(shop, copyId);
    const page = await shop.open("marketer", `/campaigns/${campaignId}/plan`);
    const section = page.getByRole("region", { name: "Timeline of this campaign" });
    await section.getByRole("button", { name: /Copy/ }).first().tap();
    const panel = page.getByRole("region", { name: "Plan of Copy" });
    await panel.getByRole("button", { name: "A week later" }).tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(`${addDays(today, 7)} ${addDays(today, 16)}`);
    await toast(page, /Moved Copy/)
      .getByRole("button", { name: "Undo" })
      .tap();
    await expect.poll(() => daysOf(shop, copyId)).toBe(before);
    await panel.getByRole("button", { name: "Close panel" }).tap();
    await section.getByText("Bars", { exact: true }).tap();
    await expect(bar(page, "Copy")).toBeVisible();
  });
});
