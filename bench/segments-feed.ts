import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { rawSql } from "@/db/client";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { createSegment } from "@/lib/segments/mutations";
import { benchCtx } from "./population";

const NAME = "Benchmark of the feed";
const WRITERS = 8;
const PEOPLE = 1600;
/** What the feed wrote, each table before those that it refers to. */
const WRITTEN = [
  "segment_changes",
  "segment_members",
  "segment_sizes",
  "segment_feeds",
  "segment_versions",
  "segments",
  "customers",
  "counters",
  "audit_log",
];

/**
 * Eight connections move people into a segment and commit in any order while the memberships follow: how many of them
 * are not in at the end, and how many joined more than once by the history.
 */
export async function feedUnderWriters(): Promise<{ missed: number; doubled: number }> {
  const raw = rawSql();
  await clear();
  const [made] = await raw<{ id: number }[]>`
    insert into workspaces (name, currency, time_zone) values (${NAME}, 'EUR', 'UTC') returning id`;
  const ctx = benchCtx(made?.id ?? 0);
  await raw`insert into customers (workspace_id, no, id, external_id)
    select ${ctx.workspaceId}, i, gen_random_uuid(), 'c' || i from generate_series(1, ${PEOPLE}::int) i`;
  await createSegment(ctx, {
    name: "Latvia",
    description: "",
    dimension: "geographic",
    parentId: null,
    rule: {
      kind: "all",
      children: [{ kind: "field", field: "country", test: { op: "is", value: "LV" } }],
    },
  });
  await catchUp(ctx);
  let isWriting = true;
  const reader = (async () => {
    while (isWriting) await catchUp(ctx);
  })();
  const move = async (writer: number) => {
    for (let no = writer + 1; no <= PEOPLE; no += WRITERS)
      await ctx.db.transaction(async (tx) => {
        await tx.execute(sql`update customers set country = 'LV', tx = pg_current_xact_id()::text::bigint
          where workspace_id = ${ctx.workspaceId} and no = ${no}`);
        await sleep((writer * 5 + no * 3) % 7);
      });
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => move(writer)));
  isWriting = false;
  await reader;
  await catchUp(ctx);
  const [found] = await raw<{ members: number; joined: number; people: number }[]>`
    select (select count(*)::int from segment_members where workspace_id = ${ctx.workspaceId}) as members,
      count(*)::int as joined, count(distinct customer_no)::int as people
    from segment_changes where workspace_id = ${ctx.workspaceId} and has_entered`;
  await clear();
  const { members = 0, joined = 0, people = 0 } = found ?? {};
  return { missed: PEOPLE - members, doubled: joined - people };
}

async function clear(): Promise<void> {
  const raw = rawSql();
  const mine = raw`select id from workspaces where name = ${NAME}`;
  for (const table of WRITTEN) await raw`delete from ${raw(table)} where workspace_id in (${mine})`;
  await raw`delete from workspaces where name = ${NAME}`;
}
