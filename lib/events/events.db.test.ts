import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeCustomer } from "@/db/factories";
import { customerMetrics, eventDaily, eventNames, eventProperties, events } from "@/db/schema";
import { makeWorkspace } from "@/db/testing/workspace";
import { recordEvents } from "./mutations";

const at = new Date("2026-05-01T10:00:00Z");
const visit = (customerNo: number, messageId: string, more: object = {}) => ({
  customerNo,
  name: "web_visit",
  at,
  messageId,
  props: {},
  ...more,
});

test("a message counts once, also when it is sent again a month later with another time", async () => {
  const ctx = (await makeWorkspace()).ctx("marketer");
  const { no } = await makeCustomer(ctx);
  expect(await recordEvents(ctx, [visit(no, "a"), visit(no, "a"), visit(no, "b")])).toEqual({
    recorded: 2,
    repeated: 1,
  });
  const later = { at: new Date("2026-06-02T10:00:00Z") };
  expect(await recordEvents(ctx, [visit(no, "a", later)])).toEqual({ recorded: 0, repeated: 1 });
  const [row] = await ctx.db
    .select({ count: customerMetrics.eventCount, last: customerMetrics.lastEventAt })
    .from(customerMetrics)
    .where(and(eq(customerMetrics.workspaceId, ctx.workspaceId), eq(customerMetrics.customerNo, no)));
  expect(row).toEqual({ count: 2, last: at });
});

test("a day is that of the workspace's zone", async () => {
  const ctx = (await makeWorkspace({ timeZone: "Europe/Berlin" })).ctx();
  const { no } = await makeCustomer(ctx);
  await recordEvents(ctx, [visit(no, "late", { at: new Date("2026-05-01T22:30:00Z") })]);
  const rows = await ctx.db
    .select({ day: eventDaily.day })
    .from(eventDaily)
    .where(eq(eventDaily.workspaceId, ctx.workspaceId));
  expect(rows).toEqual([{ day: "2026-05-02" }]);
});

test("names and properties that are new become known, with the type of their first value", async () => {
  const ctx = (await makeWorkspace()).ctx();
  const { no } = await makeCustomer(ctx);
  await recordEvents(ctx, [
    visit(no, "1", { name: "Checkout Started", props: { total: 12.5, isGift: true, channel: "app" } }),
    visit(no, "2"),
  ]);
  const names = await ctx.db
    .select({ no: eventNames.no, name: eventNames.name, label: eventNames.label })
    .from(eventNames)
    .where(eq(eventNames.workspaceId, ctx.workspaceId));
  expect(names).toEqual([
    { no: 1, name: "Checkout Started", label: "Checkout started" },
    { no: 2, name: "web_visit", label: "Web visit" },
  ]);
  const known = await ctx.db
    .select({ key: eventProperties.key, type: eventProperties.type })
    .from(eventProperties)
    .where(eq(eventProperties.workspaceId, ctx.workspaceId))
    .orderBy(eventProperties.key);
  expect(known).toEqual([
    { key: "channel", type: "text" },
    { key: "isGift", type: "boolean" },
    { key: "total", type: "number" },
  ]);
});

test("an absurd date is kept without a partition of its own", async () => {
  const ctx = (await makeWorkspace()).ctx();
  const { no } = await makeCustomer(ctx);
  const event = visit(no, "old", { at: new Date("1970-01-01T00:00:00Z") });
  expect(await recordEvents(ctx, [event])).toMatchObject({ recorded: 1 });
});

test("batches that cross each other in opposite order all arrive", async () => {
  const ctx = (await makeWorkspace()).ctx();
  for (let n = 0; n < 50; n++) await makeCustomer(ctx);
  const batch = (name: string) => Array.from({ length: 400 }, (_, n) => visit(1 + (n % 50), `${name}${n}`));
  await Promise.all([
    recordEvents(ctx, batch("x")),
    recordEvents(ctx, batch("y").reverse()),
    recordEvents(ctx, batch("z")),
    recordEvents(ctx, batch("x").reverse()),
  ]);
  const rows = await ctx.db.select().from(events).where(eq(events.workspaceId, ctx.workspaceId));
  expect(rows).toHaveLength(1200);
});

test("somebody else's customer is refused, and so is a role that may not write", async () => {
  const [one, other] = [await makeWorkspace(), await makeWorkspace()];
  const { no } = await makeCustomer(other.ctx());
  await expect(recordEvents(one.ctx(), [visit(no, "a")])).rejects.toThrow();
  for (const role of ["member", "viewer"] as const)
    await expect(recordEvents(other.ctx(role), [visit(no, "a")])).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
});
