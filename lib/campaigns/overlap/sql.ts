import { type SQL, sql } from "drizzle-orm";
import { WORD_BITS } from "./combination";

export type Reacher = { id: string; isLaunched: boolean };

/**
 * Common table expression `touched (customer_no, w0, w1, …)`: everybody whom one of these campaigns reaches, with a bit
 * for each at its place in the list. A launched one reaches its frozen audience without the control group; one that is
 * not launched reaches the members of its segments as they stand. Each is read by its own key and folded once per person.
 */
export function touched(workspaceId: number, campaigns: readonly Reacher[]): { cte: SQL; words: SQL[] } {
  const list = JSON.stringify(campaigns.map((campaign, place) => ({ ...campaign, place })));
  const count = Math.max(1, Math.ceil(campaigns.length / WORD_BITS));
  const words = Array.from({ length: count }, (_, word) => sql.identifier(`w${word}`));
  const bits = words.map(
    (name, word) => sql`bit_or(case when place / ${WORD_BITS}::int = ${word}::int
      then 1::bigint << (place % ${WORD_BITS}::int) else 0 end) as ${name}`,
  );
  return {
    words: words.map((name) => sql`${name}`),
    cte: sql`
    reacher as materialized (
      select * from jsonb_to_recordset(${list}::jsonb) as r(id uuid, "isLaunched" boolean, place int)
    ), touched as (
      select customer_no, ${sql.join(bits, sql`, `)} from (
        select a.customer_no, r.place from reacher r
        join campaign_audience a on a.workspace_id = ${workspaceId}::int and a.campaign_id = r.id and not a.is_control
        where r."isLaunched"
        union all
        select m.customer_no, r.place from reacher r
        join campaign_segments t on t.workspace_id = ${workspaceId}::int and t.campaign_id = r.id
        join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
        join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
        where not r."isLaunched"
      ) reached group by customer_no
    )`,
  };
}
