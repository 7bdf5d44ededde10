import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import type { CalendarGrain } from "../grain";
import { trunc } from "../snapshots/calendar/sql";

type Asked = { workspaceId: number; segmentNos: readonly number[]; from: Day; to: Day };

const startOn = (grain: CalendarGrain | null, column: string, from: Day) =>
  grain === null ? sql`${from}::date` : trunc(grain, sql.raw(column));

/**
 * What was typed or spent, by segment (0: everybody), period and figure; `typed` is the part of it that was typed. Of everybody is what was typed without a segment,
 * and all spend; of a segment, what was typed for it and the spend of campaigns that are for it alone. Without a grain the
 * days are one period.
 */
export function typedSums(
  { workspaceId, segmentNos, from, to }: Asked,
  grain: CalendarGrain | null,
  channel: string,
): SQL {
  const days = (column: string) => sql`${sql.raw(column)} between ${from}::date and ${to}::date`;
  const nos = intArray(segmentNos);
  return sql`
    select "segmentNo", "startOn"::text as "startOn", figure, sum(value)::float8 as value, coalesce(sum(value) filter (where is_typed), 0)::float8 as typed from (
      select coalesce(s.no, 0) as "segmentNo", ${startOn(grain, "v.day", from)} as "startOn", v.figure, v.value, true as is_typed
      from kpi_values v left join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id
      where v.workspace_id = ${workspaceId}::int and v.ended_at is null and ${days("v.day")}
        ${channel === "" ? sql`` : sql`and v.channel = ${channel}`}
      union all
      select 0, ${startOn(grain, "p.spent_on", from)}, 'cost', p.amount_minor, false from campaign_spend p
      where p.workspace_id = ${workspaceId}::int and ${days("p.spent_on")} and ${channel} = ''
      union all
      select s.no, ${startOn(grain, "p.spent_on", from)}, 'cost', p.amount_minor, false
      from campaign_spend p join (
        select campaign_id, min(segment_id::text)::uuid as segment_id from campaign_segments
        where workspace_id = ${workspaceId}::int group by campaign_id having count(*) = 1
      ) one on one.campaign_id = p.campaign_id
      join segments s on s.workspace_id = p.workspace_id and s.id = one.segment_id
      where p.workspace_id = ${workspaceId}::int and ${days("p.spent_on")} and ${channel} = ''
    ) t where "segmentNo" = any(${nos}) group by 1, 2, 3`;
}
