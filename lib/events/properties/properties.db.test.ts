import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { makeCustomer } from "@/db/factories";
import { auditLog, eventNames, eventProperties } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { type Ctx, inTransaction } from "@/lib/auth/ctx";
import { rebuildSummaries } from "@/lib/customers/metrics/mutations";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { randomFrom } from "@/lib/segments/laws/world";
import type { Rule, RuleNode } from "@/lib/segments/rule";
import { compileMembers, ruleEnv } from "@/lib/segments/sql";
import type { EventInput } from "../model";
import { recordEvents } from "../mutations";
import { clearProperty, fillProperty, registerProperty, releaseProperty } from "./mutations";
import type { KnownEvent } from "./property";
import { listEvents } from "./queries";
import { LONGEST_VALUE_BYTES } from "./rollup";

const NOW = new Date("2026-06-15T10:00:00Z");
const LONG = "ß".repeat(LONGEST_VALUE_BYTES / 2 + 1);
const VALUES = ["spring", "summer", "it's", LONG, 7, "true"];

let shop: TestWorkspace;
let ctx: Ctx;
let campaign: { nameNo: number; key: string };
const random = randomFrom(5);

/** Opened mails over three months around the change of the clocks; most with a campaign, some of another type. */
function opened(count: number, prefix: string): EventInput[] {
  return Array.from({ length: count }, (_, n) => ({
    customerNo: 1 + random.below(12),
    name: "email_opened",
    at: new Date(NOW.getTime() - random.below(90 * 24 * 60) * 60_000),
    messageId: `${prefix}${n}`,
    props: {
      ...(random.chance(0.8) && { campaign: random.pick(VALUES) }),
      ...(random.chance(0.7) && { mobile: random.chance(0.2) ? "true" : random.chance(0.5) }),
      amount: random.below(50),
    },
  }));
}

beforeEach(async () => {
  shop = await makeWorkspace({ now: NOW });
  ctx = shop.ctx();
  for (let n = 0; n < 12; n++) await makeCustomer(ctx);
  const first = { customerNo: 1, at: NOW, messageId: "first", props: { mobile: true, campaign: "spring" } };
  await recordEvents(ctx, [{ ...first, name: "email_opened" }]);
  await recordEvents(ctx, opened(300, "a"));
  const [name] = await ctx.db
    .select({ no: eventNames.no })
    .from(eventNames)
    .where(eq(eventNames.workspaceId, ctx.workspaceId));
  campaign = { nameNo: name?.no ?? 0, key: "campaign" };
});

async function rowsOf(of = ctx): Promise<string[]> {
  const rows = await of.db.execute<{ row: string }>(
    sql`select to_jsonb(t)::text as row from event_property_daily t where workspace_id = ${of.workspaceId} order by 1`,
  );
  return [...rows].map(({ row }) => row);
}

/** What the rows are when made from the events alone. */
async function rowsAnew(): Promise<string[]> {
  await rebuildSummaries(ctx);
  return rowsOf();
}

const stateOf = async (key = "campaign") =>
  (await listEvents(ctx)).flatMap(({ properties }) => properties).find((one) => one.key === key);
const ready = async (key = "campaign") => {
  await registerProperty(ctx, { ...campaign, key });
  await fillProperty(ctx, { ...campaign, key });
};

const rule = (where: NonNullable<Extract<RuleNode, { kind: "event" }>["where"]>, least = 1): Rule => ({
  kind: "all",
  children: [{ kind: "event", event: "email_opened", count: { op: "atLeast", value: least }, where }],
});
const RULES: Rule[] = [
  ...VALUES.map(String).flatMap((value) =>
    [1, 3].map((least) => rule([{ property: "campaign", type: "text", test: { op: "is", value } }], least)),
  ),
  rule([{ property: "campaign", type: "text", test: { op: "isAnyOf", values: ["spring", LONG, "none"] } }]),
  rule([{ property: "campaign", type: "text", test: { op: "isKnown" } }]),
  rule([{ property: "campaign", type: "text", test: { op: "is", value: "spring" }, isNot: true }]),
  ...(["isTrue", "isFalse"] as const).map((op) =>
    rule([{ property: "mobile", type: "boolean", test: { op } }], 5),
  ),
];

async function answers(): Promise<{ members: number[][]; readsSummary: boolean[] }> {
  const env = ruleEnv(ctx, await getCatalogue(ctx, RULES));
  const members: number[][] = [];
  const readsSummary: boolean[] = [];
  for (const one of RULES) {
    const query = sql`select customer_no from (${compileMembers(one, env)}) r order by 1`;
    const rows = await ctx.db.execute<{ customer_no: number }>(query);
    members.push([...rows].map((row) => row.customer_no));
    const plan = await ctx.db.execute(sql`explain ${query}`);
    readsSummary.push(JSON.stringify([...plan]).includes("event_property_daily"));
  }
  return { members, readsSummary };
}

describe("a registered property", () => {
  it("is summed up from the stored events, and what comes in afterwards is added", async () => {
    await registerProperty(shop.ctx("manager"), campaign);
    expect(await stateOf()).toMatchObject({ rollup: "filling", fill: { done: 0, total: null } });
    await fillProperty(ctx, campaign, { atOnce: 30 });
    expect(await stateOf()).toMatchObject({ rollup: "ready", fill: null });
    const filled = await rowsOf();
    expect(filled.length).toBeGreaterThan(50);
    expect(filled.join()).not.toContain(LONG);
    await recordEvents(ctx, opened(100, "b"));
    const kept = await rowsOf();
    expect(kept).not.toEqual(filled);
    expect(await rowsAnew()).toEqual(kept);
  });

  it("answers rules from the summary, and exactly as without it", async () => {
    const before = await answers();
    expect(before.readsSummary.every((reads) => !reads)).toBe(true);
    expect(before.members.filter((nos) => nos.length > 0 && nos.length < 12).length).toBeGreaterThan(5);
    await ready();
    await ready("mobile");
    const after = await answers();
    expect(after.members).toEqual(before.members);
    // The long text, any value and "not" stay with the events.
    expect(after.readsSummary.filter((reads) => reads)).toHaveLength((VALUES.length - 1) * 2 + 2);
    await releaseProperty(ctx, campaign);
    await releaseProperty(ctx, { ...campaign, key: "mobile" });
    expect(await answers()).toEqual(before);
  });

  it("loses and doubles nothing that comes in while it is filled, however often the filling begins anew", async () => {
    const flows = Array.from({ length: 8 }, (_, flow) => async () => {
      for (let batch = 0; batch < 6; batch++) await recordEvents(ctx, opened(40, `${flow}-${batch}-`));
    });
    const filling = async () => {
      await registerProperty(ctx, campaign);
      await Promise.all([1, 2].map(() => fillProperty(ctx, campaign, { atOnce: 20 })));
    };
    await Promise.all([...flows.map((run) => run()), filling()]);
    const filled = await rowsOf();
    expect((await stateOf())?.rollup).toBe("ready");
    expect(await rowsAnew()).toEqual(filled);
  });

  it("waits for who was writing when it was registered", async () => {
    const order: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let wrote = () => {};
    const written = new Promise<void>((resolve) => {
      wrote = resolve;
    });
    const writing = inTransaction(ctx, async (tx) => {
      await recordEvents(tx, opened(50, "slow"));
      wrote();
      await finished;
      order.push("written");
    });
    await written;
    await registerProperty(ctx, campaign);
    const filling = fillProperty(ctx, campaign).then(() => order.push("filled"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    finish();
    await Promise.all([writing, filling]);
    expect(order).toEqual(["written", "filled"]);
    const filled = await rowsOf();
    expect(await rowsAnew()).toEqual(filled);
  });

  it("goes on where an interrupted filling was, and a rebuild finishes it", async () => {
    await registerProperty(ctx, campaign);
    await ctx.db
      .update(eventProperties)
      .set({ filledUntil: "2026-05-01" })
      .where(and(eq(eventProperties.workspaceId, ctx.workspaceId), eq(eventProperties.key, "campaign")));
    await fillProperty(ctx, campaign);
    const days = (rows: string[]) => [...new Set(rows.map((row) => /"day": "([^"]*)"/.exec(row)?.[1] ?? ""))];
    expect(days(await rowsOf()).every((day) => day >= "2026-05-01")).toBe(true);
    expect((await stateOf())?.rollup).toBe("ready");

    await registerProperty(ctx, { ...campaign, key: "mobile" });
    await rebuildSummaries(ctx);
    expect((await stateOf("mobile"))?.rollup).toBe("ready");
    const rebuilt = await rowsOf();
    await fillProperty(ctx, { ...campaign, key: "mobile" });
    expect(await rowsOf()).toEqual(rebuilt);
  });

  it("is released: kept up until no count can need it, there again at once until then, then gone", async () => {
    await ready();
    await releaseProperty(ctx, campaign);
    expect((await stateOf())?.rollup).toBe("releasing");
    await recordEvents(ctx, opened(60, "c"));
    await registerProperty(ctx, campaign);
    expect((await stateOf())?.rollup).toBe("ready");
    const kept = await rowsOf();
    await clearProperty(ctx, campaign);
    expect(await rowsOf()).toEqual(kept);
    expect(await rowsAnew()).toEqual(kept);
    await releaseProperty(ctx, campaign);
    await clearProperty(ctx, campaign);
    expect(await rowsOf()).toEqual([]);
    expect((await stateOf())?.rollup).toBe("none");
    await recordEvents(ctx, opened(10, "d"));
    expect(await rowsOf()).toEqual([]);
  });

  it("is filled anew after it was stopped half way: what is not whole is never taken back", async () => {
    await registerProperty(ctx, campaign);
    await ctx.db
      .update(eventProperties)
      .set({ filledUntil: "2026-05-01" })
      .where(and(eq(eventProperties.workspaceId, ctx.workspaceId), eq(eventProperties.key, "campaign")));
    await recordEvents(ctx, opened(20, "e"));
    await releaseProperty(ctx, campaign);
    expect((await stateOf())?.rollup).toBe("clearing");
    await registerProperty(ctx, campaign);
    expect((await stateOf())?.rollup).toBe("filling");
    await clearProperty(ctx, campaign);
    await fillProperty(ctx, campaign);
    const filled = await rowsOf();
    expect(await rowsAnew()).toEqual(filled);
    await releaseProperty(ctx, campaign);
    await clearProperty(ctx, campaign);
    await registerProperty(ctx, campaign);
    await releaseProperty(ctx, campaign);
    await clearProperty(ctx, campaign);
    expect((await stateOf())?.rollup).toBe("none");
    expect(await rowsOf()).toEqual([]);
  });

  it("is written to the log, once for each change", async () => {
    await registerProperty(ctx, campaign);
    await registerProperty(ctx, campaign);
    await releaseProperty(ctx, campaign);
    await releaseProperty(ctx, campaign);
    const lines = await ctx.db
      .select({ action: auditLog.action, detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.workspaceId, ctx.workspaceId))
      .orderBy(auditLog.action);
    const detail = { name: "campaign of Email opened" };
    expect(lines.filter(({ action }) => action.startsWith("property."))).toEqual([
      { action: "property.registered", detail },
      { action: "property.released", detail },
    ]);
  });

  it("is no number, and none that is not there or in another workspace", async () => {
    await expect(registerProperty(ctx, { ...campaign, key: "amount" })).rejects.toMatchObject({
      code: "INVALID",
    });
    const other = (await makeWorkspace({ now: NOW })).ctx();
    for (const [of, key] of [
      [ctx, "none"],
      [other, "campaign"],
    ] as const) {
      await expect(registerProperty(of, { ...campaign, key })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(releaseProperty(of, { ...campaign, key })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await ready();
    const filled = await rowsOf();
    await fillProperty(other, campaign);
    await clearProperty(other, campaign);
    expect(await rowsOf()).toEqual(filled);
    expect(await listEvents(other)).toEqual([]);
  });

  it("is registered by owners and managers; marketers see it, members and viewers do not", async () => {
    for (const role of ["marketer", "member", "viewer"] as const)
      for (const run of [registerProperty, releaseProperty, fillProperty, clearProperty])
        await expect(run(shop.ctx(role), campaign)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listEvents(shop.ctx("marketer"))).toHaveLength(1);
    for (const role of ["member", "viewer"] as const)
      await expect(listEvents(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("lists events with how often and when last, and how many of the last ones carry each property", async () => {
  const last = new Date(NOW.getTime() + 1000);
  const props = { topic: "late", again: 1 };
  await recordEvents(ctx, [
    { customerNo: 1, name: "support_ticket", at: NOW, messageId: "t1", props },
    { customerNo: 1, name: "support_ticket", at: last, messageId: "t2", props: { topic: "late" } },
    { customerNo: 2, name: "support_ticket", at: NOW, messageId: "t3", props: { topic: 3 } },
    { customerNo: 2, name: "support_ticket", at: NOW, messageId: "t4", props: {} },
  ]);
  const [, ticket] = await listEvents(ctx);
  expect(ticket).toEqual({
    nameNo: expect.any(Number),
    name: "support_ticket",
    label: "Support ticket",
    count: 4,
    isEstimate: false,
    lastAt: last,
    read: 4,
    properties: [
      {
        key: "again",
        type: "number",
        ...{ carried: 1, ofAnotherType: 0, values: 1, rows: 1 },
        rollup: "none",
        fill: null,
      },
      {
        key: "topic",
        type: "text",
        ...{ carried: 3, ofAnotherType: 1, values: 2, rows: 2 },
        rollup: "none",
        fill: null,
      },
    ],
  } satisfies KnownEvent);
});
