import { eq, max, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "@/db/demo/random";
import { makeSegment } from "@/db/factories";
import { customerMetrics, orders, segmentChanges, segmentMembers, segmentSizes } from "@/db/schema";
import { addCustomers } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { addDays, type Day, diffDays } from "@/lib/days";
import { recordEvents } from "@/lib/events/mutations";
import { takeSnapshots } from "./mutations";
import { expectedRows, type Row, type World } from "./oracle";

const TODAY = "2026-06-15";
const FIRST = "2026-01-20";
const NOON = "T12:00:00Z";
const SEED = Number(process.env.FACET_SEED ?? 5);
const at = (day: Day) => new Date(`${day}${NOON}`);

/** Days up to today of people who come into two segments and leave them again. */
function makeWorld(random: Random, { first = FIRST, count = 40 } = {}): World {
  const days = diffDays(first, TODAY);
  const day = () => addDays(first, random.whole(0, days));
  const people = Array.from({ length: count }, (_, index) => index + 1);
  const anybody = () => random.whole(1, count);
  const spans = people.flatMap((customer): World["spans"] => {
    const [a, b, c] = [day(), day(), day()].sort();
    if (!a || !b || !c || a === b || b === c) return [];
    const dice = random.whole(0, 6);
    if (dice === 0) return [{ segment: 1, customer, from: null, to: null }];
    if (dice === 1) return [{ segment: 1, customer, from: a, to: null }];
    if (dice === 2)
      return [
        { segment: 1, customer, from: null, to: b },
        { segment: 2, customer, from: a, to: null },
      ];
    if (dice === 3)
      return [
        { segment: 1, customer, from: a, to: b },
        { segment: 1, customer, from: b, to: c },
      ];
    if (dice === 4)
      return [
        { segment: 2, customer, from: null, to: a },
        { segment: 2, customer, from: c, to: null },
      ];
    return [];
  });
  return {
    today: TODAY,
    seen: people.map((customer) => ({ customer, day: addDays(first, random.whole(-30, 60)) })),
    orders: Array.from({ length: 160 }, () => {
      const isReturn = random.whole(0, 9) === 0;
      return {
        customer: anybody(),
        day: day(),
        isReturn,
        amount: (isReturn ? -1 : 1) * random.whole(100, 9000),
        channel: random.whole(0, 2) === 0 ? "store" : "",
      };
    }).concat({ customer: 1, day: first, isReturn: false, amount: 500, channel: "" }),
    mails: Array.from({ length: 90 }, () => ({
      customer: anybody(),
      day: day(),
      stage: random.whole(0, 1) === 0 ? ("sent" as const) : ("opened" as const),
      campaign: `k${random.whole(0, 3)}`,
      ...(random.whole(0, 1) === 0 && { message: String(random.whole(1, 2)) }),
    })).concat({ customer: 7, day: "2026-05-11", stage: "opened", campaign: "k4" }),
    spans,
  };
}

async function place(ctx: Ctx, made: World["orders"]): Promise<void> {
  const { workspaceId } = ctx;
  const [last] = await ctx.db
    .select({ no: max(orders.no) })
    .from(orders)
    .where(eq(orders.workspaceId, workspaceId));
  const after = (last?.no ?? 0) + 1;
  if (made.length > 0)
    await ctx.db.insert(orders).values(
      made.map(({ customer, day, amount, isReturn, channel }, index) => ({
        ...{ workspaceId, no: after + index, externalId: `o${after + index}`, customerNo: customer },
        ...{ orderedAt: at(day), amountMinor: amount, isReturn, channel: channel || null },
      })),
    );
  await ctx.db.execute(sql`insert into ${customerMetrics} (workspace_id, customer_no, first_order_at)
    select workspace_id, customer_no, min(ordered_at) from orders where workspace_id = ${ctx.workspaceId} and not is_return group by 1, 2
    on conflict (workspace_id, customer_no) do update set first_order_at = excluded.first_order_at`);
}

let letters = 0;
async function send(ctx: Ctx, mails: World["mails"]): Promise<void> {
  await recordEvents(
    ctx,
    mails.map(({ customer, day, stage, campaign, message }) => ({
      customerNo: customer,
      name: `email_${stage}`,
      at: at(day),
      messageId: `m${letters++}`,
      props: { campaign, ...(message && { message }) },
    })),
  );
}

const see = (workspace: TestWorkspace, { seen }: Pick<World, "seen">) =>
  addCustomers(
    workspace,
    seen.length,
    Object.fromEntries(seen.map(({ day }, index) => [index + 1, { firstSeenAt: at(day) }])),
  );

async function settle(world: World): Promise<Ctx> {
  const workspace = await makeWorkspace({ now: at(TODAY) });
  const ctx = workspace.ctx();
  const { workspaceId, db } = ctx;
  await see(workspace, world);
  await makeSegment(ctx, { name: "One" });
  await makeSegment(ctx, { name: "Two" });
  await place(ctx, world.orders);
  await send(ctx, world.mails);
  const change = (segmentNo: number, customerNo: number, day: Day, hasEntered: boolean) => ({
    workspaceId,
    segmentNo,
    customerNo,
    at: at(day),
    hasEntered,
    cause: "data" as const,
  });
  const earlier = addDays(
    world.orders.reduce((day, order) => (order.day < day ? order.day : day), TODAY),
    -20,
  );
  await db
    .insert(segmentSizes)
    .values([1, 2].map((segmentNo) => ({ workspaceId, segmentNo, day: earlier, size: 1 })));
  const bySpan = world.spans.flatMap(({ segment, customer, from, to }) => [
    change(segment, customer, from ?? earlier, true),
    ...(to ? [change(segment, customer, to, false)] : []),
  ]);
  // On a day on which somebody leaves and comes again, leaving is first.
  bySpan.sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.hasEntered) - Number(b.hasEntered));
  await db
    .insert(segmentChanges)
    .values(bySpan.map((row, index) => ({ ...row, at: new Date(row.at.getTime() + index) })));
  const still = world.spans.filter(({ to }) => to === null);
  await db.insert(segmentMembers).values(
    still.map(({ segment, customer, from }) => ({
      workspaceId,
      segmentNo: segment,
      customerNo: customer,
      enteredAt: at(from ?? earlier),
    })),
  );
  return ctx;
}

const COUNTED =
  "members, present, buyers, repeat_buyers, new_buyers, prior_buyers, returning_buyers, orders, revenue_minor, sent, opened";

async function stored(ctx: Ctx): Promise<{ rows: Map<string, Row>; whole: string[]; corrected: string[] }> {
  const found = await ctx.db.execute<{
    key: string;
    grain: string;
    row: Row;
    whole: string;
    corrected: boolean;
  }>(sql`
    select grain || ' ' || segment_no || ' ' || channel || ' ' || start_on as key, grain, to_jsonb(x) as row,
      (to_jsonb(k) - 'corrected_at')::text as whole, corrected_at is not null as corrected
    from kpi_snapshots k, lateral (select ${sql.raw(COUNTED)}) x where workspace_id = ${ctx.workspaceId} order by 1, 4`);
  const calendar = [...found].filter(
    ({ grain, row }) => grain !== "window" && Object.values(row).some((value) => value !== 0),
  );
  return {
    rows: new Map(calendar.map(({ key, row }) => [key, row])),
    whole: [...found].map(({ whole }) => whole),
    corrected: [...found]
      .flatMap(({ key, corrected, grain }) => (corrected && grain !== "window" ? [key] : []))
      .sort(),
  };
}

const sorted = (rows: Map<string, Row>) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
const changedBetween = (a: Map<string, Row>, b: Map<string, Row>) =>
  [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key)))
    .sort();

describe(`snapshots of random worlds, seed ${SEED}`, () => {
  let world = makeWorld(new Random(SEED));
  let ctx: Ctx;
  beforeAll(async () => {
    ctx = await settle(world);
    await takeSnapshots(ctx);
  });

  it("are what their definitions say, on every day, week, month and quarter", async () => {
    expect(sorted((await stored(ctx)).rows)).toEqual(sorted(expectedRows(world, [1, 2], FIRST)));
  });

  it("are identical when two years are filled back twice, and when nothing is there", async () => {
    const first = addDays(TODAY, -730);
    const years = await settle(makeWorld(new Random(SEED), { first, count: 12 }));
    await takeSnapshots(years, { isWhole: true });
    const once = await stored(years);
    expect([...once.rows.keys()].filter((key) => key.startsWith("month 0  "))).toHaveLength(25);
    await takeSnapshots(years, { isWhole: true });
    expect(await stored(years)).toEqual(once);
    await years.db.execute(sql`delete from kpi_snapshots where workspace_id = ${years.workspaceId}`);
    await takeSnapshots(years, { isWhole: true });
    expect((await stored(years)).whole).toEqual(once.whole);
    expect(once.corrected).toEqual([]);
  });

  it.each([
    [
      "a late order of somebody new to buying",
      { orders: [{ customer: 3, day: "2026-03-04", amount: 700, isReturn: false, channel: "" }] },
    ],
    [
      "a late return",
      { orders: [{ customer: 5, day: "2026-05-30", amount: -300, isReturn: true, channel: "store" }] },
    ],
    [
      "a late first opening",
      { mails: [{ customer: 7, day: "2026-02-02", stage: "opened" as const, campaign: "k4" }] },
    ],
    [
      "an order of this month",
      { orders: [{ customer: 9, day: "2026-06-10", amount: 900, isReturn: false, channel: "" }] },
    ],
    [
      "an order of today",
      { orders: [{ customer: 9, day: TODAY, amount: 900, isReturn: false, channel: "" }] },
    ],
  ])(
    "%s changes exactly the periods that it must, and those that had ended say so",
    async (_, late: Partial<World>) => {
      const before = await stored(ctx);
      await place(ctx, late.orders ?? []);
      await send(ctx, late.mails ?? []);
      await takeSnapshots(ctx);
      const after = await stored(ctx);
      world = {
        ...world,
        orders: [...world.orders, ...(late.orders ?? [])],
        mails: [...world.mails, ...(late.mails ?? [])],
      };
      const must = expectedRows(world, [1, 2], FIRST);
      expect(sorted(after.rows)).toEqual(sorted(must));
      const changed = changedBetween(before.rows, after.rows);
      expect(changed.length).toBeGreaterThan(3);
      // Of a channel's period in which nothing is left there is no row to say so.
      const corrected = new Set([...before.corrected, ...changed.filter((key) => isOver(key))]);
      expect(after.corrected).toEqual([...corrected].filter((key) => after.rows.has(key)).sort());
      const first = after.whole;
      await takeSnapshots(ctx, { isWhole: true });
      expect((await stored(ctx)).whole).toEqual(first);
    },
  );

  it("go on from the day before, with a new segment filled back whole", async () => {
    const { corrected } = await stored(ctx);
    const tomorrow = { ...ctx, now: () => at("2026-06-16") };
    await makeSegment(tomorrow, { name: "Three", members: [1, 2, 3, 4] });
    await place(tomorrow, [{ customer: 4, day: "2026-06-16", amount: 100, isReturn: false, channel: "" }]);
    await takeSnapshots(tomorrow);
    const stepped = await stored(tomorrow);
    expect(stepped.corrected).toEqual(corrected);
    await tomorrow.db.execute(sql`delete from kpi_snapshots where workspace_id = ${ctx.workspaceId}`);
    await takeSnapshots(tomorrow, { isWhole: true });
    expect((await stored(tomorrow)).whole).toEqual(stepped.whole);
    expect([...stepped.rows.keys()].some((key) => key.startsWith("day 3 "))).toBe(true);
  });
});

const isOver = (key: string): boolean => {
  const [grain = "", , , start = ""] = key.split(" ");
  const end = {
    day: start,
    week: addDays(start, 6),
    month: start < "2026-06-01" ? "2026-01-01" : TODAY,
    quarter: start < "2026-04-01" ? "2026-01-01" : TODAY,
  }[grain];
  return (end ?? TODAY) < TODAY;
};

it("are for whoever may edit segments, and leave other workspaces alone", async () => {
  const one = await makeWorkspace({ now: at(TODAY) });
  const other = await makeWorkspace({ now: at(TODAY) });
  for (const made of [one, other]) {
    await see(made, { seen: [{ customer: 1, day: FIRST }] });
    await place(made.ctx(), [{ customer: 1, day: FIRST, amount: 100, isReturn: false, channel: "" }]);
  }
  await expect(takeSnapshots(one.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await takeSnapshots(one.ctx());
  expect((await stored(other.ctx())).whole).toEqual([]);
  expect((await stored(one.ctx())).whole.length).toBeGreaterThan(100);
});
