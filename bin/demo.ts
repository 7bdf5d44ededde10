import fs from "node:fs";
import path from "node:path";
import { closeDb, db, rawSql } from "@/db/client";
import { CAMPAIGNS, type DemoCampaign } from "@/db/demo/campaigns";
import { DemoWriter } from "@/db/demo/insert";
import { mail } from "@/db/demo/mail";
import { makePeople, type Person } from "@/db/demo/people";
import { PERSONAS } from "@/db/demo/personas";
import { Random } from "@/db/demo/random";
import { SEGMENTS } from "@/db/demo/segments";
import { type EventRow, eventsOf, type Order, ordersOf, ZONE } from "@/db/demo/shopping";
import { DEMO_PASSWORD, emailOf, TEAM, type TeamKey } from "@/db/demo/team";
import type { Ctx, WorkspaceId } from "@/lib/auth/ctx";
import { hashPassword } from "@/lib/auth/password";
import { addDependency } from "@/lib/campaigns/dependencies/mutations";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";
import { createCampaign } from "@/lib/campaigns/mutations";
import { addPlanItem } from "@/lib/campaigns/plan/mutations";
import { getCampaign } from "@/lib/campaigns/queries";
import type { CampaignStatus } from "@/lib/campaigns/status";
import { rebuildSummaries, refreshMetricsOf, refreshScores } from "@/lib/customers/metrics/mutations";
import { addDays, addMonths, startOfMonth, startOfQuarter } from "@/lib/days";
import { newId } from "@/lib/ids";
import type { Metric } from "@/lib/kpis/metric";
import { setTarget } from "@/lib/kpis/mutations";
import { mostDistinct } from "@/lib/personas/fact";
import { getSegmentFacts } from "@/lib/personas/facts/queries";
import { createPersona } from "@/lib/personas/mutations";
import { createSegment, refreshAllSegments, updateSegment } from "@/lib/segments/mutations";
import { handOverSegment, takeSegment } from "@/lib/segments/ownership/mutations";
import { todayIn } from "@/lib/zone";

const DAY = 86_400_000;
const CUSTOMERS = 20_000;
const WEEKS = 12;
const SEED = 20_260_501;

const started = Date.now();
const now = new Date();
const sql = rawSql();
const random = new Random(SEED);
const settings = { name: "Nordlys Retail", currency: "EUR", timeZone: ZONE, floor: 10 };
const today = todayIn(ZONE, now);

const [someone] = await sql`select 1 from users limit 1`;
if (someone) {
  console.error("This database has people already; the demo is only loaded into an empty one.");
  process.exit(1);
}

const passwordHash = await hashPassword(DEMO_PASSWORD);
const [workspace] = await sql<{ id: number }[]>`insert into workspaces ${sql({
  name: settings.name,
  currency: settings.currency,
  time_zone: ZONE,
  is_demo: true,
  holidays: JSON.stringify([
    { on: `${now.getUTCFullYear()}-12-24`, name: "Christmas Eve" },
    { on: `${now.getUTCFullYear()}-12-25`, name: "Christmas Day" },
    { on: `${now.getUTCFullYear()}-12-26`, name: "Second Christmas Day" },
    { on: `${now.getUTCFullYear() + 1}-01-01`, name: "New Year" },
  ]),
})} returning id`;
const workspaceId = (workspace?.id ?? 0) as WorkspaceId;
const userIds = new Map<TeamKey, string>(TEAM.map(({ key }) => [key, newId()]));
const userId = (key: TeamKey) => known(userIds, key);
await sql`insert into users ${sql(
  TEAM.map(({ key, name }) => ({ id: userId(key), email: emailOf(key), name, password_hash: passwordHash })),
)}`;
await sql`insert into members ${sql(
  TEAM.map(({ key, role, weeklyHours }) => ({
    workspace_id: workspaceId,
    user_id: userId(key),
    role,
    weekly_hours: weeklyHours,
    joined_at: new Date(now.getTime() - 200 * DAY).toISOString(),
  })),
)}`;

function known<K, V>(map: Map<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo names something that it does not have: ${String(key)}`);
  return value;
}

/** The context of a demo person at a moment of the story. */
function as(key: TeamKey, at: Date): Ctx {
  const person = TEAM.find((each) => each.key === key) ?? TEAM[0];
  return {
    db: db(),
    workspaceId,
    workspace: settings,
    actor: { userId: userId(person.key), role: person.role, name: person.name },
    now: () => at,
  };
}

const writer = new DemoWriter(sql, workspaceId, random);
const surveyId = newId();
const people = makePeople(random, CUSTOMERS, now);
const from = now.getTime() - 548 * DAY;
const pending: { orders: Order[]; events: EventRow[]; people: Person[] } = {
  orders: [],
  events: [],
  people: [...people],
};
for (const person of people) {
  const orders = ordersOf(random, person, from, now.getTime());
  pending.orders.push(...orders);
  pending.events.push(...eventsOf(random, person, orders, from, now.getTime()));
}
await writer.shelves(surveyId);
await sql`select ensure_event_months(${addDays(today, -560)}::date, ${addDays(today, 31)}::date)`;

/** Writes what happened before a moment; answers whom it happened to. */
async function write(until: number): Promise<number[]> {
  const before = <T>(rows: T[], at: (row: T) => number): [T[], T[]] => [
    rows.filter((row) => at(row) < until).sort((a, b) => at(a) - at(b)),
    rows.filter((row) => at(row) >= until),
  ];
  const [seen, unseen] = before(pending.people, (person) => person.firstSeenAt.getTime());
  const [orders, laterOrders] = before(pending.orders, (order) => order.at);
  const [events, laterEvents] = before(pending.events, (event) => event.at);
  Object.assign(pending, { people: unseen, orders: laterOrders, events: laterEvents });
  if (seen.length > 0) await writer.people(seen);
  await writer.orders(orders);
  await writer.events(events);
  await writer.answers(seen, new Date(until));
  return [
    ...new Set([
      ...seen.map((person) => person.no),
      ...orders.map((o) => o.customerNo),
      ...events.map((e) => e.customerNo),
    ]),
  ];
}

const segmentIds = new Map<string, string>();
const personaIds = new Map<string, string>();
const campaignIds = new Map<string, string>();
const ids = { segment: (key: string) => known(segmentIds, key), surveyId };

async function makeSegments(at: Date): Promise<void> {
  for (const segment of SEGMENTS) {
    const { segmentId } = await createSegment(as("ada", at), {
      name: segment.name,
      description: segment.description,
      dimension: segment.dimension,
      parentId: segment.parent ? ids.segment(segment.parent) : null,
      rule: (segment.before?.rule ?? segment.rule)(ids),
    });
    segmentIds.set(segment.key, segmentId);
    if (segment.key === "refill") {
      await takeSegment(as("june", at), { segmentId });
      await handOverSegment(as("june", at), {
        segmentId,
        toUserId: userId("marek"),
        note: "You know the plan’s numbers",
      });
    } else if (segment.owner) await takeSegment(as(segment.owner, at), { segmentId });
  }
}

async function changeRules(at: Date): Promise<void> {
  for (const { key, rule, before } of SEGMENTS)
    if (before)
      await updateSegment(as("june", at), {
        segmentId: ids.segment(key),
        version: 1,
        rule: rule(ids),
        note: before.note,
      });
}

async function makePersonas(at: Date): Promise<void> {
  const ctx = as("june", at);
  for (const persona of PERSONAS) {
    const segmentId = ids.segment(persona.segment);
    const { facts } = await getSegmentFacts(ctx, { segmentId });
    const always = facts.filter((fact) => ["amount:orderValue", "rhythm:best"].includes(fact.key));
    const { personaId } = await createPersona(ctx, {
      segmentId,
      name: persona.name,
      tagline: persona.tagline,
      story: persona.story,
      quote: persona.quote,
      journeyStage: persona.stage,
      statements: persona.statements.map(([kind, text, evidence, link = ""]) => ({
        kind,
        text,
        evidence,
        link,
      })),
      facts: [...new Set([...always, ...mostDistinct(facts, 6)].map((fact) => fact.key))].slice(0, 8),
    });
    personaIds.set(persona.key, personaId);
  }
}

async function makeCampaign(campaign: DemoCampaign, at: Date): Promise<void> {
  const ctx = as("june", at);
  const startOn = addDays(today, campaign.start);
  const { campaignId } = await createCampaign(ctx, {
    name: campaign.name,
    objective: campaign.objective,
    journeyStage: campaign.stage,
    channels: campaign.channels,
    ownerId: campaign.owner ? userId(campaign.owner) : null,
    personaId: campaign.persona ? known(personaIds, campaign.persona) : null,
    segmentIds: campaign.segments.map(ids.segment),
    offer: campaign.offer,
    message: campaign.message,
    budgetMinor: campaign.budget,
    spentMinor: campaign.spent,
    startOn,
    endOn: addDays(startOn, campaign.length - 1),
    controlShare: campaign.control,
  });
  campaignIds.set(campaign.key, campaignId);
  const itemIds: string[] = [];
  for (const tactic of campaign.plan) {
    const on = addDays(startOn, tactic.from);
    const { itemId } = await addPlanItem(ctx, {
      campaignId,
      kind: tactic.isMilestone ? "milestone" : "tactic",
      name: tactic.name,
      channel: tactic.channel ?? null,
      assigneeId: tactic.who ? userId(tactic.who) : null,
      startOn: on,
      endOn: tactic.isMilestone ? on : addDays(on, tactic.length - 1),
      hours: tactic.hours ?? 0,
      progress: tactic.progress ?? 0,
    });
    itemIds.push(itemId);
  }
  for (const [index, { after }] of campaign.plan.entries()) {
    const fromId = after && itemIds[after.item];
    const toId = itemIds[index];
    if (fromId && toId)
      await addDependency(ctx, { fromId, toId, type: after.type ?? "FS", lagDays: after.lag ?? 0 });
  }
  if (campaign.after)
    await addDependency(ctx, {
      fromId: known(campaignIds, campaign.after),
      toId: campaignId,
      type: "FS",
      lagDays: 0,
    });
}

async function step(key: string, to: CampaignStatus, at: Date): Promise<void> {
  const ctx = as("marek", at);
  const campaignId = known(campaignIds, key);
  const campaign = await getCampaign(ctx, { campaignId });
  if (!campaign) throw new Error(`The campaign ${key} is missing.`);
  await setCampaignStatus(ctx, { campaignId, version: campaign.version, to });
}

/** Launches a campaign and lets the weeks that follow carry what it caused. */
async function launch(campaign: DemoCampaign, at: Date): Promise<void> {
  await step(campaign.key, "planned", at);
  await step(campaign.key, "running", at);
  const campaignId = known(campaignIds, campaign.key);
  const treated = await sql<{ customer_no: number }[]>`
    select customer_no from campaign_audience where workspace_id = ${workspaceId} and campaign_id = ${campaignId} and not is_control`;
  const byNo = new Map(people.map((person) => [person.no, person]));
  const reached = treated.flatMap(({ customer_no }) => byNo.get(customer_no) ?? []);
  const caused = mail(random, reached, {
    campaign: campaignId,
    from: at.getTime(),
    until: Math.min(now.getTime(), at.getTime() + campaign.length * DAY),
    sends: campaign.sends ?? 0,
    lift: campaign.lift ?? 0,
  });
  pending.events.push(...caused.events);
  pending.orders.push(...caused.orders);
}

const isLaunched = ({ status }: DemoCampaign) => !["draft", "planned"].includes(status);

for (let week = 0; week <= WEEKS; week++) {
  const at = new Date(now.getTime() - (WEEKS - week) * 7 * DAY);
  const touched = await write(at.getTime());
  const ctx = as("ada", at);
  if (week === 0) {
    await rebuildSummaries(ctx);
    await sql`analyze`;
    await makeSegments(at);
  } else {
    await refreshMetricsOf(ctx, touched);
    await refreshScores(ctx);
    await refreshAllSegments(ctx, { cause: week % 3 === 0 ? "time" : "data" });
  }
  if (week === 1) await makePersonas(at);
  if (week === 6) await changeRules(at);
  if (week >= 1)
    for (const campaign of CAMPAIGNS) {
      const begin = now.getTime() + campaign.start * DAY;
      const isDue = begin <= at.getTime() + DAY;
      if (!campaignIds.has(campaign.key) && (isDue || week === WEEKS || begin - 28 * DAY <= at.getTime()))
        await makeCampaign(campaign, at);
      const isNew = isDue && begin > at.getTime() + DAY - 7 * DAY;
      if (isLaunched(campaign) && (isNew || (week === 1 && isDue))) await launch(campaign, at);
      const isOver = begin + campaign.length * DAY;
      if (campaign.status === "finished" && isOver <= at.getTime() && isOver > at.getTime() - 7 * DAY)
        await step(campaign.key, "finished", at);
    }
}
for (const campaign of CAMPAIGNS) {
  if (campaign.status === "planned") await step(campaign.key, "planned", now);
  if (campaign.status === "paused") await step(campaign.key, "paused", now);
}

await sql`update customers c set consent_email = 'out' from events e join event_names n on n.workspace_id = e.workspace_id and n.no = e.name_no
  where e.workspace_id = ${workspaceId} and n.name = 'email_unsubscribed' and c.workspace_id = e.workspace_id and c.no = e.customer_no`;
await sql`insert into consent_log (workspace_id, customer_no, channel, status, at, source)
  select e.workspace_id, e.customer_no, 'email', 'out', e.occurred_at, 'link in an e-mail' from events e
  join event_names n on n.workspace_id = e.workspace_id and n.no = e.name_no where e.workspace_id = ${workspaceId} and n.name = 'email_unsubscribed'`;

const quarter = startOfQuarter(today);
const month = startOfMonth(today);
const periodOf = {
  month: [month, addDays(addMonths(month, 1), -1)],
  quarter: [quarter, addDays(addMonths(quarter, 3), -1)],
} as const;

/** A target as a share of what the period before reached: above 1 is ambitious. */
async function target(
  key: string,
  metric: Metric,
  period: keyof typeof periodOf,
  value: (before: Totals) => number,
) {
  const [startOn, endOn] = periodOf[period];
  const length = period === "month" ? 1 : 3;
  const [totals] = await sql<Totals[]>`
    select sum(k.revenue_minor)::float8 as revenue, sum(k.orders)::float8 as orders, sum(k.buyers)::float8 as buyers, sum(k.repeat_buyers)::float8 as repeat
    from kpi_months k join segments s on s.workspace_id = k.workspace_id and s.no = k.segment_no
    where k.workspace_id = ${workspaceId} and s.id = ${ids.segment(key)} and k.month >= ${addMonths(startOn, -length)}::date and k.month < ${startOn}::date`;
  if (totals?.revenue)
    await setTarget(as("marek", now), {
      segmentId: ids.segment(key),
      metric,
      startOn,
      endOn,
      value: Math.round(value(totals) * 10_000) / 10_000,
    });
}
type Totals = { revenue: number; orders: number; buyers: number; repeat: number };
const [thisMonth] = await sql<
  { share: number }[]
>`select extract(day from ${today}::date)::float8 / 30 as share`;
const pace = 1 / Math.max(0.1, thisMonth?.share ?? 1);
await target("coffee", "revenue", "quarter", (before) => Math.round(before.revenue * 1.02));
await target("parents", "revenue", "quarter", (before) => Math.round(before.revenue * 1.25));
await target("weekend", "orders", "month", (before) => Math.round(before.orders * 0.95 * Math.min(1, pace)));
await target("champions", "repeatRate", "quarter", (before) => (before.repeat / before.buyers) * 0.98);
await target("price", "averageOrderValue", "quarter", (before) =>
  Math.round((before.revenue / before.orders) * 1.12),
);
await target("lapsedVip", "revenue", "month", (before) => Math.round(before.revenue * 1.4) + 100_000);
await target("offices", "revenue", "quarter", (before) => Math.round(before.revenue * 0.97));

await sql`update notifications set read_at = created_at where workspace_id = ${workspaceId} and created_at < ${new Date(now.getTime() - 8 * DAY).toISOString()}`;
await sql`analyze`;

const file = process.env.DEMO_PEOPLE_FILE ?? path.join(".data", "demo-people.json");
fs.mkdirSync(path.dirname(file), { recursive: true });
const signIns = TEAM.map(({ key, name, role }) => ({
  name,
  role: role as string,
  email: emailOf(key),
  password: DEMO_PASSWORD,
}));
fs.writeFileSync(
  file,
  JSON.stringify(
    signIns satisfies { name: string; role: string; email: string; password: string }[],
    null,
    2,
  ),
);
const [facts] = await sql<{ customers: number; orders: number; events: number }[]>`
  select (select count(*)::int from customers) as customers, (select count(*)::int from orders) as orders, (select count(*)::int from events) as events`;
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(
  `Demo workspace: ${facts?.customers} customers, ${facts?.orders} orders, ${facts?.events} events, ${SEGMENTS.length} segments in ${seconds} s`,
);
await closeDb();
