import { Temporal } from "temporal-polyfill";
import { PRODUCTS, type Product } from "./goods";
import { KINDS, type Kind } from "./kinds";
import type { Person } from "./people";
import type { Random } from "./random";

const DAY = 86_400_000;
export const ZONE = "Europe/Copenhagen";

export type Line = { product: Product; quantity: number; amountMinor: number };
export type Order = { customerNo: number; at: number; lines: Line[]; isReturn: boolean; channel: string };
export type EventRow = {
  customerNo: number;
  at: number;
  name: string;
  props: Record<string, string | number>;
};

const SHELF = new Map<string, Product[]>();
for (const product of PRODUCTS)
  SHELF.set(product.category, [...(SHELF.get(product.category) ?? []), product]);

/** More in November and December, less in July, and a shop that grows by a fifth a year. */
function season(at: number, today: number): number {
  const month = new Date(at).getUTCMonth();
  const year = [0.95, 0.92, 1, 1, 1.04, 0.98, 0.82, 0.94, 1.02, 1.06, 1.42, 1.5][month] ?? 1;
  return year * (1 - ((today - at) / (365 * DAY)) * 0.2);
}

const midnights = new Map<number, number>();

/** When the day with this number begins in the zone. Remembered: half a million moments share six hundred days. */
function midnight(dayNumber: number): number {
  const known = midnights.get(dayNumber);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from("1970-01-01").add({ days: dayNumber });
  const at = date.toZonedDateTime(ZONE).epochMilliseconds;
  midnights.set(dayNumber, at);
  return at;
}

/** A moment on about this day, at an hour that this kind of customer buys at. */
function hourOf(random: Random, kind: Kind, at: number): number {
  let day = Math.floor((at + 3_600_000) / DAY);
  const own = random.chance(kind.rhythmShare) && kind.rhythm.length > 0 ? random.pick(kind.rhythm) : null;
  // Day 0 was a Thursday.
  if (own) day += (own[0] - ((day + 3) % 7) + 7) % 7;
  const hour = own ? random.whole(own[1], own[2] - 1) : random.whole(8, 22);
  return midnight(day) + hour * 3_600_000 + random.whole(0, 3599) * 1000;
}

export function makeLines(random: Random, kind: Kind): Line[] {
  const count = random.whole(kind.lines[0], kind.lines[1]);
  return Array.from({ length: count }, () => {
    const product = random.pick(SHELF.get(random.weighted(kind.basket)) ?? PRODUCTS);
    const quantity = random.chance(0.25) ? random.whole(2, 3) : 1;
    return { product, quantity, amountMinor: product.priceMinor * quantity };
  });
}

/** All orders of a person from `from` to `today`, with a few returns. */
export function ordersOf(random: Random, person: Person, from: number, today: number): Order[] {
  const kind: Kind = KINDS[person.kind];
  const orders: Order[] = [];
  const end = Math.min(person.leavesAt.getTime(), today);
  const start = Math.max(person.firstSeenAt.getTime(), from - kind.gap * DAY);
  const isPhone = random.chance(kind.app);
  let at = start + random.next() * Math.min(kind.gap, 40) * DAY;
  while (at < end) {
    const moment = hourOf(random, kind, at);
    const channel = isPhone ? "app" : random.chance(0.12) ? "store" : "web";
    if (moment >= from && moment < today) {
      const order = {
        customerNo: person.no,
        at: moment,
        lines: makeLines(random, kind),
        isReturn: false,
        channel,
      };
      orders.push(order);
      if (random.chance(0.045)) orders.push(...returnOf(order, random, today));
    }
    at += (random.wait(kind.gap) * DAY) / season(at, today);
  }
  return orders;
}

function returnOf(order: Order, random: Random, today: number): Order[] {
  const at = order.at + random.between(3, 20) * DAY;
  const line = random.pick(order.lines);
  if (at >= today) return [];
  return [
    {
      ...order,
      at,
      isReturn: true,
      lines: [{ ...line, quantity: -line.quantity, amountMinor: -line.amountMinor }],
    },
  ];
}

/** Visits, views, baskets, app use, tickets and mentions of a person; those of the last 90 days are the densest. */
export function eventsOf(
  random: Random,
  person: Person,
  orders: Order[],
  from: number,
  today: number,
): EventRow[] {
  const kind: Kind = KINDS[person.kind];
  const rows: EventRow[] = [];
  const customerNo = person.no;
  const device = random.chance(kind.app) ? "app" : random.chance(0.5) ? "mobile" : "desktop";
  const visit = (at: number, category: string) => {
    rows.push({ customerNo, at, name: device === "app" ? "app_opened" : "web_visit", props: { device } });
    if (random.chance(0.65))
      rows.push({ customerNo, at: at + 60_000, name: "product_viewed", props: { category } });
  };
  for (const order of orders) {
    const category = order.lines[0]?.product.category ?? "Home";
    if (order.isReturn || !random.chance(0.6)) continue;
    visit(order.at - 900_000, category);
    rows.push({ customerNo, at: order.at - 300_000, name: "basket_filled", props: { category } });
  }
  const begin = Math.max(from, person.firstSeenAt.getTime(), today - 400 * DAY);
  const end = Math.min(today, person.leavesAt.getTime() + 60 * DAY);
  for (let at = begin; at < end; at += random.wait(30.4 / kind.visits) * DAY * 2) {
    if (at <= begin) continue;
    const moment = hourOf(random, kind, at);
    if (moment >= today) continue;
    const category = random.weighted(kind.basket);
    visit(moment, category);
    if (random.chance(0.16))
      rows.push({ customerNo, at: moment + 120_000, name: "basket_filled", props: { category } });
  }
  rows.push(...newsletters(random, person, kind, today));
  if (random.chance(0.07) && end > begin)
    rows.push({
      customerNo,
      at: random.between(begin, end),
      name: "support_ticket",
      props: { topic: random.pick(["delivery", "return", "invoice", "quality"]) },
    });
  if (random.chance(0.03) && end > begin)
    rows.push({
      customerNo,
      at: random.between(begin, end),
      name: "social_mention",
      props: { network: random.pick(["instagram", "facebook", "threads"]) },
    });
  return rows;
}

/** A letter about every month of the last eight, to those who said yes. */
function newsletters(random: Random, person: Person, kind: Kind, today: number): EventRow[] {
  const rows: EventRow[] = [];
  if (!person.mayEmail) return rows;
  const customerNo = person.no;
  for (let ago = 236; ago > 0; ago -= 29.5) {
    const day = midnight(Math.floor((today - ago * DAY) / DAY));
    const at = day + 9 * 3_600_000 + (customerNo % 1800) * 1000;
    const props = {
      campaign: "newsletter",
      message: new Date(day + 12 * 3_600_000).toISOString().slice(0, 10),
    };
    if (at < person.firstSeenAt.getTime()) continue;
    rows.push({ customerNo, at, name: "email_sent", props });
    if (!random.chance(kind.opens)) continue;
    const opened = at + random.between(0.02, 2) * DAY;
    rows.push({ customerNo, at: opened, name: "email_opened", props });
    if (random.chance(kind.clicks))
      rows.push({ customerNo, at: opened + 40_000, name: "email_clicked", props });
    if (!random.chance(0.003)) continue;
    rows.push({ customerNo, at: opened + 60_000, name: "email_unsubscribed", props });
    break;
  }
  return rows;
}
