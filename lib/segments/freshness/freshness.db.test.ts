import { and, asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { makeCustomer, makeOrder } from "@/db/factories";
import { customers, segmentChanges, segmentFeeds, segmentMembers, segments } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { insertWorld } from "@/db/testing/world";
import type { Ctx } from "@/lib/auth/ctx";
import { refreshOrderFiguresOf } from "@/lib/customers/metrics/mutations";
import { recordEvents } from "@/lib/events/mutations";
import { newId } from "@/lib/ids";
import { anyRule } from "../laws/rules";
import { CLOCK, makeWorld, randomFrom } from "../laws/world";
import { Rule as RuleSchema } from "../model";
import { createSegment, refreshAllSegments } from "../mutations";
import { ruleProblems } from "../problems";
import type { Rule, RuleNode } from "../rule";
import { catchUp, recountAll, retrySegment, turnDay, turnHours } from "./mutations";

const NOW = new Date("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;
const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const did = (event: string, window?: { count: number; unit: "hours" | "days" }): RuleNode => ({
  kind: "event",
  event,
  count: { op: "atLeast", value: 1 },
  ...(window ? { window: { kind: "last", ...window } } : {}),
});
const livesIn = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});

let shop: TestWorkspace;
let ctx: Ctx;
let clock: Date;
beforeEach(async () => {
  shop = await makeWorkspace({ now: NOW });
  clock = NOW;
  ctx = { ...shop.ctx(), now: () => clock };
  for (const country of ["LV", "LV", "EE"]) await makeCustomer(ctx, { country });
  await recordEvents(ctx, [visit(1, 50 * HOUR)]);
  await catchUp(ctx);
});

function visit(customerNo: number, ago: number, name = "visit") {
  return { customerNo, name, at: new Date(clock.getTime() - ago), messageId: newId(), props: {} };
}

const make = (name: string, rule: Rule, parentId: string | null = null) =>
  createSegment(ctx, { name, description: "", dimension: "behavioural", parentId, rule });

/** Customer numbers by segment name, of what is stored. */
async function stored(): Promise<Record<string, number[]>> {
  const rows = await ctx.db
    .select({ name: segments.name, no: segmentMembers.customerNo })
    .from(segments)
    .leftJoin(
      segmentMembers,
      and(eq(segmentMembers.workspaceId, segments.workspaceId), eq(segmentMembers.segmentNo, segments.no)),
    )
    .where(eq(segments.workspaceId, ctx.workspaceId))
    .orderBy(asc(segments.no), asc(segmentMembers.customerNo));
  const found: Record<string, number[]> = {};
  for (const { name, no } of rows) found[name] = [...(found[name] ?? []), ...(no === null ? [] : [no])];
  return found;
}

async function history() {
  const rows = await ctx.db
    .select({
      no: segmentChanges.customerNo,
      hasEntered: segmentChanges.hasEntered,
      cause: segmentChanges.cause,
    })
    .from(segmentChanges)
    .where(eq(segmentChanges.workspaceId, ctx.workspaceId))
    .orderBy(asc(segmentChanges.at), asc(segmentChanges.segmentNo), asc(segmentChanges.customerNo));
  return rows.map(({ no, hasEntered, cause }) => `${no} ${hasEntered ? "joined" : "left"} by ${cause}`);
}

describe("changed data", () => {
  it("reaches the segments that read it, those that read them, and the size; each with its cause", async () => {
    const { segmentId } = await make("Visitors", all(did("visit")));
    await make("Visitors in Estonia", all(livesIn("EE")), segmentId);
    expect(await stored()).toEqual({ Visitors: [1], "Visitors in Estonia": [] });
    await recordEvents(ctx, [visit(3, HOUR)]);
    clock = new Date(NOW.getTime() + 1000);
    await catchUp(ctx);
    expect(await stored()).toEqual({ Visitors: [1, 3], "Visitors in Estonia": [3] });
    expect(await history()).toEqual(["1 joined by rule", "3 joined by data", "3 joined by data"]);
    const [row] = await ctx.db
      .select({ size: segments.size })
      .from(segments)
      .where(eq(segments.id, segmentId));
    expect(row?.size).toBe(2);
  });

  it("a new person is judged by every rule, also by one that nothing happened for", async () => {
    await make("Not a visitor", all({ kind: "not", child: did("visit") }));
    const { no } = await makeCustomer(ctx, { country: "NO" });
    await catchUp(ctx);
    expect((await stored())["Not a visitor"]).toEqual([2, 3, no]);
  });

  it("who is put in or kept out by hand stays so", async () => {
    const { segmentId } = await make("Visitors", all(did("visit")));
    const [segment] = await ctx.db
      .select({ no: segments.no })
      .from(segments)
      .where(eq(segments.id, segmentId));
    await ctx.db.execute(
      sql`insert into segment_overrides (workspace_id, segment_no, customer_no, is_included) values
        (${ctx.workspaceId}, ${segment?.no}, 2, true), (${ctx.workspaceId}, ${segment?.no}, 3, false)`,
    );
    await recordEvents(ctx, [visit(3, HOUR), visit(2, HOUR, "other")]);
    await ctx.db
      .update(customers)
      .set({ tx: sql`pg_current_xact_id()::text::bigint` })
      .where(eq(customers.no, 2));
    await catchUp(ctx);
    expect((await stored()).Visitors).toEqual([1, 2]);
  });

  it("a rule that cannot be compiled keeps its members and says so; the others go on", async () => {
    const { segmentId } = await make("Visitors", all(did("visit")));
    await make("Latvians", all(livesIn("LV")));
    const faulty = all({ kind: "attribute", attribute: "gone", test: { op: "isKnown" } });
    await ctx.db.update(segments).set({ rule: faulty }).where(eq(segments.id, segmentId));
    await makeCustomer(ctx, { country: "LV" });
    await catchUp(ctx);
    expect(await stored()).toEqual({ Visitors: [1], Latvians: [1, 2, 4] });
    const [row] = await ctx.db
      .select({ error: segments.evaluationError })
      .from(segments)
      .where(eq(segments.id, segmentId));
    expect(row?.error).toMatch(/gone|attribute|field/i);
  });

  it("a failing one is tried again, later each time, and counted as a whole once it can be", async () => {
    const { segmentId } = await make("Visitors", all(did("visit")));
    await make("Visitors too", all({ kind: "segment", segmentId }));
    const put = (rule: Rule) => ctx.db.update(segments).set({ rule }).where(eq(segments.id, segmentId));
    const stateOf = async () => {
      const [row] = await ctx.db.select().from(segments).where(eq(segments.id, segmentId));
      const [job] = await ctx.db.execute<{ at: Date }>(sql`
        select j.run_at as at from graphile_worker._private_jobs j
        where j.key = ${`${ctx.workspaceId}:segments.retry:${segmentId}`}`);
      return {
        error: row?.evaluationError,
        failures: row?.failures,
        at: row?.retryAt,
        job: job && new Date(job.at),
      };
    };
    const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    await put(all({ kind: "segment", segmentId }));
    await makeCustomer(ctx, {});
    await catchUp(ctx);
    expect(await stateOf()).toEqual({
      ...{ error: "A segment cannot refer to itself.", failures: 1, at: later(1), job: later(1) },
    });
    // What happens meanwhile is judged for the others only: this one does not know yet who else it missed.
    await recordEvents(ctx, [visit(2, HOUR)]);
    await catchUp(ctx);
    await retrySegment(ctx, { segmentId });
    expect(await stateOf()).toMatchObject({ failures: 2, at: later(2), job: later(2) });
    await put(all(did("visit")));
    await recordEvents(ctx, [visit(3, HOUR)]);
    await catchUp(ctx);
    expect(await stored()).toEqual({ Visitors: [1], "Visitors too": [1] });
    await retrySegment(ctx, { segmentId });
    expect(await stored()).toEqual({ Visitors: [1, 2, 3], "Visitors too": [1, 2, 3] });
    expect(await stateOf()).toMatchObject({ error: null, failures: 0, at: null });
    await retrySegment(ctx, { segmentId });
    await retrySegment((await makeWorkspace({ now: NOW })).ctx(), { segmentId });
    await expect(retrySegment(shop.ctx("member"), { segmentId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("a position from another server is noticed, and everything counted", async () => {
    await make("Visitors", all(did("visit")));
    await recordEvents(ctx, [visit(2, HOUR)]);
    await ctx.db
      .update(segmentFeeds)
      .set({ tx: 2 ** 50 })
      .where(eq(segmentFeeds.workspaceId, ctx.workspaceId));
    expect(await catchUp(ctx)).toEqual({ judged: null });
    expect((await stored()).Visitors).toEqual([1, 2]);
    expect(await catchUp(ctx)).toMatchObject({ judged: expect.any(Number) });
  });

  it("nothing is missed or doubled while eight connections write and commit in any order", async () => {
    await recordEvents(ctx, [visit(1, HOUR, "late_visit")]);
    await make("Visitors", all(did("late_visit")));
    const people = await Promise.all(Array.from({ length: 40 }, () => makeCustomer(ctx, {})));
    const raw = rawSql();
    const [{ no: nameNo } = { no: 0 }] = await raw<{ no: number }[]>`
      select no from event_names where workspace_id = ${ctx.workspaceId} and name = 'late_visit'`;
    const write = async (customerNo: number, delay: number) => {
      await ctx.db.transaction(async (tx) => {
        await tx.execute(sql`insert into events (workspace_id, customer_no, name_no, occurred_at, message_id)
          values (${ctx.workspaceId}, ${customerNo}, ${nameNo}, ${clock.toISOString()}, ${newId()})`);
        await new Promise((resolve) => setTimeout(resolve, delay));
      });
    };
    let isWriting = true;
    const reader = (async () => {
      while (isWriting) await catchUp(ctx);
    })();
    const queue = people.map(({ no }, index) => ({ no, delay: (index * 7) % 23 }));
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let next = queue.pop(); next; next = queue.pop()) await write(next.no, next.delay);
      }),
    );
    isWriting = false;
    await reader;
    await catchUp(ctx);
    expect((await stored()).Visitors).toEqual([1, ...people.map(({ no }) => no)].sort((a, b) => a - b));
    const joined = (await history()).filter((line) => line.includes("joined"));
    expect(new Set(joined).size).toBe(joined.length);
  }, 60_000);
});

describe("time", () => {
  it("a window of hours closes to the minute, without a change of data", async () => {
    await recordEvents(ctx, [visit(2, 23 * HOUR)]);
    await make("Today's visitors", all(did("visit", { count: 24, unit: "hours" })));
    await turnHours(ctx);
    expect((await stored())["Today's visitors"]).toEqual([2]);
    clock = new Date(NOW.getTime() + HOUR - 60_000);
    await turnHours(ctx);
    expect((await stored())["Today's visitors"]).toEqual([2]);
    clock = new Date(NOW.getTime() + HOUR + 1000);
    expect(await turnHours(ctx)).toEqual({ judged: 1 });
    expect((await stored())["Today's visitors"]).toEqual([]);
    expect((await history()).at(-1)).toBe("2 left by time");
  });

  it("a window of days closes at the turn of the day, and every segment has a size for the day", async () => {
    await make("Visitors of two days", all(did("visit", { count: 2, unit: "days" })));
    await make("Latvians", all(livesIn("LV")));
    expect((await stored())["Visitors of two days"]).toEqual([1]);
    clock = new Date(NOW.getTime() + 24 * HOUR);
    await turnDay(ctx);
    expect((await stored())["Visitors of two days"]).toEqual([]);
    expect((await history()).at(-1)).toBe("1 left by time");
    const rows = await ctx.db.execute<{ n: number }>(
      sql`select count(*)::int as n from segment_sizes where workspace_id = ${ctx.workspaceId} and day = '2026-06-16'`,
    );
    expect(rows[0]?.n).toBe(2);
  });
});

describe("who may", () => {
  it("a member may not count, and one workspace never judges another's people", async () => {
    await expect(catchUp(shop.ctx("member"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(turnDay(shop.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(turnHours(shop.ctx("member"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(recountAll(shop.ctx("member"), { cause: "data" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await make("Latvians", all(livesIn("LV")));
    const other = await makeWorkspace({ now: NOW });
    await makeCustomer(other.ctx(), { country: "LV" });
    await makeCustomer(other.ctx(), { country: "LV", no: 99 });
    await catchUp(ctx);
    await catchUp(other.ctx());
    expect((await stored()).Latvians).toEqual([1, 2]);
  });
});

it("segments with conditions in common, and more of them than fit one statement, are judged like a whole count", async () => {
  const bornSince = (no: number): RuleNode => ({
    kind: "field",
    field: "income",
    test: { op: "atLeast", value: no },
  });
  for (let no = 0; no < 8; no++)
    await make(`R${no}`, {
      kind: "any",
      children: [
        all(livesIn("LV"), { kind: "none", children: [did("visit")] }, bornSince(no)),
        ...Array.from({ length: 200 }, (_, at) => bornSince(10_000 + no * 200 + at)),
      ],
    });
  await ctx.db
    .update(customers)
    .set({
      income: sql`case no when 1 then 10500 when 2 then 5 else 11599 end`,
      tx: sql`pg_current_xact_id()::text::bigint`,
    })
    .where(eq(customers.workspaceId, ctx.workspaceId));
  expect(await catchUp(ctx)).toEqual({ judged: 3 });
  const judged = await stored();
  expect(judged.R0).toEqual([1, 2, 3]);
  expect(judged.R7).toEqual([3]);
  await refreshAllSegments(ctx);
  expect(await stored()).toEqual(judged);
});

const SEED = Number(process.env.FACET_SEED ?? 20260329);
/** A long run has more streams, each of them longer. */
const STREAMS = Number(process.env.FACET_STREAMS ?? 1);
const ROUNDS = STREAMS > 1 ? 40 : 8;

describe("incremental and full", () => {
  it.each(Array.from({ length: STREAMS }, (_, at) => SEED + at))(
    "agree on every member after a random stream of changes and jumps of the clock (seed %i)",
    async (seed) => {
      const random = randomFrom(seed);
      const world = makeWorld(seed, 60);
      const place = await makeWorkspace({ now: CLOCK.now, timeZone: CLOCK.timeZone });
      await insertWorld(place, world);
      let now = CLOCK.now;
      const here: Ctx = { ...place.ctx(), now: () => now };
      const rules = fc
        .sample(anyRule, { numRuns: 40, seed })
        .map((rule) => RuleSchema.parse(rule))
        .filter((rule) => ruleProblems(rule, world.catalogue).length === 0);
      for (const [index, rule] of rules.entries())
        await createSegment(here, {
          name: `R${index}`,
          description: "",
          dimension: "value",
          parentId: null,
          rule,
        });
      await recountAll(here, { cause: "data" });
      const rowsOf = async () =>
        JSON.stringify([
          ...(await here.db.execute(sql`
          select segment_no, json_agg(customer_no order by customer_no) as members from segment_members
          where workspace_id = ${here.workspaceId} group by segment_no order by segment_no`)),
        ]);
      const change = async () => {
        const customerNo = 1 + random.below(60);
        const at = new Date(now.getTime() - random.below(40 * 24) * HOUR);
        if (random.chance(0.4)) {
          const name = random.pick(["email_opened", "page_viewed", "Store visit"]);
          await recordEvents(here, [
            { customerNo, name, at, messageId: newId(), props: { amount: random.below(5) } },
          ]);
        } else if (random.chance(0.5)) {
          await makeOrder(here, { customerNo, orderedAt: at, lines: [random.below(4000)] });
          await refreshOrderFiguresOf(here, [customerNo]);
        } else {
          const country = random.pick(["DE", "LV", null]);
          await here.db
            .update(customers)
            .set({ country, tx: sql`pg_current_xact_id()::text::bigint` })
            .where(and(eq(customers.workspaceId, here.workspaceId), eq(customers.no, customerNo)));
        }
      };
      for (let round = 0; round < ROUNDS; round++) {
        for (let n = random.below(4); n >= 0; n--) await change();
        if (random.chance(0.5)) {
          const before = now;
          now = new Date(now.getTime() + random.below(30 * 60) * 60_000);
          if (now.toISOString().slice(0, 10) !== before.toISOString().slice(0, 10) || random.chance(0.2))
            await turnDay(here);
          await turnHours(here);
        }
        await catchUp(here);
      }
      await turnDay(here);
      const incremental = await rowsOf();
      await refreshAllSegments(here);
      expect(incremental).toBe(await rowsOf());
      expect(rules.length).toBeGreaterThan(25);
    },
    600_000,
  );
});
