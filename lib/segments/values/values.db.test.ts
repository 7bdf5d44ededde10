import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import {
  attributes,
  categories,
  customers,
  eventNames,
  eventProperties,
  events,
  orderLines,
  orders,
  products,
  surveyAnswers,
  surveyQuestions,
  surveys,
} from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { fillProperty, registerProperty } from "@/lib/events/properties/mutations";
import { newId } from "@/lib/ids";
import type { ValueSearch } from "../model";
import { suggestValues } from "./queries";

let shop: SmallShop;
const survey = newId();
beforeEach(async () => {
  shop = await makeSmallShop();
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  const attribute = (key: string, type: "choice" | "choices" | "text", more = {}) => ({
    ...{ workspaceId, key, label: key, type },
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
  const setAttrs = (no: number, attrs: Record<string, unknown>) =>
    db
      .update(customers)
      .set({ attrs })
      .where(and(eq(customers.workspaceId, workspaceId), eq(customers.no, no)));
  await setAttrs(1, { plan: "Pro", tags: ["tea", "50%"], faith: "x", nickname: "y" });
  await setAttrs(2, { tags: ["tea"] });
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visit" });
  await db.insert(eventProperties).values({ workspaceId, nameNo: 1, key: "store", type: "text" });
  const names = ["Cup", "50% cup", "Bean"];
  await db.insert(categories).values([
    { workspaceId, no: 1, name: "Ware" },
    { workspaceId, no: 2, name: "Coffee" },
  ]);
  await db
    .insert(products)
    .values(names.map((name, at) => ({ workspaceId, no: at + 1, externalId: `p${at + 1}`, name })));
  await db.insert(surveys).values({ workspaceId, id: survey, name: "Taste" });
  await db
    .insert(surveyQuestions)
    .values({ workspaceId, no: 1, surveyId: survey, key: "why", text: "Why us?", type: "text" });
});

const ask = async (input: ValueSearch, ctx = shop.ctx("marketer")) =>
  (await suggestValues(ctx, input)).values;

it("suggests the values there are, by frequency, and searches them as typed", async () => {
  expect(await ask({ of: "field", key: "country" })).toEqual([
    { value: "LV", count: 20 },
    { value: "EE", count: 10 },
  ]);
  expect(await ask({ of: "field", key: "country", query: "l" })).toEqual([{ value: "LV", count: 20 }]);
  expect(await ask({ of: "field", key: "gender" })).toEqual([]);
  expect(await ask({ of: "attribute", key: "plan" })).toEqual([{ value: "Pro", count: 1 }]);
  expect(await ask({ of: "attribute", key: "tags" })).toEqual([
    { value: "tea", count: 2 },
    { value: "50%", count: 1 },
  ]);
  expect(await ask({ of: "attribute", key: "tags", query: "%" })).toEqual([{ value: "50%", count: 1 }]);
});

it("suggests the texts that an event's property has, of this event and this workspace", async () => {
  const { workspaceId } = shop;
  const visits = ["Riga", "Riga", "Oslo", null].map((store, index) => ({
    ...{ workspaceId, customerNo: index + 1, nameNo: 1, occurredAt: shop.now, messageId: `m${index}` },
    props: (store === null ? {} : { store }) as Record<string, string>,
  }));
  await shop.ctx().db.insert(events).values(visits);
  const of = { of: "property" as const, event: "visit", key: "store" };
  const found = await suggestValues(shop.ctx("marketer"), of);
  expect(found.values).toEqual([
    { value: "Riga", count: 2 },
    { value: "Oslo", count: 1 },
  ]);
  expect(found.counted).toEqual({ kind: "events", asked: 4 });
  expect(await ask({ ...of, query: "os" })).toEqual([{ value: "Oslo", count: 1 }]);
  await registerProperty(shop.ctx(), { nameNo: 1, key: "store" });
  await fillProperty(shop.ctx(), { nameNo: 1, key: "store" });
  await shop.ctx().db.delete(events).where(eq(events.workspaceId, workspaceId));
  expect(await suggestValues(shop.ctx(), { ...of, query: "I" })).toEqual({
    values: [{ value: "Riga", count: 2 }],
    counted: { kind: "all" },
  });
  expect(await ask({ ...of, query: "%" })).toEqual([]);
  for (const other of [
    { ...of, event: "gone" },
    { ...of, key: "gone" },
  ])
    expect(await ask(other)).toEqual([]);
  const elsewhere = await makeSmallShop();
  expect(await ask(of, elsewhere.ctx())).toEqual([]);
  await expect(suggestValues(shop.ctx("member"), of)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("suggests nothing personal or special, nothing unknown, and nothing to who cannot build", async () => {
  for (const key of ["email", "lastName", "age", "gone"]) expect(await ask({ of: "field", key })).toEqual([]);
  for (const key of ["faith", "nickname", "gone"]) expect(await ask({ of: "attribute", key })).toEqual([]);
  await expect(suggestValues(shop.ctx("viewer"), { of: "field", key: "country" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("suggests answers, each person once", async () => {
  const { workspaceId } = shop;
  const answer = (customerNo: number, choice: string, minute = 0) => ({
    ...{ workspaceId, questionNo: 1, customerNo, choice },
    answeredAt: new Date(shop.now.getTime() + minute * 60_000),
  });
  await shop
    .ctx()
    .db.insert(surveyAnswers)
    .values([answer(1, "taste"), answer(1, "taste", 1), answer(2, "taste"), answer(3, "price")]);
  expect(await ask({ of: "answer", survey, key: "why" })).toEqual([
    { value: "taste", count: 2 },
    { value: "price", count: 1 },
  ]);
  expect(await ask({ of: "answer", survey, key: "gone" })).toEqual([]);
  expect(await ask({ of: "answer", survey, key: "why" }, (await makeSmallShop()).ctx())).toEqual([]);
});

it("finds goods by name or external id, the typed signs as they are, with how many bought them", async () => {
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  const bought = [
    { customerNo: 1, productNo: 3, amountMinor: 100 },
    { customerNo: 2, productNo: 3, amountMinor: 100 },
    { customerNo: 2, productNo: 1, amountMinor: 100 },
    { customerNo: 3, productNo: 1, amountMinor: -100 },
  ];
  for (const [at, { customerNo, ...line }] of bought.entries()) {
    const order = { workspaceId, no: at + 1, customerNo, orderedAt: shop.now, amountMinor: line.amountMinor };
    await db.insert(orders).values({ ...order, externalId: `o${at}` });
    const { no: orderNo, ...rest } = order;
    const categoryNo = line.productNo === 3 ? 2 : 1;
    await db.insert(orderLines).values({ ...rest, ...line, orderNo, lineNo: 1, categoryNo, quantity: 1 });
  }
  const goods = async (query: string) =>
    (await ask({ of: "product", query })).map(({ label, count }) => [label, count]);
  expect(await goods("")).toEqual([
    ["Bean", 2],
    ["Cup", 1],
    ["50% cup", 0],
  ]);
  expect(await goods("%")).toEqual([["50% cup", 0]]);
  expect(await goods("p3")).toEqual([["Bean", 2]]);
  expect(await goods("\0")).toHaveLength(3);
  expect((await suggestValues(shop.ctx(), { of: "product", query: "bean" })).products).toEqual([
    { no: 3, externalId: "p3", name: "Bean" },
  ]);
  expect(await ask({ of: "category" })).toEqual([
    { value: "Coffee", count: 2 },
    { value: "Ware", count: 1 },
  ]);
  expect(await ask({ of: "product" }, (await makeSmallShop()).ctx())).toEqual([]);
});

it("asks a sample of a large workspace and scales it up, and everybody for what is typed", async () => {
  const { workspaceId } = shop;
  await shop.ctx().db.execute(sql`
    insert into ${customers} (workspace_id, no, id, external_id, city)
    select ${workspaceId}, n + 33, gen_random_uuid(), 'x' || n,
      case when n = 4321 then 'Rare' when n % 3 = 0 then 'Riga' else 'Oslo' end
    from generate_series(0, 29999) n`);
  const found = await suggestValues(shop.ctx(), { of: "field", key: "city" });
  expect(found.counted).toEqual({ kind: "sample", asked: 20_000, of: 30_032 });
  expect(Math.abs((found.values[0]?.count ?? 0) - 20_000)).toBeLessThan(400);
  const rare = await suggestValues(shop.ctx(), { of: "field", key: "city", query: "rare" });
  expect(rare).toEqual({ values: [{ value: "Rare", count: 1 }], counted: { kind: "all" } });
});
