import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { customerMetrics, customers } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import type { LifecycleStage } from "@/lib/customers/scores/standings";
import { sqlState } from "@/lib/errors";
import { EMPTY_CATALOGUE } from "../catalogue/catalogue";
import type { Rule, RuleNode } from "../rule";
import { compileHolds } from "../sql";
import { estimateRule, previewRule } from "./queries";
import { sampledCount } from "./sql";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const livesIn = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});

let one: SmallShop;
let owner: Ctx;
beforeEach(async () => {
  one = await makeSmallShop();
  owner = one.ctx();
});

describe("breakdowns of a preview", () => {
  it("count the members against all: exact, by band, by stage, the small ones together", async () => {
    const set = (nos: number[], change: Partial<typeof customers.$inferInsert>) =>
      owner.db
        .update(customers)
        .set(change)
        .where(and(eq(customers.workspaceId, one.workspaceId), inArray(customers.no, nos)));
    const stands = (nos: number[], lifecycle: LifecycleStage) =>
      owner.db
        .update(customerMetrics)
        .set({ lifecycle, rfmMonetary: 5 })
        .where(
          and(eq(customerMetrics.workspaceId, one.workspaceId), inArray(customerMetrics.customerNo, nos)),
        );
    await set([1], { birthDate: "2001-06-15" });
    await set([2, 21], { birthDate: "2001-06-16" });
    for (let no = 1; no <= 9; no++) await set([no], { source: `way ${no}` });
    await stands([1, 2], "active");
    await stands([3], "slipping");
    await stands([21], "lapsed");
    const preview = await previewRule(owner, { rule: all(livesIn("LV")), parentId: null, segmentId: null });
    const bars = Object.fromEntries(
      preview.breakdowns.map(({ key, bars }) => [key, bars.map(({ label, n, baseN }) => [label, n, baseN])]),
    );
    expect(bars).toEqual({
      age: [
        ["Under 25", 1, 2],
        ["25–34", 1, 1],
        ["Not known", 18, 28],
      ],
      country: [
        ["LV", 20, 20],
        ["EE", 0, 10],
        ["Not known", 0, 1],
      ],
      source: [
        ...["way 1", "way 2", "way 3", "way 4", "way 5", "way 6"].map((way) => [way, 1, 1]),
        ["All others", 3, 3],
        ["Not known", 11, 22],
      ],
      stage: [
        ["Prospect", 17, 27],
        ["Active", 2, 2],
        ["Slipping", 1, 1],
        ["Lapsed", 0, 1],
      ],
      value: [
        ["Highest fifth", 3, 4],
        ["No order yet", 17, 27],
      ],
    });
    const [latvia] = preview.breakdowns.find(({ key }) => key === "country")?.bars ?? [];
    expect(latvia).toMatchObject({ share: 1, baseShare: 20 / 31, index: 31 / 20 });
  });
});

it("counts the lines of a long rule like those of a short one", async () => {
  const lines = [...["LV", "EE"].map(livesIn), ...Array.from({ length: 118 }, () => livesIn("SE"))];
  const ask = (children: RuleNode[]) =>
    previewRule(owner, { rule: { kind: "any", children }, parentId: null, segmentId: null });
  const [long, short] = [await ask(lines), await ask(lines.slice(0, 2))];
  expect(short.steps.map(({ alone, left }) => [alone, left])).toEqual([
    [20, 20],
    [10, 30],
  ]);
  expect(long.steps.slice(0, 2)).toEqual(short.steps);
  expect(long.steps.at(-1)).toMatchObject({ alone: 0, left: 30 });
  expect(Object.keys(long.alone)).toHaveLength(120);
});

describe("a preview that nobody waits for", () => {
  const input = { rule: all(livesIn("LV")), parentId: null, segmentId: null };
  const waits = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error) => error,
    );

  /** Runs while another transaction keeps every statement that reads customers waiting. */
  async function whileLocked(run: (countWaiting: () => Promise<number>) => Promise<void>) {
    const raw = rawSql();
    await raw.begin(async (lock) => {
      await lock`lock table customers in access exclusive mode`;
      await run(async () => {
        const [row] = await lock<{ count: number }[]>`
          select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return row?.count ?? 0;
      });
    });
  }

  it("is cancelled on the server while its statement runs, and its connection is good for the next", async () => {
    const gone = new AbortController();
    let error: unknown = null;
    await whileLocked(async (countWaiting) => {
      const asked = waits(previewRule(owner, input, gone.signal));
      await expect.poll(countWaiting, { timeout: 10_000 }).toBe(1);
      gone.abort();
      error = await asked;
      expect(await countWaiting()).toBe(0);
    });
    expect(error).toMatchObject({ code: "UNAVAILABLE", message: "The rule changed while it was counted." });
    expect(sqlState(error)).toBe("57014");
    expect((await previewRule(owner, input)).size).toBe(20);
  });

  it("does not begin when it was withdrawn while it waited for its turn", async () => {
    const ask = (userId: string, { signal }: AbortController) =>
      waits(previewRule({ ...owner, actor: { ...owner.actor, userId } }, input, signal));
    const others = ["a", "b", "c"].map((userId) => ({ userId, gone: new AbortController() }));
    await whileLocked(async (countWaiting) => {
      const asked = others.map(({ userId, gone }) => ask(userId, gone));
      await expect.poll(countWaiting, { timeout: 10_000 }).toBe(3);
      const gone = new AbortController();
      const fourth = ask("d", gone);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await countWaiting()).toBe(3);
      gone.abort();
      expect(await fourth).toMatchObject({ code: "UNAVAILABLE" });
      for (const other of others) other.gone.abort();
      expect((await Promise.all(asked)).map(sqlState)).toEqual(["57014", "57014", "57014"]);
    });
  });
});

describe("an estimate", () => {
  it("judges the rule on a part of the customers, erased ones left out, and is not made where counting is quick", async () => {
    const input = { rule: all(livesIn("LV")), parentId: null, segmentId: null };
    const env = {
      workspaceId: one.workspaceId,
      clock: { now: one.now, timeZone: "UTC" },
      catalogue: EMPTY_CATALOGUE,
    };
    const rows = await owner.db.execute(sampledCount(compileHolds(input.rule, env), 100, env));
    expect([...rows]).toEqual([{ seen: 31, n: 20 }]);
    expect(await estimateRule(owner, input)).toBeNull();
    const code = (promise: Promise<unknown>) => promise.catch((error) => error.code);
    expect(await code(estimateRule(one.ctx("viewer"), input))).toBe("FORBIDDEN");
  });
});
