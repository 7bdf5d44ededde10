import { LONGEST_VALUE_BYTES } from "@/lib/events/properties/rollup";
import { newId } from "@/lib/ids";
import { CLOCK, type World } from "@/lib/segments/laws/world";
import { todayIn } from "@/lib/zone";
import {
  attributes,
  categories,
  counters,
  customerMetrics,
  customers,
  eventDaily,
  eventNames,
  eventProperties,
  eventPropertyDaily,
  events,
  orderLines,
  orders,
  products,
  segmentMembers,
  segments,
  surveyAnswers,
  surveyQuestions,
  surveys,
} from "../schema";
import type { TestWorkspace } from "./workspace";

/** Writes the random shop into the workspace. Answers the customers' ids; that of number n is at n - 1. */
export async function insertWorld({ workspaceId, ctx }: TestWorkspace, world: World): Promise<string[]> {
  const ids = world.people.map(() => newId());
  const { db } = ctx();
  const own = { workspaceId };
  await db.insert(customers).values(
    world.people.map(({ no, text, consent, isSuppressed, isErased, scores: _, ...person }) => ({
      ...own,
      ...person,
      ...text,
      no,
      id: ids[no - 1] ?? newId(),
      externalId: `c${no}`,
      consentEmail: consent.email,
      consentSms: consent.sms,
      consentPhone: consent.phone,
      consentPost: consent.post,
      consentAds: consent.ads,
      suppressedAt: isSuppressed ? CLOCK.now : null,
      erasedAt: isErased ? CLOCK.now : null,
    })),
  );
  await db
    .insert(attributes)
    .values(world.catalogue.attributes.map(({ special: _, ...one }) => ({ ...own, ...one })));
  await db.insert(counters).values([
    { ...own, noun: "segment", lastNo: world.catalogue.segments.length },
    { ...own, noun: "order", lastNo: world.orders.length },
  ]);
  await db.insert(categories).values(world.catalogue.categories.map((one) => ({ ...own, ...one })));
  await db
    .insert(products)
    .values(world.catalogue.products.map((one) => ({ ...own, ...one, categoryNo: Math.floor(one.no / 10) })));
  await db.insert(orders).values(
    world.orders.map(({ at, ...order }) => ({
      ...own,
      ...order,
      externalId: `o${order.no}`,
      orderedAt: at,
    })),
  );
  await inChunks(world.lines, (lines) =>
    db.insert(orderLines).values(
      lines.map(({ orderNo, lineNo, productNo, categoryNo, customerNo, at, amountMinor }) => ({
        ...own,
        orderNo,
        lineNo,
        productNo,
        categoryNo,
        customerNo,
        orderedAt: at,
        quantity: Math.sign(amountMinor),
        amountMinor,
      })),
    ),
  );
  const metrics = world.people.flatMap(({ no, scores }) => {
    const ordered = world.orders.filter((order) => order.customerNo === no);
    if (!scores) return [];
    const placed = ordered.filter((order) => !order.isReturn).map(({ at }) => at.getTime());
    return [
      {
        ...own,
        customerNo: no,
        orderCount: placed.length,
        spendMinor: ordered.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        firstOrderAt: placed.length > 0 ? new Date(Math.min(...placed)) : null,
        lastOrderAt: placed.length > 0 ? new Date(Math.max(...placed)) : null,
        rfmRecency: scores.recency,
        rfmFrequency: scores.frequency,
        rfmMonetary: scores.monetary,
        engagement: scores.engagement,
        chanceActive: scores.chanceActive,
        expectedOrders: scores.expectedOrders,
        expectedValueMinor: scores.expectedValue,
        lifecycle: scores.lifecycle,
      },
    ];
  });
  await db.insert(customerMetrics).values(metrics);
  await db
    .insert(eventNames)
    .values(world.catalogue.events.map(({ no, name, label }) => ({ ...own, no, name, label })));
  await db.insert(eventProperties).values(
    world.catalogue.events.flatMap(({ no, properties }) =>
      properties.map(({ isRegistered, ...property }) => ({
        ...own,
        nameNo: no,
        ...property,
        rollup: isRegistered ? ("ready" as const) : ("none" as const),
      })),
    ),
  );
  await inChunks(world.events, (some) =>
    db.insert(events).values(
      some.map(({ customerNo, nameNo, at, props }) => ({
        ...own,
        customerNo,
        nameNo,
        occurredAt: at,
        props,
        messageId: newId(),
      })),
    ),
  );
  const daily = new Map<string, typeof eventDaily.$inferInsert>();
  for (const { nameNo, customerNo, at } of world.events) {
    const day = todayIn(CLOCK.timeZone, at);
    const key = `${nameNo} ${customerNo} ${day}`;
    daily.set(key, { ...own, nameNo, customerNo, day, count: (daily.get(key)?.count ?? 0) + 1 });
  }
  await inChunks([...daily.values()], (some) => db.insert(eventDaily).values(some));
  const byValue = new Map<string, typeof eventPropertyDaily.$inferInsert>();
  for (const { nameNo, customerNo, at, props } of world.events) {
    for (const key of ["source", "mobile"]) {
      const value = props[key];
      if (value === undefined || (key === "mobile" && typeof value !== "boolean")) continue;
      if (Buffer.byteLength(String(value)) > LONGEST_VALUE_BYTES) continue;
      const day = todayIn(CLOCK.timeZone, at);
      const row = { ...own, nameNo, key, value: String(value), customerNo, day };
      const place = JSON.stringify(row);
      byValue.set(place, { ...row, count: (byValue.get(place)?.count ?? 0) + 1 });
    }
  }
  await inChunks([...byValue.values()], (some) => db.insert(eventPropertyDaily).values(some));
  for (const { id, name, questions } of world.catalogue.surveys) {
    await db.insert(surveys).values({ ...own, id, name });
    await db
      .insert(surveyQuestions)
      .values(questions.map((question) => ({ ...own, surveyId: id, ...question })));
  }
  await db
    .insert(surveyAnswers)
    .values(world.answers.map(({ at, ...answer }) => ({ ...own, ...answer, answeredAt: at })));
  await db.insert(segments).values(
    world.catalogue.segments.map(({ id, no, name }) => ({
      ...own,
      id,
      no,
      name,
      dimension: "behavioural" as const,
      rule: { kind: "all" as const, children: [{ kind: "everyone" as const }] },
    })),
  );
  await db
    .insert(segmentMembers)
    .values(
      [...world.stored].flatMap(([segmentNo, members]) =>
        [...members].map((customerNo) => ({ ...own, segmentNo, customerNo, enteredAt: CLOCK.now })),
      ),
    );
  return ids;
}

async function inChunks<T>(rows: T[], insert: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await insert(rows.slice(from, from + 1000));
}
