import type postgres from "postgres";
import { DemoWriter } from "@/db/demo/insert";
import { type Mailing, mail } from "@/db/demo/mail";
import { makePeople, type Person } from "@/db/demo/people";
import type { Random } from "@/db/demo/random";
import { type EventRow, eventsOf, type Order, ordersOf } from "@/db/demo/shopping";
import { rebuildSummaries, refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { recordEvents } from "@/lib/events/mutations";
import type { Shop } from "./shop";

const DAY = 86_400_000;
const HISTORY_DAYS = 548;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The rows before a moment in order of time, and the others. */
function split<T>(rows: readonly T[], until: number, at: (row: T) => number): [T[], T[]] {
  const before = rows.filter((row) => at(row) < until).sort((a, b) => at(a) - at(b));
  return [before, rows.filter((row) => at(row) >= until)];
}

/** Everything that customers do in the demo, told bit by bit: nothing stands in the database before its time. */
export class DemoFacts {
  private readonly writer: DemoWriter;
  private readonly byNo: ReadonlyMap<number, Person>;
  private people: Person[];
  private orders: Order[] = [];
  private events: EventRow[] = [];
  private toldUntil = 0;

  /** `today`: the day of the load begins. What falls after the last moment told is dropped. */
  constructor(
    sql: postgres.Sql,
    private readonly shop: Shop,
    private readonly random: Random,
    private readonly today: Date,
    count: number,
  ) {
    this.writer = new DemoWriter(sql, shop.workspaceId, random);
    this.people = makePeople(random, count, today);
    this.byNo = new Map(this.people.map((person) => [person.no, person]));
    const tomorrow = today.getTime() + DAY;
    const from = today.getTime() - HISTORY_DAYS * DAY;
    for (const person of this.people) {
      const orders = ordersOf(random, person, from, tomorrow);
      this.orders.push(...orders);
      this.events.push(...eventsOf(random, person, orders, from, tomorrow));
    }
  }

  /** Shelves, and all that happened before the story begins; summaries are built from it. */
  async begin(sql: postgres.Sql, surveyId: string, at: Date): Promise<void> {
    const today = this.today.getTime();
    await this.writer.shelves(surveyId);
    await sql`select ensure_event_months(${day(today - HISTORY_DAYS * DAY)}::date, ${day(today + 31 * DAY)}::date)`;
    const { people, orders, events } = this.takeUntil(at);
    await this.writer.people(people, at);
    await Promise.all([this.writer.orders(orders), this.writer.pastEvents(events)]);
    await this.writer.answers(people, at);
    await this.writer.unsubscribe(new Date(0), at);
    await rebuildSummaries(this.shop.as("ada", at));
  }

  /** What happened since the last call, the way that the product itself records it. */
  async tellUntil(at: Date): Promise<void> {
    const since = new Date(this.toldUntil);
    const { people, orders, events } = this.takeUntil(at);
    const ctx = this.shop.as("ada", at);
    if (people.length > 0) await this.writer.people(people, at);
    const ordered = this.writer.orders(orders);
    const given = events.map((event) => ({
      ...event,
      at: new Date(Math.floor(event.at)),
      messageId: this.writer.messageId(),
    }));
    // One event of each name first: two lanes that meet a new name would number it by chance.
    const heads = new Map(given.map((event) => [event.name, event]));
    await recordEvents(ctx, [...heads.values()], { isScoredLater: true });
    const isHead = new Set(heads.values());
    const rest = given.filter((event) => !isHead.has(event));
    await Promise.all(
      [0, 1].map(async (lane) => {
        const inLane = ({ customerNo }: { customerNo: number }) => customerNo % 2 === lane;
        await recordEvents(ctx, rest.filter(inLane), { isScoredLater: true });
        await ordered;
        await refreshOrderFiguresOf(ctx, [
          ...new Set(orders.filter(inLane).map((order) => order.customerNo)),
        ]);
      }),
    );
    await this.writer.answers(people, at);
    await this.writer.unsubscribe(since, at);
    await refreshScores(ctx);
  }

  /** Lets the days that follow carry what a campaign causes among the customers it reaches. */
  cause(customerNos: readonly number[], mailing: Mailing): void {
    const reached = customerNos.flatMap((no) => this.byNo.get(no) ?? []);
    const { events, orders } = mail(this.random, reached, mailing);
    this.events.push(...events);
    this.orders.push(...orders);
  }

  private takeUntil(at: Date): { people: Person[]; orders: Order[]; events: EventRow[] } {
    const until = at.getTime();
    const [people, laterPeople] = split(this.people, until, (person) => person.firstSeenAt.getTime());
    const [orders, laterOrders] = split(this.orders, until, (order) => order.at);
    const [events, laterEvents] = split(this.events, until, (event) => event.at);
    Object.assign(this, { people: laterPeople, orders: laterOrders, events: laterEvents });
    this.toldUntil = until;
    return { people, orders, events };
  }
}
