import { beforeEach, describe, expect, it } from "vitest";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { entryWords } from "../history/entry";
import { listCampaignHistory } from "../history/queries";
import { updatePlanItem } from "../plan/mutations";
import { listDependencies, listPlanItems } from "../plan/queries";
import type { NewParts } from "./model";
import { addPlanParts, removePlanParts } from "./mutations";

let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;

beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  campaignId = await addCampaign(shop, { name: "Early access" });
});

const part = (given: Partial<NewParts["parts"][number]> = {}): NewParts["parts"][number] => ({
  id: newId(),
  campaignId,
  kind: "tactic",
  name: "Copy",
  channel: "email",
  assigneeId: null,
  startOn: "2026-05-04",
  endOn: "2026-05-08",
  hours: 6,
  isByHand: false,
  ...given,
});
const link = (fromId: string, toId: string) => ({
  id: newId(),
  fromId,
  toId,
  type: "FS" as const,
  lagDays: 1,
});
const plan = async () => (await listPlanItems(shop.ctx(), { campaignId })).map(({ name }) => name);
const refs = (...parts: { id: string }[]) => ({
  parts: parts.map(({ id }) => ({ itemId: id, expectedVersion: 1 })),
});

describe("parts that the timeline made", () => {
  it("come into the plan together, behind what is there, with the links among them, and go again", async () => {
    await addTactic(shop, { campaignId, name: "There before", startOn: "2026-05-01" });
    const [copy, signOff] = [
      part({ assigneeId: shop.users.member.id }),
      part({ name: "Sign-off", kind: "milestone", startOn: "2026-05-11", endOn: "2026-05-12" }),
    ];
    const both = { parts: [copy, signOff], links: [link(copy.id, signOff.id)] };
    expect(await addPlanParts(shop.ctx("marketer"), both)).toEqual({
      versions: { [copy.id]: 1, [signOff.id]: 1 },
    });
    expect(await plan()).toEqual(["There before", "Copy", "Sign-off"]);
    const items = await listPlanItems(shop.ctx(), { campaignId });
    expect(items[1]).toMatchObject({ assigneeName: "Test member", hours: 6, progress: 0, position: 2 });
    expect(items[2]).toMatchObject({ endOn: "2026-05-11", hours: 0 });
    expect(await listDependencies(shop.ctx(), { campaignId })).toMatchObject([
      { fromName: "Copy", toName: "Sign-off", lagDays: 1 },
    ]);
    expect(await removePlanParts(shop.ctx("marketer"), refs(copy, signOff))).toEqual({ removed: 2 });
    expect(await plan()).toEqual(["There before"]);
    expect(await listDependencies(shop.ctx(), { campaignId })).toEqual([]);
    const history = (await listCampaignHistory(shop.ctx(), { campaignId })).map(entryWords);
    expect(history).toContain("added “Copy” and 1 more to the plan");
    await addPlanParts(shop.ctx(), both);
    expect((await plan()).length).toBe(3);
  });

  it("bring checklist and links of what they are copies of, with nothing done, and only of this workspace", async () => {
    const full = {
      checklist: [{ id: newId(), text: "Subject line", isDone: true }],
      links: [{ label: "Draft", url: "https://example.com/draft" }],
    };
    const source = await addTactic(shop, { campaignId, name: "Source", ...full });
    const foreign = await addTactic(other, {
      campaignId: await addCampaign(other),
      ...full,
    });
    const parts = [
      part({ copyOf: source }),
      part({ copyOf: foreign, name: "Foreign" }),
      part({ name: "New" }),
    ];
    await addPlanParts(shop.ctx("marketer"), { parts, links: [] });
    const items = await listPlanItems(shop.ctx(), { campaignId });
    expect(items.slice(1)).toMatchObject([
      { checklist: [{ text: "Subject line", isDone: false }], links: full.links, progress: 0 },
      { name: "Foreign", checklist: [], links: [] },
      { name: "New", checklist: [], links: [] },
    ]);
    expect(items[1]?.checklist[0]?.id).not.toBe(full.checklist[0]?.id);
  });

  it("come all or not at all", async () => {
    const known = part();
    await addPlanParts(shop.ctx(), { parts: [known], links: [] });
    await expect(addPlanParts(shop.ctx(), { parts: [part(), known], links: [] })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const archived = await addCampaign(shop, { status: "archived" });
    await expect(
      addPlanParts(shop.ctx(), { parts: [part(), part({ campaignId: archived })], links: [] }),
    ).rejects.toMatchObject({ code: "INVALID" });
    const viewer = part({ assigneeId: shop.users.viewer.id });
    await expect(addPlanParts(shop.ctx(), { parts: [part(), viewer], links: [] })).rejects.toMatchObject({
      code: "INVALID",
    });
    expect(await plan()).toEqual(["Copy"]);
  });

  it("stay when somebody changed one of them", async () => {
    const [one, two] = [part(), part({ name: "Send" })];
    await addPlanParts(shop.ctx(), { parts: [one, two], links: [] });
    await updatePlanItem(shop.ctx(), { itemId: two.id, version: 1, changes: { progress: 20 } });
    await expect(removePlanParts(shop.ctx(), refs(one, two))).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("“Send”"),
    });
    expect((await plan()).length).toBe(2);
  });

  it("are made and removed by who edits campaigns only, and in their own workspace", async () => {
    const one = part();
    await addPlanParts(shop.ctx(), { parts: [one], links: [] });
    for (const role of ["member", "viewer"] as const) {
      const refused = { code: "FORBIDDEN" };
      await expect(addPlanParts(shop.ctx(role), { parts: [part()], links: [] })).rejects.toMatchObject(
        refused,
      );
      await expect(removePlanParts(shop.ctx(role), refs(one))).rejects.toMatchObject(refused);
    }
    const missing = { code: "NOT_FOUND" };
    await expect(addPlanParts(other.ctx(), { parts: [part()], links: [] })).rejects.toMatchObject(missing);
    await expect(removePlanParts(other.ctx(), refs(one))).rejects.toMatchObject(missing);
    expect(await plan()).toEqual(["Copy"]);
  });
});
