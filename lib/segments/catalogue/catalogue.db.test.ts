import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { attributes, customers, eventNames, eventProperties, products } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { createSegment } from "../mutations";
import type { Rule } from "../rule";
import { getCatalogue } from "./queries";

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
