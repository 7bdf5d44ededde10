import { beforeEach, describe, expect, it } from "vitest";
import { makeAnswer, makeAttribute, makeCategory, makeOrder, makeSurvey } from "@/db/factories";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { makeWorkspace } from "@/db/testing/workspace";
import { recordEvents } from "@/lib/events/mutations";
import { previewRule } from "../preview/queries";
import { TEMPLATES } from "./gallery/gallery";
import { countRules, getTemplateData } from "./queries";
import { offerTemplates } from "./template";

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: SmallShop;
beforeEach(async () => {
  shop = await makeSmallShop();
});

describe("what a workspace has", () => {
  it("is read from its data: filled fields, habits, values", async () => {
    await makeAttribute(shop.ctx(), {
      key: "plan",
      label: "Plan",
      type: "choice",
      dimension: "product usage",
    });
    const data = await getTemplateData(shop.ctx());
    expect(data).toMatchObject({
      customers: 31,
      today: "2026-06-15",
      fields: { country: 30, city: 0, firstName: 31 },
      attributes: { plan: 0 },
      topFields: { country: ["LV", "EE"], city: [] },
      orders: { buyers: 32, repeatBuyers: 0, rhythmDays: null, spendHigh: 100 },
      categories: [],
      events: [],
      questions: [],
    });
    expect(offerTemplates(TEMPLATES, data).offers.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["home-market", "abroad", "new-customers", "first-order"]),
    );
  });
  it("is empty for an empty workspace, which is offered nothing", async () => {
    const { ctx } = await makeWorkspace();
    const data = await getTemplateData(ctx());
    expect(data).toMatchObject({ customers: 0, orders: null });
    expect(offerTemplates(TEMPLATES, data).offers).toEqual([]);
  });
  it("is closed to roles that may not edit", async () => {
    for (const role of ["member", "viewer"] as const) {
      expect(await code(getTemplateData(shop.ctx(role)))).toBe("FORBIDDEN");
      expect(await code(countRules(shop.ctx(role), { rules: [] }))).toBe("FORBIDDEN");
    }
  });
  it("counts every offer as the preview does, in its own workspace only", async () => {
    const other = await makeSmallShop();
    const data = await getTemplateData(shop.ctx());
    const { offers } = offerTemplates(TEMPLATES, data);
    const rules = offers.map(({ rule }) => rule);
    const counts = await countRules(shop.ctx(), { rules });
    const previewed = await Promise.all(
      rules.map(
        async (rule) => (await previewRule(shop.ctx(), { rule, parentId: null, segmentId: null })).size,
      ),
    );
    expect(counts).toEqual(previewed);
    expect(counts?.[offers.findIndex(({ key }) => key === "home-market")]).toBe(20);
    expect(await countRules(other.ctx(), { rules })).toEqual(counts);
  });
  it("knows categories, events and answers that are there, and neither old nor unused ones", async () => {
    const ctx = shop.ctx();
    const at = new Date("2026-06-01T12:00:00Z");
    const [coffee, tea] = [await makeCategory(ctx, "Coffee"), await makeCategory(ctx, "Tea")];
    await makeCategory(ctx, "Unsold");
    const line = (categoryNo: number) => ({ amountMinor: 500, categoryNo });
    await makeOrder(ctx, { customerNo: 1, orderedAt: at, lines: [line(tea.no)] });
    for (const customerNo of [1, 2])
      await makeOrder(ctx, { customerNo, orderedAt: at, lines: [line(coffee.no)] });
    const event = { customerNo: 1, name: "cart_added", messageId: "m1", props: {} };
    await recordEvents(ctx, [
      { ...event, at },
      { ...event, name: "long_ago", messageId: "m2", at: new Date("2025-01-01T12:00:00Z") },
    ]);
    const { surveyId, numbers } = await makeSurvey(ctx, [
      { key: "nps" },
      { key: "why", type: "choice", choices: ["price", "taste"] },
      { key: "unasked" },
    ]);
    const [nps = 0, why = 0] = numbers;
    await makeAnswer(ctx, { customerNo: 1, questionNo: nps, score: 9 });
    for (const [customerNo, choice] of [
      [1, "taste"],
      [2, "price"],
      [3, "taste"],
    ] as const)
      await makeAnswer(ctx, { customerNo, questionNo: why, choice });
    const data = await getTemplateData(ctx);
    expect(data.categories).toEqual(["Coffee", "Tea"]);
    expect(data.events).toEqual(["cart_added"]);
    const base = { survey: surveyId, highest: null, commonest: null };
    expect(data.questions).toEqual([
      { ...base, question: "nps", text: "nps", type: "scale", highest: 9 },
      { ...base, question: "why", text: "why", type: "choice", commonest: "taste" },
    ]);
    const { offers } = offerTemplates(TEMPLATES, data);
    const keys = offers.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(["cart-abandoned", "category-loyal", "category-next", "promoters", "motive"]),
    );
    expect(await countRules(ctx, { rules: offers.map(({ rule }) => rule) })).toHaveLength(offers.length);
  });
});
