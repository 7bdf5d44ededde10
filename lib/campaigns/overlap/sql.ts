import { type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { audienceWhere } from "@/lib/segments/sql";
import { WORD_BITS } from "./combination";
import type { ReachScope, Source } from "./reach";

/** Table and condition: each source is read by its own key, which tells the planner how many it holds. */
export function peopleOf(workspaceId: number, source: Source): SQL {
  const [kind, key] = source.split(" ");
  if (kind === "segment")
    return sql`segment_members where workspace_id = ${workspaceId}::int and segment_no = ${Number(key)}::int`;
  const group = kind === "control" ? sql`is_control` : sql`not is_control`;
  return sql`campaign_audience where workspace_id = ${workspaceId}::int and campaign_id = ${key}::uuid and ${group}`;
}

/** Rows { words, may, people }: everybody in one of the sources, folded once per person. See ReachRow. */
export function reachRows(workspaceId: number, { sources, consents }: ReachScope): SQL {
  const count = Math.ceil(sources.length / WORD_BITS);
  const words = Array.from({ length: count }, (_, word) => sql.identifier(`w${word}`));
  const branches = sources.map((source, place) => {
    const bits = words.map((name, word) => {
      const isHere = Math.floor(place / WORD_BITS) === word;
      return sql`${sql.raw(isHere ? (1n << BigInt(place % WORD_BITS)).toString() : "0")}::bigint as ${name}`;
    });
    return sql`select customer_no, ${sql.join(bits, sql`, `)} from ${peopleOf(workspaceId, source)}`;
  });
  const folded = words.map((name) => sql`bit_or(${name}) as ${name}`);
  const texts = words.map((name) => sql`t.${name}::text`);
  const may = consents.map(
    (channels, place) =>
      sql`case when ${audienceWhere(channels)} then ${sql.raw(String(2 ** place))} else 0 end`,
  );
  return sql`
    with t as (
      select customer_no, ${sql.join(folded, sql`, `)}
      from (${sql.join(branches, sql` union all `)}) reached group by customer_no
    )
    select json_build_array(${sql.join(texts, sql`, `)}) as words, may::text as may, count(*)::int as people
    from (
      select ${sql.join(
        words.map((name) => sql`t.${name}`),
        sql`, `,
      )}, ${may.length > 0 ? sql`case when ${customers.erasedAt} is null then ${sql.join(may, sql` + `)} else 0 end` : sql`0`} as may
      from t join ${customers} on ${customers.workspaceId} = ${workspaceId}::int and ${customers.no} = t.customer_no
    ) t group by ${sql.join(words, sql`, `)}, may`;
}
