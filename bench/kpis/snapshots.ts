import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/auth/ctx";
import { renewReach } from "@/lib/campaigns/overlap/mutations";
import { listCampaigns } from "@/lib/campaigns/queries";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { addMonths, startOfMonth } from "@/lib/days";
import { getForecast } from "@/lib/forecasts/queries";
import { FORECAST_METRICS } from "@/lib/forecasts/report";
import { getGroupSeries } from "@/lib/kpis/group/queries";
import { groupViewOf } from "@/lib/kpis/group/view";
import { getOverview, getSegmentKpis } from "@/lib/kpis/queries";
import { takeSnapshots } from "@/lib/kpis/snapshots/mutations";
import { listContactNames } from "@/lib/kpis/snapshots/queries";
import type { NamedContact } from "@/lib/kpis/snapshots/scope";
import { tallies } from "@/lib/kpis/snapshots/sql";
import { listMatters } from "@/lib/overview/queries";
import { getGroupValue, getValueState } from "@/lib/value/queries";
import { todayIn } from "@/lib/zone";
import { fillCampaigns, sayRenewal } from "../campaigns-plan";
import { compare, round, sayPair, timed } from "../measure";
import { representatives } from "../representatives";

const SEGMENTS = 50;
const MONTHS = 24;

/** The overview and a segment's page: their monthly figures made from orders, and the pages as they are read. */
export async function snapshotFigures(ctx: Ctx): Promise<Record<string, number>> {
  const { ids, nos } = await representatives(ctx, SEGMENTS);
  const all = Object.values(nos);
  const one = { id: ids["lapsed buyers"] ?? "", no: nos["lapsed buyers"] ?? 0 };
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const from = addMonths(startOfMonth(today), -MONTHS);

  await fillCampaigns(ctx, ids);
  await renewReach(ctx);
  await sayRenewal(ctx);

  const backFill = await timed(() => takeSnapshots(ctx, { isWhole: true }));
  console.log(`back-fill of all history, ${all.length} segments: ${(backFill / 1000).toFixed(1)} s`);
  const again = await timed(() => takeSnapshots(ctx));
  console.log(`a run after which nothing is late: ${(again / 1000).toFixed(1)} s`);
  await ctx.db.execute(sql`analyze kpi_snapshots`);

  const bare = (segmentNos: readonly number[]) => () =>
    ctx.db.execute(sql`
      select m.segment_no, date_trunc('month', o.ordered_at at time zone ${ctx.workspace.timeZone})::date as month,
        count(distinct o.customer_no) filter (where not o.is_return) as buyers, count(*) filter (where not o.is_return) as orders, sum(o.amount_minor) as revenue
      from orders o join segment_members m on m.workspace_id = o.workspace_id and m.customer_no = o.customer_no
      where o.workspace_id = ${ctx.workspaceId}::int and o.ordered_at >= ${from}::date
        and m.segment_no = any(${`{${segmentNos.join(",")}}`}::int[]) group by 1, 2`);
  const made = (segmentNos: readonly number[], hasBase: boolean, contacts: readonly NamedContact[]) => () =>
    ctx.db.execute(
      tallies({
        ...{ workspaceId: ctx.workspaceId, timeZone: ctx.workspace.timeZone, today, contacts },
        ...{ holders: { kind: "segments", segmentNos, hasBase }, grains: ["month"], windows: [] },
        ...{ since: from, readFrom: from, first: from },
      }),
    );

  // All that the two pages read, in the order in which they do.
  const overview = async () => {
    const [, , , launched] = await Promise.all([
      getOverview(ctx, { months: 3 }),
      listMatters(ctx),
      listCampaigns(ctx, { sort: "end", isDescending: false, statuses: ["running", "paused"] }),
      listCampaigns(ctx, { sort: "end", isDescending: true, statuses: ["running", "finished"] }),
    ]);
    await listOutcomes(ctx, { campaignIds: launched.rows.slice(0, 6).map(({ id }) => id) });
  };
  const view = groupViewOf({});
  const segmentPage = () =>
    Promise.all([
      getSegmentKpis(ctx, { segmentId: one.id }),
      getGroupSeries(ctx, { segmentId: one.id, view }),
      ...FORECAST_METRICS.map((metric) => getForecast(ctx, { segmentId: one.id, metric })),
      getGroupValue(ctx, { segmentId: one.id }),
      getValueState(ctx),
    ]);
  const pairs = {
    "overview, made from facts": await compare(made(all, true, []), bare(all), 5),
    "segment, made from facts": await compare(made([one.no], false, []), bare([one.no]), 5),
    "overview’s figures, read": await compare(() => getOverview(ctx, { months: 3 }), bare(all), 5),
    "overview, from snapshots": await compare(overview, bare(all), 5),
    "segment, from snapshots": await compare(segmentPage, bare([one.no]), 5),
    // The bare aggregate knows nothing of these: stated, without a bar.
    "overview with messages": await compare(made(all, true, await listContactNames(ctx)), bare(all), 3),
  };
  for (const [name, pair] of Object.entries(pairs)) sayPair(name, pair);
  const worst = (kind: string) =>
    round(
      Math.max(...Object.entries(pairs).flatMap(([name, { ratio }]) => (name.endsWith(kind) ? [ratio] : []))),
    );
  return {
    fromFacts: worst("facts"),
    fromSnapshots: worst("snapshots"),
    withMessages: worst("messages"),
    backFillSeconds: round(backFill / 1000, 1),
    runSeconds: round(again / 1000, 1),
  };
}
