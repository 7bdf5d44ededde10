import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import {
  attributes,
  categories,
  customerMetrics,
  customers,
  eventNames,
  eventProperties,
  events,
  orderLines,
  orders,
  surveyAnswers,
  surveyQuestions,
  surveys,
} from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { rebuildSummaries } from "@/lib/customers/metrics/mutations";
import { newId } from "@/lib/ids";
import type { SpreadSearch } from "../model";
import { getSpread } from "./queries";

let shop: SmallShop;
beforeEach(async () => {
  shop = await makeSmallShop();
});

const ask = (input: SpreadSearch, ctx = shop.ctx("marketer")) => getSpread(ctx, input);
const where = (no: number) => and(eq(customers.workspaceId, shop.workspaceId), eq(customers.no, no));

it("spreads ages, scores and numbers that customers have, and nothing personal or special", async () => {
  const { db } = shop.ctx();
  const { workspaceId } = shop;
  await db
    .update(customers)
    .set({ birthDate: "1996-06-15", income: 30_000, attrs: { kids: 2, faith: 1, nick: "x" } })
    .where(where(1));
  await db
    .update(customers)
    .set({ birthDate: "1996-06-16", attrs: { kids: "two" } })
    .where(where(2));
  await db.update(customerMetrics).set({ rfmRecency: 4 }).where(eq(customerMetrics.workspaceId, workspaceId));
  await db.insert(attributes).values([
    { workspaceId, key: "kids", label: "Kids", type: "number" },
    { workspaceId, key: "faith", label: "Faith", type: "number", special: "religion" },
  ]);
  expect(await ask({ of: "field", key: "age" })).toMatchObject({ min: 29, max: 30, known: 2 });
  expect(await ask({ of: "field", key: "income" })).toMatchObject({ min: 30_000, known: 1 });
  expect(await ask({ of: "attribute", key: "kids" })).toMatchObject({ min: 2, max: 2, known: 1 });
  expect(await ask({ of: "score", key: "recency" })).toMatchObject({ min: 4, known: 32 });
  for (const kind of ["field", "attribute", "score", "orders", "property", "answer"] as const)
    expect(await ask({ of: kind, key: "gone" })).toBeNull();
  expect(await ask({ of: "attribute", key: "faith" })).toBeNull();
  expect(await ask({ of: "field", key: "email" })).toBeNull();
  expect(await ask({ of: "field", key: "age" }, (await makeSmallShop()).ctx())).toBeNull();
  await expect(ask({ of: "field", key: "age" }, shop.ctx("viewer"))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("spreads order figures as a condition counts them: ever, in a period, of a category", async () => {
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await db.insert(categories).values({ workspaceId, no: 1, name: "Coffee" });
  const day = 86_400_000;
  const placed = [
    { customerNo: 1, amountMinor: 1_000, ago: 5, categoryNo: 1 },
    { customerNo: 1, amountMinor: 500, ago: 200, categoryNo: 1 },
    { customerNo: 2, amountMinor: 300, ago: 10, categoryNo: null },
  ];
  for (const [at, { ago, categoryNo, ...one }] of placed.entries()) {
    const order = { ...one, workspaceId, orderedAt: new Date(shop.now.getTime() - ago * day) };
    await db.insert(orders).values({ ...order, no: at + 1, externalId: `o${at}` });
    await db.insert(orderLines).values({ ...order, orderNo: at + 1, lineNo: 1, categoryNo, quantity: 1 });
  }
  await db
    .update(customerMetrics)
    .set({ lastOrderAt: sql`${new Date(shop.now.getTime() - 5 * day).toISOString()}::timestamptz` })
    .where(and(eq(customerMetrics.workspaceId, workspaceId), eq(customerMetrics.customerNo, 1)));
  const window = { kind: "last" as const, count: 30, unit: "days" as const };
  expect(await ask({ of: "orders", key: "count" })).toMatchObject({ min: 1, max: 1, known: 32 });
  expect(await ask({ of: "orders", key: "spend", window })).toMatchObject({ min: 300, max: 1_000, known: 2 });
  const coffee = { by: "category" as const, anyOf: ["Coffee"] };
  expect(await ask({ of: "orders", key: "spend", where: coffee })).toMatchObject({ min: 1_500, known: 1 });
  expect(await ask({ of: "orders", key: "count", where: coffee })).toMatchObject({ min: 2, known: 1 });
  expect(await ask({ of: "orders", key: "average", window })).toMatchObject({ min: 300, max: 1_000 });
  expect(await ask({ of: "orders", key: "daysSinceLast" })).toMatchObject({ min: 5, max: 5, known: 1 });
  expect(await ask({ of: "orders", key: "daysSinceLast", window })).toMatchObject({ min: 5, max: 10 });
  expect(await ask({ of: "orders", key: "spend", where: { ...coffee, anyOf: [] } })).toBeNull();
});

it("spreads numbers in events and answers on a scale", async () => {
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visit" });
  const visit = (minutes: number | string, at: number) => ({
    ...{ workspaceId, customerNo: 1, nameNo: 1, occurredAt: shop.now, messageId: `m${at}` },
    props: { minutes },
  });
  await db.insert(events).values([3, 7, "long"].map(visit));
  expect(await ask({ of: "property", event: "visit", key: "minutes" })).toMatchObject({
    ...{ min: 3, max: 7, known: 2 },
    counted: { kind: "events", asked: 3 },
  });
  const id = newId();
  await db.insert(surveys).values({ workspaceId, id, name: "Taste" });
  const question = { workspaceId, no: 1, surveyId: id, key: "nps", text: "Likely?", type: "scale" as const };
  await db.insert(surveyQuestions).values(question);
  const answer = { workspaceId, questionNo: 1, customerNo: 1, answeredAt: shop.now, score: 9 };
  await db.insert(surveyAnswers).values(answer);
  expect(await ask({ of: "answer", survey: id, key: "nps" })).toMatchObject({ min: 9, known: 1 });
});

it("spreads how often people did something, and figures over a number of theirs, as a condition counts them", async () => {
  const { workspaceId } = shop;
  const { db } = shop.ctx();
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visit" });
  await db.insert(eventProperties).values([
    { workspaceId, nameNo: 1, key: "minutes", type: "number" },
    { workspaceId, nameNo: 1, key: "device", type: "text" },
  ]);
  const visits = [
    { customerNo: 1, ago: 1, props: { minutes: 3, device: "app" } },
    { customerNo: 1, ago: 2, props: { minutes: 8, device: "app" } },
    { customerNo: 1, ago: 200, props: { minutes: 1, device: "web" } },
    { customerNo: 2, ago: 3, props: { minutes: "long", device: "web" } },
    { customerNo: 3, ago: 4, props: { minutes: 5, device: "web" } },
  ];
  const at = (ago: number) => new Date(shop.now.getTime() - ago * 86_400_000);
  await db.insert(events).values(
    visits.map(({ ago, ...visit }, n) => ({
      ...{ ...visit, workspaceId, nameNo: 1, occurredAt: at(ago), messageId: `m${n}` },
    })),
  );
  await rebuildSummaries(shop.ctx());
  const window = { kind: "last" as const, count: 30, unit: "days" as const };
  const isApp = { type: "text" as const, test: { op: "is" as const, value: "app" } };
  const filters = [{ ...isApp, property: "device" }];
  const often = (more: Partial<SpreadSearch> = {}) => ask({ of: "event", key: "", event: "visit", ...more });
  expect(await often()).toMatchObject({ min: 1, max: 3, known: 3, counted: { kind: "all" } });
  expect(await often({ window })).toMatchObject({ min: 1, max: 2, known: 3 });
  expect(await often({ filters })).toMatchObject({ min: 2, max: 2, known: 1 });
  expect(await often({ filters: [{ ...isApp, property: "gone" }] })).toBeNull();
  const figure = (one: SpreadSearch["figure"], more: Partial<SpreadSearch> = {}) =>
    ask({ of: "eventFigure", key: "minutes", event: "visit", figure: one, ...more });
  expect(await figure("sum")).toMatchObject({ min: 0, max: 12, known: 3 });
  expect(await figure("average")).toMatchObject({ min: 4, max: 5, known: 2 });
  expect(await figure("smallest", { window })).toMatchObject({ min: 3, max: 5, known: 2 });
  expect(await figure("largest", { filters })).toMatchObject({ min: 8, max: 8, known: 1 });
  expect(await often({ event: "gone" })).toBeNull();
  expect(await ask({ of: "event", key: "", event: "visit" }, (await makeSmallShop()).ctx())).toBeNull();
});

it("ends on the server once nobody waits for it", async () => {
  const ended = new AbortController();
  ended.abort();
  for (const input of [{ of: "field", key: "age" } as const, { of: "orders", key: "spend" } as const])
    await expect(getSpread(shop.ctx("marketer"), input, ended.signal)).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
});
