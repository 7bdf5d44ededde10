import { addDays, type Day } from "@/lib/days";
import { addPeriods, CALENDAR_GRAINS, type CalendarGrain, endOf, startOf } from "../grain";

/** What a test writes into the tables, in days. */
export type World = {
  today: Day;
  seen: { customer: number; day: Day }[];
  orders: { customer: number; day: Day; amount: number; isReturn: boolean; channel: string }[];
  mails: { customer: number; day: Day; stage: "sent" | "opened"; campaign: string; message?: string }[];
  /** Days on which a person was a member: both ends in it; null is open. */
  spans: { segment: number; customer: number; from: Day | null; to: Day | null }[];
};

export type Row = Record<string, number | string>;
const distinct = (customers: readonly number[]) => new Set(customers).size;

/**
 * The snapshots of a small world by the words of their definitions, one period at a time: slow, and written without a
 * look at the SQL.
 */
export function expectedRows(world: World, segments: readonly number[], first: Day): Map<string, Row> {
  const rows = new Map<string, Row>();
  const firstOrder = new Map<number, Day>();
  for (const { customer, day, isReturn } of world.orders)
    if (!isReturn && day < (firstOrder.get(customer) ?? "9999")) firstOrder.set(customer, day);
  const isIn = (segment: number, customer: number, day: Day) =>
    segment === 0 ||
    world.spans.some(
      (span) =>
        span.segment === segment &&
        span.customer === customer &&
        (span.from ?? "") <= day &&
        day <= (span.to ?? "9999"),
    );
  const opens = new Map<string, { customer: number; day: Day }>();
  for (const { customer, campaign, message, day, stage } of world.mails) {
    const key = [customer, campaign, message].join(" ");
    if (stage === "opened" && day < (opens.get(key)?.day ?? "9999")) opens.set(key, { customer, day });
  }
  const count = (segment: number, channel: string, grain: CalendarGrain, start: Day): Row => {
    const end = endOf(grain, start);
    const held = <T extends { customer: number; day: Day }>(facts: readonly T[], from: Day, to: Day) =>
      facts.filter(({ customer, day }) => day >= from && day <= to && isIn(segment, customer, day));
    const inChannel = world.orders.filter((order) => channel === "" || order.channel === channel);
    const orders = held(inChannel, start, end);
    const placed = orders.filter(({ isReturn }) => !isReturn);
    const buyers = placed.map(({ customer }) => customer);
    const before = held(inChannel, addPeriods(grain, start, -1), addDays(start, -1))
      .filter(({ isReturn }) => !isReturn)
      .map(({ customer }) => customer);
    const onDay = (customer: number, day: Day) =>
      inChannel.filter((order) => order.customer === customer && order.day === day && !order.isReturn).length;
    const repeat = placed.filter(
      ({ customer, day }) => day > (firstOrder.get(customer) ?? "") || onDay(customer, day) > 1,
    );
    const mails = channel === "" || channel === "email";
    const present = (from: Day, to: Day) =>
      segment === 0
        ? world.seen.filter(({ day }) => day <= to).map(({ customer }) => customer)
        : world.spans
            .filter(
              (span) => span.segment === segment && (span.from ?? "") <= to && (span.to ?? "9999") >= from,
            )
            .map(({ customer }) => customer);
    const close = end < world.today ? end : world.today;
    const members =
      segment === 0
        ? present(close, close)
        : world.spans
            .filter(
              (span) => span.segment === segment && (span.from ?? "") <= close && (span.to ?? "9999") > close,
            )
            .map(({ customer }) => customer);
    return {
      members: channel === "" ? distinct(members) : 0,
      present: channel === "" ? distinct(present(start, close)) : 0,
      buyers: distinct(buyers),
      repeat_buyers: distinct(repeat.map(({ customer }) => customer)),
      new_buyers: distinct(
        placed
          .filter(({ customer, day }) => firstOrder.get(customer) === day)
          .map(({ customer }) => customer),
      ),
      prior_buyers: distinct(before),
      returning_buyers: distinct(before.filter((customer) => buyers.includes(customer))),
      orders: placed.length,
      revenue_minor: orders.reduce((sum, { amount }) => sum + amount, 0),
      sent: mails
        ? held(
            world.mails.filter(({ stage }) => stage === "sent"),
            start,
            end,
          ).length
        : 0,
      opened: mails ? held([...opens.values()], start, end).length : 0,
    };
  };
  const channels = [...new Set(world.orders.map(({ channel }) => channel)), "email"].filter(Boolean);
  const holders = [
    ...[0, ...segments].map((no) => [no, ""] as const),
    ...channels.map((one) => [0, one] as const),
  ];
  for (const grain of CALENDAR_GRAINS)
    for (let start = startOf(grain, first); start <= world.today; start = addPeriods(grain, start, 1))
      for (const [segment, channel] of holders) {
        const row = count(segment, channel, grain, start);
        if (Object.values(row).some((value) => value !== 0))
          rows.set(`${grain} ${segment} ${channel} ${start}`, row);
      }
  return rows;
}
