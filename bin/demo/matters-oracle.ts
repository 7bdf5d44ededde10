import type postgres from "postgres";
import { addDays, type Day, formatDay } from "@/lib/days";

type Item = {
  id: string;
  name: string;
  kind: "tactic" | "milestone";
  start: Day;
  end: Day;
  hours: number | null;
  progress: number;
};
type Size = { name: string; day: Day; size: number; now: number };
type Reached = { id: string; name: string; from: Day; to: Day; channels: string[]; customers: number[] };

const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

/**
 * What the overview says of plans, losses and shared people, from the rows and in words of its own: written without a
 * look at the queries of the screen.
 */
export async function readMatters(sql: postgres.Sql, workspaceId: number, today: Day) {
  const items = await sql<Item[]>`
    select c.id, c.name, i.kind, i.start_on::text as start, i.end_on::text as end, i.hours::float8 as hours, i.progress
    from campaigns c join plan_items i on i.workspace_id = c.workspace_id and i.campaign_id = c.id
    where c.workspace_id = ${workspaceId} and c.status in ('planned', 'running')`;
  const campaigns = [...new Map(items.map(({ id, name }) => [id, name]))];
  const late = campaigns
    .flatMap(([id, name]) => {
      const open = items.filter((item) => item.id === id && item.end < today && item.progress < 100);
      const [oldest] = open.map(({ end }) => end).sort();
      if (!oldest) return [];
      const count = (kind: Item["kind"]) => open.filter((item) => item.kind === kind).length;
      const [tasks, milestones] = [count("tactic"), count("milestone")];
      const what = [
        ...(tasks ? [many(tasks, "task")] : []),
        ...(milestones ? [many(milestones, "milestone")] : []),
      ].join(" and ");
      const due = plain(formatDay(oldest, today));
      return [{ oldest, text: `late “${name}” has ${what} past the date the oldest was due ${due}` }];
    })
    .sort((a, b) => a.oldest.localeCompare(b.oldest));
  const progress = new Map(
    campaigns.map(([id]) => {
      const tactics = items.filter((item) => item.id === id && item.kind === "tactic");
      const days = ({ start, end }: Item) => (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
      const hasHours = tactics.some(({ hours }) => (hours ?? 0) > 0);
      const weight = (item: Item) => (hasHours ? (item.hours ?? 0) : days(item));
      const whole = tactics.reduce((sum, item) => sum + weight(item), 0);
      const done = tactics.reduce((sum, item) => sum + weight(item) * item.progress, 0);
      const overdue = tactics.filter((item) => item.end < today && item.progress < 100).length;
      return [id, [Math.round(done / whole), overdue]] as const;
    }),
  );

  const sizes = await sql<Size[]>`
    select s.name, z.day::text as day, z.size,
      (select count(*)::int from segment_members m where m.workspace_id = s.workspace_id and m.segment_no = s.no) as now
    from segments s join segment_sizes z on z.workspace_id = s.workspace_id and z.segment_no = s.no
    where s.workspace_id = ${workspaceId} and s.archived_at is null order by z.day`;
  const then = new Map(
    sizes
      .filter(({ day }) => day >= addDays(today, -35) && day <= addDays(today, -28))
      .map((size) => [size.name, size]),
  );
  const losses = [...then.values()]
    .filter(({ size, now }) => size - now >= size * 0.08)
    .sort((a, b) => b.size - b.now - (a.size - a.now))
    .map(
      ({ name, size, now }) =>
        `loss “${name}” lost ${Math.round(((size - now) / size) * 100)} % of its members in four weeks ${many(size, "customer")} then, ${many(now, "customer")} now`,
    );

  const reached = await sql<Reached[]>`
    select c.id, c.name, c.start_on::text as from, c.end_on::text as to, c.channels, case when c.launched_at is not null
      then array(select customer_no from campaign_audience a where a.workspace_id = c.workspace_id and a.campaign_id = c.id and not a.is_control)
      else array(
        select distinct m.customer_no from campaign_segments t join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
        join segment_members m on m.workspace_id = s.workspace_id and m.segment_no = s.no
        join customers p on p.workspace_id = m.workspace_id and p.no = m.customer_no
        where t.workspace_id = c.workspace_id and t.campaign_id = c.id and p.suppressed_at is null and p.objected_at is null and (
          not c.channels <@ array['email', 'sms', 'phone', 'post', 'ads']
          or 'email' = any(c.channels) and p.consent_email <> 'out' or 'sms' = any(c.channels) and p.consent_sms <> 'out'
          or 'phone' = any(c.channels) and p.consent_phone <> 'out' or 'post' = any(c.channels) and p.consent_post <> 'out'
          or 'ads' = any(c.channels) and p.consent_ads <> 'out'))
      end as customers
    from campaigns c where c.workspace_id = ${workspaceId} and c.status in ('planned', 'running') and c.end_on >= ${today}`;
  const shared = reached
    .flatMap((one, at) =>
      reached.slice(at + 1).flatMap((other) => {
        const isApart = one.to < other.from || other.to < one.from;
        const own = new Set(one.customers);
        const people = other.customers.filter((no) => own.has(no)).length;
        const ways = one.channels.filter((channel) => other.channels.includes(channel));
        return isApart || people === 0 || ways.length === 0
          ? []
          : [{ people, names: [one.name, other.name] }];
      }),
    )
    .sort((a, b) => b.people - a.people);
  return { late: late.map(({ text }) => text), progress, losses, shared };
}
