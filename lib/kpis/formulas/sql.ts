import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/days";
import { intArray } from "@/lib/segments/values/sql";
import type { CalendarGrain } from "../grain";
import { trunc } from "../snapshots/calendar/sql";
import { memberSpans } from "../snapshots/members/sql";

type Asked = {
  workspaceId: number;
  timeZone: string;
  nameNos: readonly number[];
  grain: CalendarGrain;
  /** 0: everybody. */
  segmentNos: readonly number[];
  from: Day;
  to: Day;
};

/**
 * How often each event happened, and to how many different people, by segment and period: of the members of each day,
 * as the snapshots count them.
 */
export function eventCounts({ workspaceId, timeZone, nameNos, grain, segmentNos, from, to }: Asked): SQL {
  const start = trunc(grain, sql`d.day`);
  const nos = segmentNos.filter((no) => no !== 0);
  const parts = [
    ...(segmentNos.includes(0) ? [sql`select 0 as segment_no, d.* from daily d`] : []),
    ...(nos.length > 0
      ? [
          sql`select s.segment_no, d.* from daily d join (${memberSpans({ workspaceId, timeZone, readFrom: from }, nos)}) s
            on s.customer_no = d.customer_no and d.day between s.from_day and s.to_day`,
        ]
      : []),
  ];
  return sql`
    with daily as materialized (
      select customer_no, name_no, day, count from event_daily
      where workspace_id = ${workspaceId}::int and name_no = any(${intArray(nameNos)}) and day between ${from}::date and ${to}::date
    )
    select d.segment_no as "segmentNo", d.name_no as "nameNo", ${start}::text as "startOn", sum(d.count)::float8 as count,
      count(distinct d.customer_no)::float8 as people
    from (${sql.join(parts, sql` union all `)}) d group by 1, 2, 3`;
}
