import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { rawSql } from "@/db/client";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { previewRule } from "@/lib/segments/preview/queries";
import { previewCounts } from "@/lib/segments/preview/sql";
import { compileMembers } from "@/lib/segments/sql";
import { compare, median, type Pair, timed } from "./measure";
import type { Representative } from "./segments-by-hand";

const PEOPLE = 50;
const CANCELS = 15;

const bands = `case when birth_date < '1961-01-02' then '65+' when birth_date < '1971-01-02' then '55' when birth_date < '1981-01-02' then '45'
  when birth_date < '1991-01-02' then '35' when birth_date < '2001-01-02' then '25' when birth_date is not null then 'young' end`;
const free = (channel: string) =>
  `count(*) filter (where r.customer_no is not null and c.suppressed_at is null and c.objected_at is null and c.consent_${channel} <> 'out')`;

/** Size, revenue, reach and six breakdowns against all customers, as one plain statement with grouping sets. */
const byHand = (workspaceId: number, members: string) => `
  with r as materialized (${members})
  select grouping(age, gender, country, source, lifecycle, rfm_monetary), age, gender, country, source, lifecycle, rfm_monetary,
    count(*) as base_n, sum(spend) as base_spend, count(r.customer_no) as n, sum(spend) filter (where r.customer_no is not null) as spend,
    ${["email", "sms", "phone", "post", "ads"].map(free).join(", ")}
  from (select c.*, ${bands} as age, m.lifecycle, m.rfm_monetary, coalesce(m.spend_minor, 0) as spend from customers c
      left join customer_metrics m on m.workspace_id = c.workspace_id and m.customer_no = c.no
      where c.workspace_id = ${workspaceId} and c.erased_at is null) c left join r on r.customer_no = c.no
  group by grouping sets ((age), (gender), (country), (source), (lifecycle), (rfm_monetary), ())`;

type Named = Pick<Representative, "rule"> & { members: string };
const input = ({ rule }: Named, ids: Record<string, string>) => ({
  rule: rule(ids),
  parentId: null,
  segmentId: null,
});

/** The statement of a preview's size, revenue, reach and breakdowns, against the same by hand. */
export async function countsPair(ctx: Ctx, one: Named, ids: Record<string, string>): Promise<Pair> {
  const hand = sql.raw(byHand(ctx.workspaceId, one.members));
  const catalogue = await getCatalogue(ctx);
  const env = { workspaceId: ctx.workspaceId, clock: { now: ctx.now(), timeZone: "UTC" }, catalogue };
  const ours = previewCounts(compileMembers(one.rule(ids), env), env, { columns: [], filters: [] });
  return compare(
    () => ctx.db.execute(ours),
    () => ctx.db.execute(hand),
    3,
  );
}

/** The whole answer, with every line of the rule alone, the drop-off and five people, against the same statement. */
export function wholePair(ctx: Ctx, one: Named, ids: Record<string, string>): Promise<Pair> {
  const hand = sql.raw(byHand(ctx.workspaceId, one.members));
  return compare(
    () => previewRule(ctx, input(one, ids)),
    () => ctx.db.execute(hand),
    3,
  );
}

/** Milliseconds from withdrawing a running preview until no backend runs anything for it: median and worst. */
export async function cancelTimes(
  ctx: Ctx,
  one: Named,
  ids: Record<string, string>,
): Promise<{ median: number; worst: number }> {
  const raw = rawSql();
  const isRunning = async () => {
    const [row] = await raw<{ count: number }[]>`select count(*)::int from pg_stat_activity
      where datname = current_database() and state = 'active' and query like '%as materialized%' and pid <> pg_backend_pid()`;
    return (row?.count ?? 0) > 0;
  };
  const times: number[] = [];
  for (let round = 0; round < CANCELS; round++) {
    const gone = new AbortController();
    const asked = previewRule(ctx, input(one, ids), gone.signal).catch(() => null);
    while (!(await isRunning())) await sleep(1);
    times.push(
      await timed(async () => {
        gone.abort();
        while (await isRunning()) await sleep(1);
      }),
    );
    if ((await asked) !== null) throw new Error("The preview ended before it was cancelled.");
  }
  return { median: median(times), worst: Math.max(...times) };
}

/**
 * Fifty people preview at once, each another rule in turn. Answers how many got none, the slowest over the middle, and
 * the longest that somebody else's small query had to wait meanwhile.
 */
export async function fiftyAtOnce(ctx: Ctx, many: readonly Named[], ids: Record<string, string>) {
  let isOver = false;
  const others: number[] = [];
  const bystander = (async () => {
    while (!isOver) {
      others.push(await timed(() => ctx.db.execute(sql`select 1`)));
      await sleep(50);
    }
  })();
  const times = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, index) => {
      const person = { ...ctx, actor: { ...ctx.actor, userId: newId() } };
      const one = many[index % many.length];
      if (!one) return null;
      let isAnswered = true;
      const ms = await timed(() =>
        previewRule(person, input(one, ids)).catch((error) => {
          console.log(error.message);
          isAnswered = false;
        }),
      );
      return isAnswered ? ms : null;
    }),
  );
  isOver = true;
  await bystander;
  const answered = times.flatMap((ms) => ms ?? []);
  return {
    unanswered: PEOPLE - answered.length,
    slowest: Math.max(...answered),
    fairness: Math.max(...answered) / median(answered),
    otherWaits: Math.max(...others),
  };
}
