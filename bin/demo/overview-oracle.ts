import type postgres from "postgres";
import type { Day } from "@/lib/days";

export type Counted = { revenueMinor: number; orders: number; buyers: number; repeatBuyers: number };
type Order = {
  customer: number;
  day: Day;
  /** Seconds since 1970. */
  at: number;
  amount: number;
  is_return: boolean;
  /** The segments whose figures it counts into. */
  segments: Set<number>;
};
type Change = { segment: number; customer: number; day: Day; entered: boolean };

/**
 * The overview's figures by their definitions, one order at a time: written without a look at the snapshots or their
 * SQL. Of a segment are the orders of days on which the buyer was in it at some time.
 */
export async function readOracle(sql: postgres.Sql, workspaceId: number, zone: string) {
  const orders = await sql<Omit<Order, "segments">[]>`
    select customer_no as customer, (ordered_at at time zone ${zone})::date::text as day, extract(epoch from ordered_at)::float8 as at,
      amount_minor::float8 as amount, is_return from orders where workspace_id = ${workspaceId}`;
  const changes = await sql<Change[]>`
    select segment_no as segment, customer_no as customer, (at at time zone ${zone})::date::text as day, has_entered as entered
    from segment_changes where workspace_id = ${workspaceId} order by at, ctid`;
  const firsts = await sql<{ segment: number; day: Day }[]>`
    select segment_no as segment, min(day)::text as day from segment_sizes where workspace_id = ${workspaceId} group by 1`;
  const members = await sql<{ segment: number; customer: number }[]>`
    select segment_no as segment, customer_no as customer from segment_members where workspace_id = ${workspaceId}`;
  const log = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.segment} ${change.customer}`;
    log.set(key, [...(log.get(key) ?? []), change]);
  }
  const since = new Map(firsts.map(({ segment, day }) => [segment, day]));
  const now = new Set(members.map(({ segment, customer }) => `${segment} ${customer}`));
  const segments = [...new Set([...changes, ...members, ...firsts].map(({ segment }) => segment))];

  function wasIn(segment: number, customer: number, day: Day): boolean {
    const own = log.get(`${segment} ${customer}`) ?? [];
    const [first] = own;
    if (!first) return now.has(`${segment} ${customer}`);
    if (own.some((change) => change.entered && change.day === day)) return true;
    const before = own.findLast((change) => change.day < day);
    return before ? before.entered : !first.entered || first.day <= (since.get(segment) ?? first.day);
  }

  const placed: Order[] = orders.map((order) => ({
    ...order,
    segments: new Set(segments.filter((segment) => wasIn(segment, order.customer, order.day))),
  }));
  const firstDay = new Map<number, Day>();
  const ofDay = new Map<string, number>();
  for (const { customer, day, is_return } of placed) {
    if (is_return) continue;
    const key = `${customer} ${day}`;
    ofDay.set(key, (ofDay.get(key) ?? 0) + 1);
    if (day < (firstDay.get(customer) ?? "9999")) firstDay.set(customer, day);
  }

  return {
    /** What a segment (0: everybody) did between two days, both of them in it. */
    count(segment: number, from: Day, to: Day): Counted {
      const held = placed.filter(
        (order) => order.day >= from && order.day <= to && (segment === 0 || order.segments.has(segment)),
      );
      const bought = held.filter(({ is_return }) => !is_return);
      const again = bought.filter(
        ({ customer, day }) =>
          day > (firstDay.get(customer) ?? "") || (ofDay.get(`${customer} ${day}`) ?? 0) > 1,
      );
      return {
        revenueMinor: held.reduce((sum, { amount }) => sum + amount, 0),
        orders: bought.length,
        buyers: new Set(bought.map(({ customer }) => customer)).size,
        repeatBuyers: new Set(again.map(({ customer }) => customer)).size,
      };
    },
    size: (segment: number) => members.filter((member) => member.segment === segment).length,
    inSegments: new Set(members.map(({ customer }) => customer)).size,
    /** Who of these people ordered between two moments: the first is in it, the second is not. */
    buyersOf(customers: ReadonlySet<number>, from: number, to: number): number {
      const bought = placed.filter(
        ({ customer, at, is_return }) => !is_return && customers.has(customer) && at >= from && at < to,
      );
      return new Set(bought.map(({ customer }) => customer)).size;
    },
  };
}
