import type { Page } from "@playwright/test";
import type { rawSql } from "@/db/client";
import { expect, test } from "./fixtures";
import { all, expectSize, livesIn, olderThan, segmentOf, stock, tree } from "./rule-builder";

// What was given up is answered with a refusal, should anybody still listen.
test.use({ allowed: [/503/], isAlone: true });
test.slow();

type Sql = ReturnType<typeof rawSql>;
type Lock = {
  /** What the server waits for because of the lock; only what began before the moment when one is given. */
  waiting: (begunBefore?: Date) => Promise<string[]>;
  now: () => Promise<Date>;
};

/** No job is at work or due: what a job asks goes on whoever leaves. */
async function jobsAreDone(sql: Sql): Promise<void> {
  const busy = () => sql`
    select task_identifier from graphile_worker.jobs where locked_at is not null or (run_at <= now() and attempts < max_attempts)`;
  await expect.poll(busy, { intervals: [100], timeout: 60_000 }).toEqual([]);
}

/** Runs while what reads customers or memberships waits: a waiting statement is cancelled by the same signal as a busy one. */
async function whileLocked(
  sql: Sql,
  table: "customers" | "segment_members",
  run: (lock: Lock) => Promise<void>,
): Promise<void> {
  await jobsAreDone(sql);
  const lock = await sql.reserve();
  try {
    await lock`begin`;
    await lock`lock table ${sql(table)} in access exclusive mode`;
    await run({
      // Not by the locking connection: a transaction goes on seeing the activity that it saw first.
      waiting: async (begunBefore) => {
        const rows = await sql<{ query: string }[]>`
          select query from pg_stat_activity where datname = current_database() and wait_event = 'relation'
            and query_start <= coalesce(${begunBefore?.toISOString() ?? null}::timestamptz, 'infinity')`;
        return rows.map(({ query }) => query.slice(0, 200));
      },
      now: async () => {
        const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`;
        return row?.now ?? new Date();
      },
    });
  } finally {
    await lock`rollback`;
    lock.release();
  }
}

/** When the browser was told, by the clock that all of them share, in milliseconds. */
const clock = () => performance.timeOrigin + performance.now();

/** How long statements still ran after the question was given up, in milliseconds; those that begin later do not count. */
async function freedAfter(lock: Lock, withdraw: () => Promise<number>): Promise<number> {
  await expect.poll(() => lock.waiting(), { intervals: [10], timeout: 20_000 }).not.toEqual([]);
  const begun = await lock.now();
  const withdrawn = withdraw();
  const start = clock();
  for (let left = await lock.waiting(begun); left.length > 0; left = await lock.waiting(begun)) {
    if (clock() - start > 10_000) throw new Error(`Still running after 10 s: ${left.join("; ")}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return clock() - (await withdrawn);
}

/** The moment right before something that the test itself does. */
async function from(act: () => Promise<unknown>): Promise<number> {
  const start = clock();
  await act();
  return start;
}

/** Asks from the page as the editors do; `window.withdraw()` gives the question up. */
const askFrom = (page: Page, path: string, body: unknown) =>
  page.evaluate(
    ([url, text]) => {
      const gone = new AbortController();
      Object.assign(window, {
        withdraw: () => {
          const at = performance.timeOrigin + performance.now();
          gone.abort();
          return at;
        },
      });
      const headers = { "content-type": "application/json" };
      void fetch(url, { method: "POST", headers, body: text, signal: gone.signal }).catch(() => undefined);
    },
    [`/api/segments/${path}`, JSON.stringify(body)] as const,
  );
const withdraw = (page: Page) => page.evaluate<number>("window.withdraw()");

/** Until the browser has closed a tab, on a busy machine; without the signal it would be the patience of the count. */
const SOON_MS = 1000;

const rule = all(livesIn("Latvia"));

test("a question that the browser gives up ends on the database within 100 ms, whichever it was", async ({
  shop,
  sql,
}) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Latvia", rule);
  const page = await shop.open("marketer", "/work");
  const asked: Record<string, unknown> = {
    preview: { rule, parentId: null, segmentId: null },
    split: { segmentId, axes: [[rule]] },
    spread: { of: "field", key: "age" },
    values: { of: "field", key: "city", query: "r" },
  };
  await whileLocked(sql, "customers", async (lock) => {
    for (const [path, body] of Object.entries(asked)) {
      const times: number[] = [];
      for (let turn = 0; turn < 3; turn++) {
        await askFrom(page, path, body);
        times.push(await freedAfter(lock, () => withdraw(page)));
      }
      const [, median = Number.NaN] = times.sort((a, b) => a - b);
      test.info().annotations.push({ type: path, description: `${times.map(Math.round).join(", ")} ms` });
      expect(median, path).toBeLessThan(100);
    }
  });
});

test("a changed rule and a closed tab end the counts of the builder", async ({ shop, sql }) => {
  await stock(shop);
  const { segmentId } = await segmentOf(shop, "Grown up", all(olderThan(30)));
  const page = await shop.open("marketer", `/segments/${segmentId}/edit`);
  await expectSize(page, 11);
  const age = tree(page).getByRole("spinbutton", { name: "Age" });
  await age.focus();
  await expect(tree(page).getByRole("slider", { name: "Age" })).toBeVisible();
  await whileLocked(sql, "customers", async (lock) => {
    await age.fill("40");
    // The editor waits a moment before it asks again: what it gave up is free long before.
    expect(await freedAfter(lock, () => from(() => age.fill("41")))).toBeLessThan(SOON_MS);
    expect(await freedAfter(lock, () => from(() => page.close()))).toBeLessThan(SOON_MS);
    await expect.poll(() => lock.waiting()).toEqual([]);
  });
});

test("a page of overlap or movement that is left before it is there ends its count", async ({
  shop,
  sql,
}) => {
  await stock(shop);
  const parent = await segmentOf(shop, "Latvia", rule);
  const child = await segmentOf(shop, "Grown up", all(olderThan(30)), parent.segmentId);
  const overlap = await shop.open("marketer", `/segments/overlap?ids=${parent.segmentId},${child.segmentId}`);
  const movement = await shop.open("marketer", `/segments/movement?parent=${parent.segmentId}`);
  await whileLocked(sql, "segment_members", async (lock) => {
    await overlap.getByRole("link", { name: "Share of the row" }).click();
    expect(await freedAfter(lock, () => from(() => overlap.close()))).toBeLessThan(SOON_MS);
    await movement.getByRole("table").getByRole("link").first().click();
    expect(await freedAfter(lock, () => from(() => movement.close()))).toBeLessThan(SOON_MS);
  });
});
