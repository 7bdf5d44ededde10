import { type SQL, sql } from "drizzle-orm";
import { CONTACT_PATTERN, type HistoryKind } from "./entry";

export type HistoryScope = {
  workspaceId: number;
  customerNo: number;
  kind: HistoryKind | null;
  /** The last entry of the page before: its moment as text, and its name. */
  before: { at: string; ref: string } | null;
  limit: number;
};

type Source = { from: SQL; at: SQL; ref: SQL; kind: string; detail: SQL; where?: SQL };

const SOURCES: Record<"orders" | "events" | "segments" | "consents" | "answers", Source> = {
  orders: {
    from: sql`orders t`,
    at: sql`t.ordered_at`,
    ref: sql`'order:' || lpad(t.no::text, 10, '0')`,
    kind: "order",
    detail: sql`jsonb_build_object('no', t.no, 'orderKey', t.external_id, 'amountMinor', t.amount_minor,
      'isReturn', t.is_return, 'channel', t.channel)`,
  },
  events: {
    from: sql`events t join event_names n on n.workspace_id = t.workspace_id and n.no = t.name_no`,
    at: sql`t.occurred_at`,
    ref: sql`'event:' || t.message_id`,
    kind: "event",
    detail: sql`jsonb_build_object('name', n.name, 'label', n.label, 'props', t.props)`,
  },
  segments: {
    from: sql`segment_changes t join segments s on s.workspace_id = t.workspace_id and s.no = t.segment_no`,
    at: sql`t.at`,
    ref: sql`'segment:' || t.segment_no || case when t.has_entered then ':in' else ':out' end`,
    kind: "segment",
    detail: sql`jsonb_build_object('segment', jsonb_build_object('id', s.id, 'name', s.name),
      'hasEntered', t.has_entered, 'cause', t.cause)`,
  },
  consents: {
    from: sql`(select distinct workspace_id, customer_no, at, channel, status, source from consent_log) t`,
    at: sql`t.at`,
    ref: sql`'consent:' || t.channel || ':' || t.status || ':' || t.source`,
    kind: "consent",
    detail: sql`jsonb_build_object('channel', t.channel, 'status', t.status, 'source', t.source)`,
  },
  // By question first: that is how the key of the answers begins.
  answers: {
    from: sql`survey_questions q
      join survey_answers t on t.workspace_id = q.workspace_id and t.question_no = q.no
      join surveys s on s.workspace_id = q.workspace_id and s.id = q.survey_id`,
    at: sql`t.answered_at`,
    ref: sql`'answer:' || t.question_no`,
    kind: "answer",
    detail: sql`jsonb_build_object('survey', s.name, 'question', q.text, 'answer',
      coalesce(to_jsonb(t.score), to_jsonb(t.choice)))`,
  },
};

const contact = sql`n.name ~ ${CONTACT_PATTERN}`;

function sourcesOf(kind: HistoryKind | null): Source[] {
  const { orders, events, segments, consents, answers } = SOURCES;
  switch (kind) {
    case null:
      return [orders, events, segments, consents, answers];
    case "orders":
      return [orders];
    case "contacts":
      return [{ ...events, where: contact }, consents];
    case "activity":
      return [{ ...events, where: sql`not (${contact})` }, answers];
    case "segments":
      return [segments];
  }
}

/** One page of a person's history, newest first: (ref, kind, at, detail), each source read no further than the page. */
export function historyOf({ workspaceId, customerNo, kind, before, limit }: HistoryScope): SQL {
  const branches = sourcesOf(kind).map(({ from, at, ref, kind: name, detail, where }) => {
    const parts = [sql`t.workspace_id = ${workspaceId}::int and t.customer_no = ${customerNo}::int`];
    if (where) parts.push(where);
    if (before)
      parts.push(
        sql`${at} <= ${before.at}::timestamptz and (${at}, ${ref}) < (${before.at}::timestamptz, ${before.ref}::text)`,
      );
    return sql`(select ${ref} as ref, ${name}::text as kind, ${at} as at, ${detail} as detail
      from ${from} where ${sql.join(parts, sql` and `)} order by ${at} desc, ${ref} desc limit ${limit})`;
  });
  return sql`select ref, kind, detail, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from (${sql.join(branches, sql` union all `)}) page order by page.at desc, ref desc limit ${limit}`;
}

/** Per day since `from`: orders (returns are none), their net amount, and what was sent to the person. */
export function daysOf(
  { workspaceId, customerNo }: Pick<HistoryScope, "workspaceId" | "customerNo">,
  from: Date,
  timeZone: string,
): SQL {
  const since = sql`${from.toISOString()}::timestamptz`;
  return sql`
    select (at at time zone ${timeZone}::text)::date::text as day, sum(is_order)::int as orders,
      sum(amount)::float8 as amount, sum(is_contact)::int as contacts
    from (
      select ordered_at as at, (not is_return)::int as is_order, amount_minor as amount, 0 as is_contact
      from orders where workspace_id = ${workspaceId}::int and customer_no = ${customerNo}::int and ordered_at >= ${since}
      union all
      select e.occurred_at, 0, 0, 1
      from event_names n join events e on e.workspace_id = n.workspace_id and e.name_no = n.no
      where n.workspace_id = ${workspaceId}::int and n.name like '%\\_sent' and e.customer_no = ${customerNo}::int
        and e.occurred_at >= ${since}
    ) happened group by 1`;
}
