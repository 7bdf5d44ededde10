import { and, eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { notifications } from "@/db/schema";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { entryWords } from "../history/entry";
import { listCampaignHistory } from "../history/queries";
import { addComment, editComment, removeComment, restoreComment } from "./mutations";
import { listComments } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
let campaignId: string;
let itemId: string;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace({}), makeWorkspace({})]);
  campaignId = await addCampaign(shop, { name: "Letters", ownerId: shop.users.owner.id });
  itemId = await addTactic(shop, { campaignId, name: "Copy", assigneeId: shop.users.member.id });
});

const noticesOf = async (userId: string) =>
  (
    await shop
      .ctx()
      .db.select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, shop.workspaceId), eq(notifications.userId, userId)))
  ).map(({ title }) => title);

it("tells who is named, its assignee and its owner, each once and never the author", async () => {
  const member = shop.ctx("member");
  await addComment(member, { campaignId, itemId, body: "@Test manager, shall it be shorter? @Test member" });
  expect(await noticesOf(shop.users.manager.id)).toEqual([
    "Test member named you in a comment on “Copy” in “Letters”",
  ]);
  expect(await noticesOf(shop.users.owner.id)).toEqual(["Test member commented on “Copy” in “Letters”"]);
  expect(await noticesOf(shop.users.member.id)).toEqual([]);
  await addComment(shop.ctx("marketer"), { campaignId, itemId: null, body: "For the whole of it" });
  expect(await listComments(shop.ctx("viewer"), { campaignId })).toMatchObject([
    { author: "Test member", item: { id: itemId, name: "Copy" }, isOwn: false, editedAt: null },
    { author: "Test marketer", item: null, body: "For the whole of it" },
  ]);
  expect(await listComments(member, { campaignId, itemId })).toMatchObject([{ isOwn: true }]);
  const said = (await listCampaignHistory(member, { campaignId })).map(entryWords);
  expect(said).toEqual(expect.arrayContaining(["commented on “Copy”", "commented"]));
});

it("is changed and removed by its author, and removal can be taken back", async () => {
  const member = shop.ctx("member");
  const { commentId } = await addComment(member, { campaignId, itemId: null, body: "First" });
  const before = await editComment(member, { commentId, body: "Second, @Test marketer" });
  expect(before).toEqual({ commentId, body: "First" });
  expect(await noticesOf(shop.users.marketer.id)).toContain(
    "Test member named you in a comment on “Letters”",
  );
  const find = async () => (await listComments(member, { campaignId })).find(({ id }) => id === commentId);
  expect(await find()).toMatchObject({ body: "Second, @Test marketer", editedAt: expect.any(Date) });
  await removeComment(member, { commentId });
  expect(await find()).toBeUndefined();
  await restoreComment(member, { commentId });
  expect(await find()).toMatchObject({ body: "Second, @Test marketer" });
  for (const attempt of [
    () => editComment(shop.ctx("owner"), { commentId, body: "Mine" }),
    () => removeComment(shop.ctx("owner"), { commentId }),
    () => restoreComment(shop.ctx("owner"), { commentId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("is not for viewers, and knows neither campaign nor tactic nor comment of another workspace", async () => {
  const { commentId } = await addComment(shop.ctx(), { campaignId, itemId: null, body: "Here" });
  const theirs = await addCampaign(other);
  for (const attempt of [
    () => addComment(shop.ctx("viewer"), { campaignId, itemId: null, body: "x" }),
    () => editComment(shop.ctx("viewer"), { commentId, body: "x" }),
    () => removeComment(shop.ctx("viewer"), { commentId }),
    () => restoreComment(shop.ctx("viewer"), { commentId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const attempt of [
    () => addComment(other.ctx(), { campaignId, itemId: null, body: "x" }),
    () => addComment(other.ctx(), { campaignId: theirs, itemId, body: "x" }),
    () => editComment(other.ctx(), { commentId, body: "x" }),
    () => removeComment(other.ctx(), { commentId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listComments(other.ctx(), { campaignId })).toEqual([]);
});
