import { beforeAll, expect, it } from "vitest";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { listCalendarItems } from "../calendar/queries";
import { CampaignFilters } from "../model";
import { SavedViewInput } from "./model";
import { changeView, removeView, saveView } from "./mutations";
import { listSavedViews } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({}), makeWorkspace({})]);
});

const view = (name: string, isShared = false) =>
  SavedViewInput.parse({ name, query: "view=board", isShared });
const namesFor = async (role: "owner" | "manager" | "marketer" | "member" | "viewer") =>
  (await listSavedViews(shop.ctx(role))).map(({ name }) => name);

it("keeps an address in one form, with plain names only", () => {
  const query = (text: string) => SavedViewInput.parse({ name: "A", query: text }).query;
  expect(query("view=board&q=two words&owner=")).toBe("view=board&q=two+words");
  expect(query("?view=list&__proto__=1&a-b=2&z=week")).toBe("view=list&z=week");
});

it("is one's own until it is shared; who saved it and approvers rename, share and remove it", async () => {
  const { viewId } = await saveView(shop.ctx("marketer"), view("Mine"));
  expect(await namesFor("marketer")).toEqual(["Mine"]);
  expect(await namesFor("owner")).toEqual([]);
  await expect(changeView(shop.ctx("owner"), { viewId, name: "x", isShared: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const before = await changeView(shop.ctx("marketer"), { viewId, name: "Ours", isShared: true });
  expect(before).toEqual({ viewId, name: "Mine", isShared: false });
  expect(await listSavedViews(shop.ctx("viewer"))).toMatchObject([
    { name: "Ours", query: "view=board", owner: "Test marketer", canChange: false },
  ]);
  await expect(removeView(shop.ctx("member"), { viewId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await changeView(shop.ctx("manager"), { viewId, name: "All of ours", isShared: true });
  const removed = await removeView(shop.ctx("manager"), { viewId });
  expect(removed).toEqual({ name: "All of ours", query: "view=board", isShared: true });
  expect(await namesFor("marketer")).toEqual([]);
});

it("lets every role save for itself, and only editors share", async () => {
  await saveView(shop.ctx("viewer"), view("Watched"));
  expect(await namesFor("viewer")).toEqual(["Watched"]);
  for (const role of ["member", "viewer"] as const)
    await expect(saveView(shop.ctx(role), view("For all", true))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
});

it("does not exist in another workspace", async () => {
  const { viewId } = await saveView(shop.ctx(), view("Here", true));
  expect(await listSavedViews(other.ctx())).toEqual([]);
  await expect(changeView(other.ctx(), { viewId, name: "x", isShared: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(removeView(other.ctx(), { viewId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("shows what has days in the calendar, by the filters of the page", async () => {
  const campaignId = await addCampaign(shop, { name: "Letters", channels: ["post"] });
  await addTactic(shop, { campaignId, name: "In it", startOn: "2026-05-04", endOn: "2026-05-20" });
  await addTactic(shop, { campaignId, name: "Before it", startOn: "2026-05-01", endOn: "2026-05-03" });
  const days = { from: "2026-05-04", to: "2026-05-10" };
  const names = async (workspace: TestWorkspace, given: object) =>
    (
      await listCalendarItems(workspace.ctx("viewer"), { filters: CampaignFilters.parse(given), ...days })
    ).map(({ name }) => name);
  expect(await names(shop, {})).toEqual(["In it"]);
  expect(await names(shop, { channel: "sms" })).toEqual([]);
  expect(await names(other, {})).toEqual([]);
});
