import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { makeCustomer, makeOrder } from "@/db/factories";
import { auditLog, customerMetrics, scoreChanges, segmentChanges } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { recordEvents } from "@/lib/events/mutations";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { randomFrom } from "@/lib/segments/laws/world";
import { createSegment } from "@/lib/segments/mutations";
import { rebuildSummaries, refreshOrderFiguresOf, refreshScores } from "../metrics/mutations";
import { DEFAULT_FORMULAS, type ScoreFormulas, weightsOf } from "./formulas";
import { ScoreChange } from "./model";
import { changeScores, recalculateScores } from "./mutations";
import { getFormulas, getScoreSettings, previewScores } from "./queries";

const NOW = new Date("2026-06-15T10:00:00Z");
const TODAY = "2026-06-15";
const DAY = 86_400_000;
const EVENTS = ["web_visit", "email_sent", "email_clicked"];

type Order = { daysAgo: number; amount: number };
type Deed = { daysAgo: number; name: string };
type Person = { no: number; orders: Order[]; deeds: Deed[] };

let shop: TestWorkspace;
let ctx: Ctx;
let people: Person[];

/** Noon of a day, so that its day is the same in every zone of the tests. */
const at = (daysAgo: number) => new Date(Date.parse(`${TODAY}T10:00:00Z`) - daysAgo * DAY);

beforeEach(async () => {
  shop = await makeWorkspace({ now: NOW, timeZone: "Etc/UTC" });
  ctx = shop.ctx();
  const random = randomFrom(11);
  people = [];
  for (let n = 0; n < 24; n++) {
    const { no } = await makeCustomer(ctx);
    const count = [0, 1, 2, 5][n % 4] ?? 0;
    const orders = Array.from({ length: count }, () => ({
      daysAgo: random.below(300),
      amount: 500 + random.below(9000),
    }));
    const deeds = Array.from({ length: random.below(12) }, () => ({
      daysAgo: random.below(120),
      name: random.pick(EVENTS),
    }));
    people.push({ no, orders, deeds });
    for (const { daysAgo, amount } of orders)
      await makeOrder(ctx, { customerNo: no, orderedAt: at(daysAgo), lines: [amount] });
    await recordEvents(
      ctx,
      deeds.map(({ daysAgo, name }, index) => ({
        ...{ customerNo: no, name, at: at(daysAgo), messageId: `${no}-${index}`, props: {} },
      })),
    );
    await refreshOrderFiguresOf(ctx, [no]);
  }
  await refreshScores(ctx);
});

const CHANGE: ScoreChange = {
  recency: { by: "edges", edges: [10, 30, 90, 180] },
  frequency: { by: "edges", edges: [1, 2, 3, 4] },
  monetary: { by: "edges", edges: [1000, 5000, 10_000, 20_000] },
  engagement: {
    days: 60,
    gain: 20,
    halfLife: 14,
    weights: { web_visit: 2, email_sent: 0.5, email_clicked: 0 },
  },
  lifecycle: { newDays: 14, usualDays: 45, leastDays: 7, slippingAfter: 1, lapsedAfter: 2 },
};
const formulas = { ...DEFAULT_FORMULAS, ...CHANGE } as ScoreFormulas;

/** The formulas once more, as a plain program would do them. */
function scoresOf({ orders, deeds }: Person) {
  const ago = orders.map(({ daysAgo }) => daysAgo);
  const [last, first] = [Math.min(...ago), Math.max(...ago)];
  const above = (value: number, edges: readonly number[]) => edges.filter((edge) => value > edge).length;
  const edgesOf = (part: "recency" | "frequency" | "monetary") => {
    const banding = formulas[part];
    return banding.by === "edges" ? banding.edges : [];
  };
  const spend = orders.reduce((sum, { amount }) => sum + amount, 0);
  const { engagement, lifecycle } = formulas;
  const weights = weightsOf(engagement);
  const best = new Map<number, number>();
  for (const { daysAgo, name } of deeds)
    if (daysAgo < engagement.days) best.set(daysAgo, Math.max(best.get(daysAgo) ?? 0, weights[name] ?? 1));
  const points = [...best].reduce(
    (sum, [days, weight]) => sum + weight * 0.5 ** (days / (engagement.halfLife ?? Infinity)),
    0,
  );
  const rhythm =
    orders.length > 1
      ? Math.max(lifecycle.leastDays, (first - last) / (orders.length - 1))
      : lifecycle.usualDays;
  const stage = () => {
    if (orders.length === 0) return "prospect";
    if (first <= lifecycle.newDays) return "new";
    if (last <= lifecycle.slippingAfter * rhythm) return "active";
    return last <= lifecycle.lapsedAfter * rhythm ? "slipping" : "lapsed";
  };
  const hasOrders = orders.length > 0;
  return {
    recency: hasOrders ? 5 - above(last, edgesOf("recency")) : null,
    frequency: hasOrders ? 1 + above(orders.length, edgesOf("frequency")) : null,
    monetary: hasOrders ? 1 + above(spend, edgesOf("monetary")) : null,
    engagement: Math.round(100 * (1 - (1 - engagement.gain / 100) ** points)),
    lifecycle: stage(),
  };
}

async function stored(of: Ctx = ctx) {
  const rows = await of.db
    .select({
      no: customerMetrics.customerNo,
      recency: customerMetrics.rfmRecency,
      frequency: customerMetrics.rfmFrequency,
      monetary: customerMetrics.rfmMonetary,
      engagement: customerMetrics.engagement,
      lifecycle: customerMetrics.lifecycle,
    })
    .from(customerMetrics)
    .where(eq(customerMetrics.workspaceId, of.workspaceId))
    .orderBy(customerMetrics.customerNo);
  return rows.map(({ no, ...scores }) => [no, scores] as const);
}

const runOf = async () => {
  const [row] = await ctx.db
    .select()
    .from(scoreChanges)
    .where(and(eq(scoreChanges.workspaceId, ctx.workspaceId), sql`${scoreChanges.finishedAt} is null`));
  return row;
};

describe("other formulas", () => {
  it("are previewed, then taken into use by the job; scores are those of a plain program, and of a rebuild", async () => {
    const before = new Map(await stored());
    const preview = await previewScores(ctx, CHANGE);
    expect(await stored()).toEqual([...before]);
    const changed = await changeScores(shop.ctx("manager"), CHANGE);
    expect(await runOf()).toMatchObject({ total: 24, done: 0, createdBy: shop.users.manager.id });
    await recalculateScores(ctx, { changeId: changed?.changeId ?? "" });
    const after = await stored();
    expect(after).toEqual(people.map((person) => [person.no, scoresOf(person)]));
    const differing = (key: "recency" | "engagement" | "lifecycle") =>
      after.filter(([no, scores]) => before.get(no)?.[key] !== scores[key]).length;
    const moved = after.filter(([no, scores]) => JSON.stringify(before.get(no)) !== JSON.stringify(scores));
    expect(preview).toMatchObject({ people: 24, moved: moved.length });
    expect(preview.movedBy).toMatchObject({
      recency: differing("recency"),
      engagement: differing("engagement"),
      lifecycle: differing("lifecycle"),
    });
    for (const { stage, after: size } of preview.stages)
      expect([stage, size]).toEqual([stage, after.filter(([, one]) => one.lifecycle === stage).length]);
    expect((await getScoreSettings(ctx)).lastRun).toMatchObject({
      ...{ isFinished: true, done: 24, moved: moved.length, by: shop.users.manager.name },
    });
    await rebuildSummaries(ctx);
    expect(await stored()).toEqual(after);
    const stages = new Set(after.map(([, { lifecycle }]) => lifecycle));
    expect(stages.size).toBeGreaterThan(3);
  });

  it("hold for what arrives afterwards too", async () => {
    await changeScores(ctx, CHANGE);
    const first = people.find(({ orders }) => orders.length === 0);
    if (!first) throw new Error("Nobody without an order.");
    await makeOrder(ctx, { customerNo: first.no, orderedAt: at(20), lines: [700] });
    await refreshOrderFiguresOf(ctx, [first.no]);
    const row = (await stored()).find(([no]) => no === first.no);
    expect(row?.[1].lifecycle).toBe("active");
  });

  it("move the members of the segments that read them, as a change of a rule", async () => {
    await catchUp(ctx);
    const { size } = await createSegment(ctx, {
      ...{ name: "Lapsed", description: "", dimension: "value", parentId: null },
      rule: {
        kind: "all",
        children: [{ kind: "standing", standing: "lifecycle", test: { op: "is", value: "lapsed" } }],
      },
    });
    expect((await getScoreSettings(ctx)).readers).toMatchObject([{ name: "Lapsed" }]);
    await catchUp(ctx);
    const changed = await changeScores(ctx, CHANGE);
    await recalculateScores(ctx, { changeId: changed?.changeId ?? "" });
    const lapsed = people.filter((person) => scoresOf(person).lifecycle === "lapsed").length;
    expect(lapsed).not.toBe(size);
    const moves = await ctx.db
      .select({ cause: segmentChanges.cause, hasEntered: segmentChanges.hasEntered })
      .from(segmentChanges)
      .where(eq(segmentChanges.workspaceId, ctx.workspaceId));
    expect(moves.reduce((sum, { hasEntered }) => sum + (hasEntered ? 1 : -1), 0)).toBe(lapsed);
    expect(new Set(moves.map(({ cause }) => cause))).toEqual(new Set(["rule"]));
  });

  it("that are the same leave no trace; a later change takes the place of one under way; each is in the log", async () => {
    expect(await changeScores(ctx, { engagement: DEFAULT_FORMULAS.engagement })).toBeNull();
    expect(await runOf()).toBeUndefined();
    const first = await changeScores(ctx, CHANGE);
    const second = await changeScores(ctx, { recency: { by: "fifths" } });
    expect((await runOf())?.id).toBe(second?.changeId);
    await recalculateScores(ctx, { changeId: first?.changeId ?? "" });
    expect((await runOf())?.done).toBe(0);
    expect(await getFormulas(ctx)).toEqual({ ...formulas, recency: { by: "fifths" } });
    const lines = await ctx.db
      .select({ detail: auditLog.detail })
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, ctx.workspaceId), eq(auditLog.action, "scores.changed")))
      .orderBy(auditLog.at, auditLog.id);
    expect(lines.map(({ detail }) => detail?.parts)).toEqual([Object.keys(CHANGE), ["recency"]]);
  });

  it("touch nobody in another workspace", async () => {
    const other = await makeWorkspace({ now: NOW, timeZone: "Etc/UTC" });
    const { no } = await makeCustomer(other.ctx());
    await makeOrder(other.ctx(), { customerNo: no, orderedAt: at(40), lines: [500] });
    await refreshOrderFiguresOf(other.ctx(), [no]);
    await refreshScores(other.ctx());
    const theirs = await stored(other.ctx());
    const changed = await changeScores(ctx, CHANGE);
    await recalculateScores(other.ctx(), { changeId: changed?.changeId ?? "" });
    await recalculateScores(ctx, { changeId: changed?.changeId ?? "" });
    expect(await stored(other.ctx())).toEqual(theirs);
    expect(await getFormulas(other.ctx())).toEqual(DEFAULT_FORMULAS);
  });

  it.each(["marketer", "member", "viewer"] as const)(
    "are not a %s's to change, but to read",
    async (role) => {
      const may = shop.ctx(role);
      await expect(changeScores(may, CHANGE)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(previewScores(may, CHANGE)).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect((await getScoreSettings(may)).formulas).toEqual(DEFAULT_FORMULAS);
    },
  );
});

it("fifths are parted at the 20, 40, 60 and 80 % points of those who ordered", async () => {
  const own = (await makeWorkspace({ now: NOW, timeZone: "Etc/UTC" })).ctx();
  const nos: number[] = [];
  for (let n = 0; n < 6; n++) {
    const { no } = await makeCustomer(own);
    nos.push(no);
    await makeOrder(own, { customerNo: no, orderedAt: at(n), lines: [100 + n] });
  }
  await refreshOrderFiguresOf(own, nos);
  expect((await getScoreSettings(own)).edges).toEqual({
    recency: [1, 2, 3, 4],
    frequency: [1, 1, 1, 1],
    monetary: [101, 102, 103, 104],
  });
});

it.each<[string, unknown]>([
  ["recency.edges", { recency: { by: "edges", edges: [10, 10, 30, 40] } }],
  ["frequency.edges", { frequency: { by: "edges", edges: [1, 2, 3] } }],
  ["engagement.gain", { engagement: { ...DEFAULT_FORMULAS.engagement, gain: 0 } }],
  ["lifecycle.lapsedAfter", { lifecycle: { ...DEFAULT_FORMULAS.lifecycle, lapsedAfter: 1 } }],
])("a formula is refused at %s", (path, change) => {
  const parsed = ScoreChange.safeParse(change);
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
