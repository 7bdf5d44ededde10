import { KINDS, type Kind } from "./kinds";
import type { Person } from "./people";
import type { Random } from "./random";
import { type EventRow, makeLines, type Order } from "./shopping";

const DAY = 86_400_000;

export type Mailing = {
  /** What the events' property `campaign` carries. */
  campaign: string;
  from: number;
  until: number;
  sends: number;
  /** How many of a hundred treated people order because of it. */
  lift: number;
};

/** What a campaign causes among the people it reaches: sends, opens, clicks, and some orders that would not have been. */
export function mail(
  random: Random,
  people: readonly Person[],
  mailing: Mailing,
): { events: EventRow[]; orders: Order[] } {
  const events: EventRow[] = [];
  const orders: Order[] = [];
  const { campaign, from, until, sends, lift } = mailing;
  for (const person of people) {
    const kind: Kind = KINDS[person.kind];
    const customerNo = person.no;
    for (let send = 0; send < sends; send++) {
      const at = from + DAY + (send * (until - from - 2 * DAY)) / sends + random.between(0, 3_600_000);
      if (at >= until) break;
      const props = { campaign, message: String(send + 1) };
      events.push({ customerNo, at, name: "email_sent", props });
      if (random.chance(0.012)) {
        events.push({ customerNo, at: at + 5000, name: "email_bounced", props });
        break;
      }
      if (!random.chance(kind.opens)) continue;
      const opened = at + random.between(0.02, 1.5) * DAY;
      events.push({ customerNo, at: opened, name: "email_opened", props });
      if (random.chance(kind.clicks))
        events.push({ customerNo, at: opened + 40_000, name: "email_clicked", props });
      if (!random.chance(0.004)) continue;
      events.push({ customerNo, at: opened + 60_000, name: "email_unsubscribed", props });
      break;
    }
    if (!random.chance(lift / 100)) continue;
    const at = random.between(from + DAY, Math.min(until, from + 25 * DAY));
    orders.push({ customerNo, at, lines: makeLines(random, kind), isReturn: false, channel: "web" });
  }
  return { events, orders };
}
