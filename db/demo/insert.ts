import type postgres from "postgres";
import { CATEGORIES, PRODUCTS } from "./goods";
import type { KindName } from "./kinds";
import type { Person } from "./people";
import type { Random } from "./random";
import type { EventRow, Order } from "./shopping";

export const EVENTS = {
  web_visit: "Visited the site",
  app_opened: "Opened the app",
  product_viewed: "Viewed a product",
  basket_filled: "Filled a basket",
  email_sent: "E-mail sent",
  email_opened: "Opened an e-mail",
  email_clicked: "Clicked in an e-mail",
  email_bounced: "E-mail bounced",
  email_unsubscribed: "Unsubscribed from e-mail",
  support_ticket: "Wrote to support",
  social_mention: "Mentioned the shop",
} as const;
const EVENT_NAMES = Object.keys(EVENTS);
const PROPERTIES = [
  ["product_viewed", "category", true],
  ["basket_filled", "category", true],
  ["email_opened", "campaign", true],
  ["email_clicked", "campaign", true],
  ["email_sent", "campaign", false],
  ["email_unsubscribed", "campaign", false],
  ["web_visit", "device", false],
  ["app_opened", "device", false],
  ["support_ticket", "topic", false],
  ["social_mention", "network", false],
] as const;

export const QUESTIONS = [
  { no: 1, key: "nps", text: "How likely are you to recommend us?", type: "scale", choices: [] },
  {
    no: 2,
    key: "motive",
    text: "Why do you buy from us?",
    type: "choice",
    choices: ["quality", "price", "convenience", "origin", "gifts"],
  },
  {
    no: 3,
    key: "values",
    text: "What matters most to you?",
    type: "choice",
    choices: ["low waste", "family time", "good taste", "saving money", "design"],
  },
] as const;

/** How each kind of customer tends to answer. */
const PANEL: Record<KindName, { happy: number; motive: string; value: string }> = {
  vip: { happy: 8.4, motive: "quality", value: "design" },
  coffee: { happy: 8.6, motive: "quality", value: "good taste" },
  refill: { happy: 8.2, motive: "convenience", value: "low waste" },
  office: { happy: 7.9, motive: "convenience", value: "good taste" },
  parent: { happy: 7.6, motive: "convenience", value: "family time" },
  weekend: { happy: 7.4, motive: "origin", value: "design" },
  gifts: { happy: 7.1, motive: "gifts", value: "family time" },
  price: { happy: 6.1, motive: "price", value: "saving money" },
  browser: { happy: 6.4, motive: "price", value: "saving money" },
  once: { happy: 5.6, motive: "gifts", value: "saving money" },
};

const BATCH = 10_000;
const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

/** Writes the demo's facts in time order; every call adds to what was written before. */
export class DemoWriter {
  private orderNo = 0;
  private messageNo = 0;

  constructor(
    private readonly sql: postgres.Sql,
    private readonly workspaceId: number,
    private readonly random: Random,
  ) {}

  /** Attributes, goods, event names and the survey. */
  async shelves(surveyId: string): Promise<void> {
    const { sql, workspaceId: workspace_id } = this;
    const attribute = (key: string, label: string, type: string, dimension: string, more: object = {}) => ({
      workspace_id,
      key,
      label,
      type,
      dimension,
      choices: "[]",
      special: null,
      ...more,
    });
    await sql`insert into attributes ${sql([
      attribute("loyalty_points", "Loyalty points", "number", "value"),
      attribute("newsletter", "Reads the newsletter", "boolean", "psychographic"),
      attribute("refill_plan", "Refill plan", "choice", "product usage", {
        choices: JSON.stringify(["monthly", "six weeks", "paused"]),
      }),
      attribute("interests", "Interests", "choices", "psychographic", {
        choices: JSON.stringify([
          "brewing",
          "family",
          "interior",
          "hosting",
          "bargains",
          "outdoors",
          "low waste",
          "cooking",
        ]),
      }),
      attribute("last_store_visit", "Last visit to a shop", "date", "situational"),
      attribute("child_birth_month", "Child’s birth", "date", "needs"),
      attribute("main_device", "Main device", "choice", "technographic", {
        choices: JSON.stringify(["app", "mobile", "desktop"]),
      }),
      attribute("heard_from", "Heard of us from", "text", "situational"),
      attribute("diet", "Diet", "choice", "needs", {
        choices: JSON.stringify(["coeliac", "lactose free", "none"]),
        special: "health",
      }),
    ])}`;
    await sql`insert into categories ${sql(CATEGORIES.map((name, index) => ({ workspace_id, no: index + 1, name })))}`;
    await sql`insert into products ${sql(
      PRODUCTS.map(({ no, sku, name, category }) => ({
        workspace_id,
        no,
        external_id: sku,
        name,
        category_no: CATEGORIES.indexOf(category) + 1,
      })),
    )}`;
    await sql`insert into event_names ${sql(
      Object.entries(EVENTS).map(([name, label], index) => ({ workspace_id, no: index + 1, name, label })),
    )}`;
    await sql`insert into event_properties ${sql(
      PROPERTIES.map(([name, key, isRegistered]) => ({
        workspace_id,
        name_no: EVENT_NAMES.indexOf(name) + 1,
        key,
        type: "text",
        rollup: isRegistered ? "ready" : "none",
      })),
    )}`;
    await sql`insert into surveys ${sql([{ workspace_id, id: surveyId, name: "Customer panel" }])}`;
    await sql`insert into survey_questions ${sql(
      QUESTIONS.map((question) => ({
        workspace_id,
        survey_id: surveyId,
        ...question,
        choices: JSON.stringify(question.choices),
      })),
    )}`;
    await this.countUp({
      category: CATEGORIES.length,
      product: PRODUCTS.length,
      event_name: EVENT_NAMES.length,
      survey_question: QUESTIONS.length,
    });
  }

  private async countUp(nouns: Record<string, number>): Promise<void> {
    const { sql, workspaceId: workspace_id } = this;
    await sql`insert into counters ${sql(Object.entries(nouns).map(([noun, last_no]) => ({ workspace_id, noun, last_no })))}
      on conflict (workspace_id, noun) do update set last_no = greatest(counters.last_no, excluded.last_no)`;
  }

  async people(people: readonly Person[], until: Date): Promise<void> {
    const { sql, workspaceId } = this;
    for (const part of batches(people)) {
      const rows = part.map(({ no, id, firstSeenAt, columns }) => ({
        no,
        id,
        first_seen_at: firstSeenAt.toISOString(),
        ...columns,
      }));
      await sql`
        insert into customers (workspace_id, no, id, external_id, email, first_name, last_name, phone, birth_date, gender,
          country, region, city, postcode, language, company, industry, company_size, job_title, marital_status, education,
          income, source, first_seen_at, consent_email, consent_sms, consent_phone, consent_post, consent_ads, suppressed_at, objected_at, attrs, created_at, updated_at)
        select ${workspaceId}, no, id, external_id, email, first_name, last_name, phone, birth_date, gender,
          country, region, city, postcode, language, company, industry, company_size, job_title, marital_status, education,
          income, source, first_seen_at, consent_email, consent_sms, consent_phone, consent_post, consent_ads, suppressed_at, objected_at, attrs, first_seen_at, first_seen_at
        from jsonb_populate_recordset(null::customers, ${sql.json(rows as never)})`;
      await sql`
        insert into consent_log (workspace_id, customer_no, channel, status, at, source)
        select c.workspace_id, c.no, x.channel, x.status, least(c.first_seen_at + make_interval(days => x.days), ${until.toISOString()}), x.source
        from customers c
        cross join lateral (values ('email', c.consent_email, 0, 'sign-up form'), ('sms', c.consent_sms, c.no % 60, 'checkout'),
          ('phone', c.consent_phone, c.no % 90, 'call'), ('post', c.consent_post, c.no % 30, 'checkout'),
          ('ads', c.consent_ads, 0, 'cookie choice')) x(channel, status, days, source)
        where c.workspace_id = ${workspaceId} and c.no between ${part[0]?.no ?? 0} and ${part.at(-1)?.no ?? 0} and x.status <> 'unknown'`;
    }
    await this.countUp({ customer: people.at(-1)?.no ?? 0 });
  }

  async orders(orders: readonly Order[]): Promise<void> {
    const { sql, workspaceId } = this;
    for (const part of batches(orders)) {
      const first = this.orderNo + 1;
      this.orderNo += part.length;
      const nos = part.map((_, index) => first + index);
      await sql`
        insert into orders (workspace_id, no, external_id, customer_no, ordered_at, amount_minor, is_return, channel)
        select ${workspaceId}, no, case when is_return then 'R' else 'S' end || (500000 + no), customer_no, at, amount, is_return, channel
        from unnest(${nos}::int[], ${part.map((order) => order.customerNo)}::int[], ${part.map((order) => iso(order.at))}::timestamptz[],
          ${part.map((order) => order.lines.reduce((sum, line) => sum + line.amountMinor, 0))}::bigint[],
          ${part.map((order) => String(order.isReturn))}::text[]::boolean[], ${part.map((order) => order.channel)}::text[])
          x(no, customer_no, at, amount, is_return, channel)`;
      const lines = part.flatMap((order, index) =>
        order.lines.map((line, at) => ({ ...line, order, orderNo: first + index, lineNo: at + 1 })),
      );
      await sql`
        insert into order_lines (workspace_id, order_no, line_no, product_no, category_no, customer_no, ordered_at, quantity, amount_minor)
        select ${workspaceId}, x.* from unnest(${lines.map((line) => line.orderNo)}::int[], ${lines.map((line) => line.lineNo)}::int[],
          ${lines.map((line) => line.product.no)}::int[], ${lines.map((line) => CATEGORIES.indexOf(line.product.category) + 1)}::int[],
          ${lines.map((line) => line.order.customerNo)}::int[], ${lines.map((line) => iso(line.order.at))}::timestamptz[],
          ${lines.map((line) => line.quantity)}::float8[], ${lines.map((line) => line.amountMinor)}::bigint[]) x`;
    }
    await this.countUp({ order: this.orderNo });
  }

  /** The next message id; the same on every load. */
  messageId(): string {
    this.messageNo += 1;
    return `demo-${String(this.messageNo).padStart(7, "0")}`;
  }

  /** Bare events with their ids, for the years before the story begins: the roll-ups are rebuilt from them afterwards. */
  async pastEvents(events: readonly EventRow[]): Promise<void> {
    const { sql, workspaceId } = this;
    for (const part of batches(events))
      await sql`
        with given as materialized (
          select * from unnest(${part.map((row) => row.customerNo)}::int[], ${part.map((row) => EVENT_NAMES.indexOf(row.name) + 1)}::int[],
            ${part.map((row) => iso(row.at))}::timestamptz[], ${part.map(() => this.messageId())}::text[],
            ${part.map((row) => JSON.stringify(row.props))}::text[]) x(customer_no, name_no, at, message_id, props)
        ), known as (
          insert into event_ids (workspace_id, message_id, received_at) select ${workspaceId}, message_id, at from given
        )
        insert into events (workspace_id, customer_no, name_no, occurred_at, message_id, props)
        select ${workspaceId}, customer_no, name_no, at, message_id, props::jsonb from given`;
  }

  /** Who unsubscribed in this span may no longer be written to. */
  async unsubscribe(from: Date, until: Date): Promise<void> {
    const { sql, workspaceId } = this;
    await sql`
      with gone as (
        select e.customer_no, min(e.occurred_at) as at from events e
        join event_names n on n.workspace_id = e.workspace_id and n.no = e.name_no and n.name = 'email_unsubscribed'
        where e.workspace_id = ${workspaceId} and e.occurred_at >= ${from.toISOString()} and e.occurred_at < ${until.toISOString()}
        group by e.customer_no
      ), told as (
        insert into consent_log (workspace_id, customer_no, channel, status, at, source)
        select ${workspaceId}, customer_no, 'email', 'out', at, 'link in an e-mail' from gone
      )
      update customers c set consent_email = 'out', updated_at = gone.at from gone
      where c.workspace_id = ${workspaceId} and c.no = gone.customer_no`;
  }

  /** The panel's answers: a third of the people, by what kind of customer they are. */
  async answers(people: readonly Person[], until: Date): Promise<void> {
    const { sql, workspaceId, random } = this;
    const rows = people.flatMap((person) => {
      if (!random.chance(0.3)) return [];
      const at = iso(
        random.between(Math.max(person.firstSeenAt.getTime(), until.getTime() - 200 * DAY), until.getTime()),
      );
      const { happy, motive, value } = PANEL[person.kind];
      const score = Math.max(0, Math.min(10, Math.round(happy + random.between(-2.4, 2.2))));
      const own = (usual: string, all: readonly string[]) => (random.chance(0.6) ? usual : random.pick(all));
      return [
        { no: 1, person: person.no, at, choice: null, score },
        { no: 2, person: person.no, at, choice: own(motive, QUESTIONS[1].choices), score: null },
        ...(random.chance(0.8)
          ? [{ no: 3, person: person.no, at, choice: own(value, QUESTIONS[2].choices), score: null }]
          : []),
      ];
    });
    for (const part of batches(rows))
      await sql`insert into survey_answers (workspace_id, question_no, customer_no, answered_at, choice, score)
        select ${workspaceId}, x.* from unnest(${part.map((row) => row.no)}::int[], ${part.map((row) => row.person)}::int[],
          ${part.map((row) => row.at)}::timestamptz[], ${part.map((row) => row.choice)}::text[], ${part.map((row) => row.score)}::float8[]) x`;
  }
}
