import { type SQL, sql } from "drizzle-orm";
import { segmentMembers } from "@/db/schema";
import { intArray } from "../values/sql";

/**
 * Common table expression `combination (mask, people)`: how many people are in exactly these segments, the bit of a
 * segment being its place in the list. One pass over the stored members, folded per person: a join of the members
 * with themselves grows with the square of the segments.
 */
export function combinations(workspaceId: number, segmentNos: readonly number[]): SQL {
  return sql`
    chosen as (
      select no, 1::bigint << (place - 1)::int as bit from unnest(${intArray(segmentNos)}) with ordinality c(no, place)
    ), person as (
      select bit_or(chosen.bit) as mask from ${segmentMembers} m join chosen on chosen.no = m.segment_no
      where m.workspace_id = ${workspaceId}::int and m.segment_no = any(${intArray(segmentNos)})
      group by m.customer_no
    ), combination as (
      select mask, count(*)::int as people from person group by mask
    )`;
}
