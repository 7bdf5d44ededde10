import { expect, test } from "vitest";
import { makeCampaign, makeCustomer, makePersona, makeSegment } from "@/db/factories";
import { makeWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { ROLES } from "@/lib/auth/permissions";
import { searchAll } from "./queries";

const found = async (ctx: Ctx, q: string) =>
  (await searchAll(ctx, { q })).map(({ kind, title, meta }) =>
    [kind, title, ...(meta ? [meta] : [])].join(": "),
  );

test("finds things by name for every role, and people only for roles that may list them", async () => {
  const shop = await makeWorkspace();
  const owner = shop.ctx();
  const { no } = await makeCustomer(owner, { externalId: "C-7", firstName: "Tea", email: "tea@mail.lv" });
  await makeCustomer(owner, { externalId: "C-8", firstName: "Teaser" });
  const { id } = await makeSegment(owner, {
    name: "Tea people",
    members: [no],
    ownerId: shop.users.member.id,
  });
  await makeSegment(owner, { name: "Old tea", archivedAt: new Date() });
  await makePersona(owner, { segmentId: id, name: "Tea Tilda" });
  await makeCampaign(owner, { name: "Spring tea" });
  const things = ["Segments: Tea people: behavioural", "Campaigns: Spring tea: draft", "Personas: Tea Tilda"];
  const expected = {
    owner: [...things, "Customers: Tea: tea@mail.lv", "Customers: Teaser: C-8"],
    member: [...things, "Customers: Tea: tea@mail.lv"],
    viewer: things,
  };
  for (const role of ROLES)
    expect(await found(shop.ctx(role), "tea")).toEqual(
      role === "member" || role === "viewer" ? expected[role] : expected.owner,
    );
  expect(await found(shop.ctx("member"), "C-8")).toEqual(["Customers: C-8"]);
  expect(await found(shop.ctx("viewer"), "C-8")).toEqual([]);
  expect(await found((await makeWorkspace()).ctx(), "tea")).toEqual([]);
});

test("signs of LIKE match themselves", async () => {
  const owner = (await makeWorkspace()).ctx();
  await makeSegment(owner, { name: "50% off" });
  await makeSegment(owner, { name: "500 off" });
  expect(await found(owner, "0% o")).toEqual(["Segments: 50% off: behavioural"]);
  expect(await found(owner, "__")).toEqual([]);
});
