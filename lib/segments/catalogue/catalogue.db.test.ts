import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attributes, customers, eventNames, eventProperties, events, products } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { createSegment } from "../mutations";
import type { Rule } from "../rule";
import { getCatalogue, searchProducts, suggestValues } from "./queries";

let shop: SmallShop;
beforeEach(async () => {
  shop = await makeSmallShop();
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  const attribute = (key: string, type: "choice" | "choices" | "text", more = {}) => ({
    workspaceId,
    key,
    label: key,
    type,
    ...more,
  });
  await db
    .insert(attributes)
    .values([
      attribute("plan", "choice"),
      attribute("tags", "choices"),
      attribute("faith", "text", { special: "religion" }),
      attribute("nickname", "text", { isPersonal: true }),
    ]);
  const attrs = { plan: "Pro", tags: ["tea", "50%"], faith: "x", nickname: "y" };
  await db
    .update(customers)
    .set({ attrs })
    .where(and(eq(customers.workspaceId, workspaceId), eq(customers.no, 1)));
  await db
    .update(customers)
    .set({ attrs: { tags: ["tea"] } })
    .where(and(eq(customers.workspaceId, workspaceId), eq(customers.no, 2)));
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visit" });
  await db.insert(eventProperties).values({ workspaceId, nameNo: 1, key: "store", type: "text" });
  await db.insert(products).values(
    ["Cup", "50% cup", "Bean"].map((name, index) => ({
      workspaceId,
      no: index + 1,
      externalId: `p${index + 1}`,
      name,
    })),
  );
});

const bought: Rule = {
  kind: "all",
  children: [
    {
      kind: "orders",
      figure: "count",
      test: { op: "atLeast", value: 1 },
      where: { by: "product", anyOf: ["p3"] },
    },
  ],
};

it("holds what a rule can name, of this workspace only, and only the products that the rules name", async () => {
  const parent = await createSegment(shop.ctx(), {
    name: "All",
    description: "",
    dimension: "value",
    parentId: null,
    rule: { kind: "all", children: [{ kind: "everyone" }] },
  });
  await createSegment(shop.ctx(), {
    name: "Bean",
    description: "",
    dimension: "value",
    parentId: parent.segmentId,
    rule: bought,
  });
  const catalogue = await getCatalogue(shop.ctx("viewer"), [bought]);
  expect(catalogue).toMatchObject({
    currency: "EUR",
    events: [{ name: "visit", properties: [{ key: "store", type: "text" }] }],
    segments: [
      { name: "All", dependsOn: [] },
      { name: "Bean", dependsOn: [parent.segmentId] },
    ],
    products: [{ externalId: "p3", name: "Bean" }],
  });
  expect(catalogue.attributes.map(({ key }) => key)).toEqual(["faith", "nickname", "plan", "tags"]);
  const other = await makeSmallShop();
  expect(await getCatalogue(other.ctx(), [bought])).toMatchObject({
    attributes: [],
    events: [],
    segments: [],
    products: [],
  });
});

it("suggests the values there are, by frequency, and searches them as typed", async () => {
  const ctx = shop.ctx("marketer");
  expect(await suggestValues(ctx, { of: "field", key: "country" })).toEqual([
    { value: "LV", count: 20 },
    { value: "EE", count: 10 },
  ]);
  expect(await suggestValues(ctx, { of: "field", key: "country", query: "l" })).toEqual([
    { value: "LV", count: 20 },
  ]);
  expect(await suggestValues(ctx, { of: "field", key: "gender" })).toEqual([]);
  expect(await suggestValues(ctx, { of: "attribute", key: "plan" })).toEqual([{ value: "Pro", count: 1 }]);
  expect(await suggestValues(ctx, { of: "attribute", key: "tags" })).toEqual([
    { value: "tea", count: 2 },
    { value: "50%", count: 1 },
  ]);
  expect(await suggestValues(ctx, { of: "attribute", key: "tags", query: "%" })).toEqual([
    { value: "50%", count: 1 },
  ]);
});

it("suggests the texts that an event's property has, of this event and this workspace", async () => {
  const { workspaceId } = shop;
  const visits = ["Riga", "Riga", "Oslo", null].map((store, index) => ({
    workspaceId,
    customerNo: index + 1,
    nameNo: 1,
    occurredAt: shop.now,
    messageId: `m${index}`,
    props: (store === null ? {} : { store }) as Record<string, string>,
  }));
  await shop.ctx().db.insert(events).values(visits);
  const of = { of: "property" as const, event: "visit", key: "store" };
  expect(await suggestValues(shop.ctx("marketer"), of)).toEqual([
    { value: "Riga", count: 2 },
    { value: "Oslo", count: 1 },
  ]);
  expect(await suggestValues(shop.ctx(), { ...of, query: "os" })).toEqual([{ value: "Oslo", count: 1 }]);
  for (const other of [
    { ...of, event: "gone" },
    { ...of, key: "gone" },
  ])
    expect(await suggestValues(shop.ctx(), other)).toEqual([]);
  const elsewhere = await makeSmallShop();
  expect(await suggestValues(elsewhere.ctx(), of)).toEqual([]);
  await expect(suggestValues(shop.ctx("member"), of)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("suggests nothing personal or special, nothing unknown, and nothing to who cannot build", async () => {
  const ctx = shop.ctx();
  for (const key of ["email", "lastName", "age", "gone"])
    expect(await suggestValues(ctx, { of: "field", key })).toEqual([]);
  for (const key of ["faith", "nickname", "gone"])
    expect(await suggestValues(ctx, { of: "attribute", key })).toEqual([]);
  await expect(suggestValues(shop.ctx("viewer"), { of: "field", key: "country" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("finds products by name or external id, the typed signs as they are", async () => {
  const names = async (query: string) =>
    (await searchProducts(shop.ctx(), { query })).map(({ name }) => name);
  expect(await names("cup")).toEqual(["50% cup", "Cup"]);
  expect(await names("%")).toEqual(["50% cup"]);
  expect(await names("p3")).toEqual(["Bean"]);
  expect(await names("\0")).toHaveLength(3);
});
