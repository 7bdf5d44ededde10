import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { closeDb, rawSql } from "@/db/client";
import { TEAM, type TeamKey } from "@/db/demo/team";
import { ensureClone } from "@/db/testing/template.mjs";
import type { Ctx } from "@/lib/auth/ctx";
import { getAudienceNumbers } from "@/lib/campaigns/audience/queries";
import { listCampaigns } from "@/lib/campaigns/queries";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { getTimeline, listProblems } from "@/lib/campaigns/timeline/queries";
import { addDays, addMonths, diffDays } from "@/lib/days";
import { listDecisions } from "@/lib/decisions/queries";
import { listCampaignTargets } from "@/lib/kpis/campaign/queries";
import { metricValue } from "@/lib/kpis/metric";
import { getOverview, listTargets } from "@/lib/kpis/queries";
import type { Tally } from "@/lib/kpis/tally";
import { listMatters } from "@/lib/overview/queries";
import { getFactRule, listFactPeople } from "@/lib/personas/behind/queries";
import { getPersona, listPersonas } from "@/lib/personas/queries";
import { DIMENSIONS } from "@/lib/segments/dimension";
import { getMyWork, listFreeWork } from "@/lib/work/queries";
import { getWorkload } from "@/lib/work/workload/queries";
import { loadShop } from "./load";
import { readMatters } from "./matters-oracle";
import { type Counted, readOracle } from "./overview-oracle";
import type { Shop } from "./shop";

const SIZE = { today: "2026-05-14", customers: 1000, seed: 7 } as const;
const MORNING = new Date("2026-05-14T07:00:00Z");
const EVENING = new Date("2026-05-13T17:00:00Z");
const FIGURES = `
  select 'customers', count(*)::text, coalesce(sum(income), 0)::text, md5(string_agg(id::text, ',' order by no)) from customers
  union all select 'orders', count(*)::text, sum(amount_minor)::text, md5(string_agg(ordered_at::text, ',' order by no)) from orders
  union all select 'events', count(*)::text, '', md5(string_agg(message_id || occurred_at, ',' order by message_id)) from events
  union all select 'members', count(*)::text, sum(customer_no)::text, '' from segment_members
  union all select 'audience', count(*)::text, sum(customer_no)::text, count(*) filter (where is_control)::text from campaign_audience
  union all select 'kpis', count(*)::text, sum(revenue_minor)::text, sum(buyers)::text from kpi_snapshots
  union all select 'targets', count(*)::text, sum(value)::text, min(id::text) from targets
  union all select 'facts', count(*)::text, '', md5(string_agg(value::text, ',' order by persona_id, key)) from persona_facts
  union all select 'plan', count(*)::text, sum(progress)::text, md5(string_agg(id || name, ',' order by id)) from plan_items
  order by 1`;

const home = process.env.DATABASE_URL;

/** A database of its own for one load: the demo wants an empty one. */
async function loadInto(name: string): Promise<Shop> {
  await closeDb();
  process.env.DATABASE_URL = await ensureClone(inject("testDatabase"), name);
  return loadShop(rawSql(), SIZE);
}

const figures = async () => (await rawSql().unsafe(FIGURES)).map((row) => Object.values(row).join(" "));

let first: string[] = [];
let shop: Shop;
const as = (key: TeamKey): Ctx => shop.as(key, MORNING);

beforeAll(async () => {
  await loadInto("demo_one");
  first = await figures();
  shop = await loadInto("demo_two");
}, 300_000);

afterAll(async () => {
  await closeDb();
  process.env.DATABASE_URL = home;
});

describe("the demo", () => {
  it("is the same on every load of one day", async () => {
    expect(await figures()).toEqual(first);
  });

  it("has a tree of segments over every dimension, each with members", async () => {
    const rows = await rawSql()<{ dimension: string; parent_id: string | null; size: number }[]>`
      select dimension, parent_id, size from segments`;
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect([...new Set(rows.map((row) => row.dimension))].sort()).toEqual([...DIMENSIONS].sort());
    expect(rows.filter((row) => row.parent_id).length).toBeGreaterThanOrEqual(6);
    expect(rows.filter((row) => row.size < 1)).toEqual([]);
  });

  it("has campaigns in every state, all with a plan", async () => {
    const rows = await rawSql()<{ status: string; items: number }[]>`
      select c.status, count(i.id)::int as items from campaigns c
      left join plan_items i on i.workspace_id = c.workspace_id and i.campaign_id = c.id group by c.id, c.status`;
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect([...new Set(rows.map((row) => row.status))].sort()).toEqual([
      "draft",
      "finished",
      "paused",
      "planned",
      "running",
    ]);
    expect(rows.filter((row) => row.items < 6)).toEqual([]);
  });

  it("has two messages for the same people, of which each person gets one, and a campaign with a target", async () => {
    const [row] = await rawSql()<{ both: number; one: number; other: number }[]>`
      with pair as (
        select c.workspace_id, c.id, array_agg((v ->> 'id')::uuid) as ids from campaigns c, jsonb_array_elements(c.variants) v
        where c.launched_at is not null and v ->> 'channel' is null group by c.workspace_id, c.id having count(*) = 2
      )
      select count(*) filter (where a.variant_ids @> p.ids)::int as both,
        count(*) filter (where p.ids[1] = any(a.variant_ids))::int as one, count(*) filter (where p.ids[2] = any(a.variant_ids))::int as other
      from pair p join campaign_audience a on a.workspace_id = p.workspace_id and a.campaign_id = p.id and not a.is_control`;
    expect(row?.both).toBe(0);
    expect(row?.one).toBeGreaterThan(0);
    expect(row?.other).toBeGreaterThan(0);
    expect(await listCampaignTargets(as("marek"))).toHaveLength(1);
  });

  it.each(TEAM.filter(({ role }) => role !== "viewer").map(({ key }) => key))(
    "has something due by this week for %s",
    async (key) => {
      const { tasks, today } = await getMyWork(as(key));
      expect(today).toBe(SIZE.today);
      expect(
        tasks.filter((task) => task.progress < 100 && task.endOn <= "2026-05-17").length,
      ).toBeGreaterThan(0);
    },
  );

  it("has something free to take, a late task, and a load for everyone but viewers", async () => {
    const free = await listFreeWork(as("tomas"));
    expect(free.tasks.length).toBeGreaterThan(0);
    expect(free.segments.length).toBeGreaterThan(0);
    const { people } = await getWorkload(as("marek"), { weeks: 12 });
    expect(people).toHaveLength(6);
    expect(people.every((person) => person.open > 0)).toBe(true);
    expect(people.some((person) => person.late > 0)).toBe(true);
  });

  it("asks for a decision of each kind", async () => {
    const kinds = new Set((await listMatters(as("marek"))).map((matter) => matter.kind));
    expect(kinds).toContain("conflict");
    expect(kinds).toContain("target");
    expect(kinds).toContain("late");
  });

  it("has decisions in each state, on figures of their day, with what they led to", async () => {
    const { rows } = await listDecisions(as("marek"), {});
    expect([...new Set(rows.map(({ state }) => state))].sort()).toEqual(["done", "dropped", "open"]);
    expect(rows.filter(({ figure }) => figure === null || figure === "hidden" || !figure.n)).toEqual([]);
    expect(rows.some(({ links }) => links.some(({ kind }) => kind === "version"))).toBe(true);
    expect(rows.some(({ links }) => links.some(({ kind }) => kind === "campaign"))).toBe(true);
    expect((await listDecisions(as("marek"), { state: "due" })).rows.length).toBeGreaterThan(0);
  });

  it("has people reached twice and a dependency that runs backwards", async () => {
    const timeline = await getTimeline(as("june"), { statuses: [] });
    expect((await listProblems(as("june"))).conflicts.length).toBeGreaterThan(0);
    const byId = new Map(timeline.items.map((item) => [item.id, item]));
    const isBackwards = timeline.links.some((link) => {
      const [from, to] = [byId.get(link.fromId), byId.get(link.toId)];
      return link.type === "FS" && from && to && to.startOn < from.endOn;
    });
    expect(isBackwards).toBe(true);
  });

  it("froze at each launch exactly the people who were in the segments at that moment", async () => {
    type Row = {
      id: string;
      name: string;
      then: number;
      frozen: number;
      both: number;
      open: number;
      is_wrong: boolean;
    };
    const rows = await rawSql()<Row[]>`
      with change as (
        select c.id, h.segment_no, h.customer_no, h.at, h.has_entered, c.launched_at,
          max(h.at) over (partition by c.id, h.segment_no, h.customer_no) as last_at
        from campaigns c
        join campaign_segments t on t.workspace_id = c.workspace_id and t.campaign_id = c.id
        join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
        join segment_changes h on h.workspace_id = s.workspace_id and h.segment_no = s.no and h.at <= c.launched_at
      ), member as (
        select id, customer_no, bool_or(has_entered) as is_in,
          -- The history has moments only: two changes at one have no order. The demo counts before it launches.
          bool_or(has_entered) <> bool_and(has_entered) as is_open
        from change where at = last_at group by id, segment_no, customer_no
      ), open as (select id, customer_no from member where is_open),
      before as (select distinct id, customer_no from member where is_in),
      frozen as (
        select campaign_id as id, customer_no, is_control from campaign_audience
        union all select campaign_id, customer_no, false from campaign_left_out
      )
      select c.id, c.name, (select count(*)::int from open o where o.id = c.id) as open, count(b.customer_no)::int as then, count(f.customer_no)::int as frozen,
        count(*) filter (where b.customer_no = f.customer_no)::int as both,
        c.control_share > 0 and not coalesce(bool_or(f.is_control), false) as is_wrong
      from before b full join frozen f using (id, customer_no) join campaigns c using (id)
      where c.launched_at is not null and (id, customer_no) not in (select id, customer_no from open)
      group by c.id, c.name, c.control_share`;
    const launched = await rawSql()<{ id: string }[]>`select id from campaigns where launched_at is not null`;
    expect(rows.length).toBeGreaterThan(5);
    expect(rows).toHaveLength(launched.length);
    for (const { id, frozen, open } of rows) {
      const told = await getAudienceNumbers(as("marek"), { campaignId: id });
      const leftOut = told?.leftOut.reduce((sum, { people }) => sum + people, 0) ?? 0;
      expect([told?.members, (told?.treated ?? 0) + (told?.control ?? 0) + leftOut]).toEqual([
        told?.members,
        told?.members,
      ]);
      if (open === 0) expect(told?.members).toBe(frozen);
    }
    for (const { name, then, frozen, both } of rows) expect([name, frozen, both]).toEqual([name, then, then]);
    expect(rows.filter((row) => row.is_wrong)).toEqual([]);
  });

  it("has a target in each state that a running one can be in", async () => {
    const states = new Set((await listTargets(as("marek"))).map((target) => target.pace.state));
    expect([...states].sort()).toEqual(["at risk", "met", "off", "on track"]);
  });

  describe("on its overview", () => {
    const SPANS = [
      { months: 1, now: "2026-04-01", prior: "2026-03-01" },
      { months: 3, now: "2026-02-01", prior: "2025-11-01" },
      { months: 12, now: "2025-05-01", prior: "2024-05-01" },
    ];
    let oracle: Awaited<ReturnType<typeof readOracle>>;
    let numbers: Map<string, number>;
    beforeAll(async () => {
      oracle = await readOracle(rawSql(), as("marek").workspaceId, as("marek").workspace.timeZone);
      const rows = await rawSql()<
        { id: string; no: number }[]
      >`select id, no from segments where archived_at is null`;
      numbers = new Map(rows.map(({ id, no }) => [id, no]));
    });
    const figures = ({ revenueMinor, orders, buyers, repeatBuyers }: Counted) => ({
      ...{ revenueMinor, orders, buyers, repeatBuyers },
      averageOrderValue: orders === 0 ? null : revenueMinor / orders,
      repeatRate: buyers === 0 ? null : repeatBuyers / buyers,
    });
    const shown = (tally: Tally) => ({
      ...figures(tally),
      averageOrderValue: metricValue("averageOrderValue", tally),
      repeatRate: metricValue("repeatRate", tally),
    });

    it.each(SPANS)("counts $months months of everybody and each segment as the orders do", async (spans) => {
      const overview = await getOverview(as("marek"), spans);
      const groups = [
        { ...overview, no: 0 },
        ...overview.segments.map((row) => ({ ...row, no: numbers.get(row.id) ?? -1 })),
      ];
      expect(groups).toHaveLength(numbers.size + 1);
      for (const { no, now, before, months } of groups) {
        expect([no, shown(now)]).toEqual([no, figures(oracle.count(no, spans.now, "2026-04-30"))]);
        expect([no, shown(before)]).toEqual([
          no,
          figures(oracle.count(no, spans.prior, addDays(spans.now, -1))),
        ]);
        for (const { month, ...tally } of months)
          expect([no, month, shown(tally)]).toEqual([
            ...[no, month, figures(oracle.count(no, month, addDays(addMonths(month, 1), -1)))],
          ]);
      }
      for (const { id, size } of overview.segments) expect(size).toBe(oracle.size(numbers.get(id) ?? -1));
      const [people] = await rawSql()<{ all: number }[]>`
        select count(*)::int as all from customers where erased_at is null`;
      expect(overview.members).toEqual({ inSegments: oracle.inSegments, all: people?.all });
    });

    it("holds targets to what was reached on their days", async () => {
      for (const { segmentId, metric, startOn, endOn, actual, value, pace } of await listTargets(
        as("marek"),
      )) {
        const reached = figures(oracle.count(numbers.get(segmentId ?? "") ?? 0, startOn, endOn));
        const key = metric === "revenue" ? "revenueMinor" : metric;
        expect([metric, actual]).toEqual([metric, reached[key as keyof typeof reached]]);
        const days = diffDays(startOn, endOn) + 1;
        const isAdded = metric === "revenue" || metric === "orders";
        const should = isAdded ? (value * (diffDays(startOn, SIZE.today) + 1)) / days : value;
        expect(pace.expected).toBeCloseTo(should, 6);
      }
    });

    it("says what needs a decision, and how far campaigns are, as the rows do", async () => {
      const told = (await listMatters(as("marek"), { most: 100 })).map(({ kind, title, detail }) =>
        [kind, title, detail].join(" ").replace(/[\u202f\u00a0]/g, " "),
      );
      const wanted = await readMatters(rawSql(), as("marek").workspaceId, SIZE.today);
      expect(wanted.late.length).toBeGreaterThan(1);
      expect(wanted.shared.length).toBeGreaterThan(0);
      expect(told.filter((text) => text.startsWith("late "))).toEqual(wanted.late);
      expect(told.filter((text) => text.startsWith("loss "))).toEqual(wanted.losses);
      for (const { people, names } of wanted.shared.slice(0, 1)) {
        const line = told.find((text) => text.includes("get both")) ?? "";
        expect(line).toContain(`${people} people get both`.replace(/(\d)(?=(\d{3})+ )/g, "$1 "));
        for (const name of names) expect(line).toContain(`“${name}”`);
      }
      const { rows } = await listCampaigns(as("marek"), {
        sort: "end",
        isDescending: false,
        statuses: ["running"],
      });
      expect(rows.length).toBeGreaterThan(2);
      for (const { id, progress, tactics } of rows)
        expect([id, progress, tactics.late]).toEqual([id, ...(wanted.progress.get(id) ?? [])]);
    });

    it("has what every launched campaign did stored, so that its first pages read it", async () => {
      const [row] = await rawSql()<{ launched: number; stored: number }[]>`
        select count(*)::int as launched, count(o.campaign_id)::int as stored from campaigns c
        left join campaign_outcomes o on o.workspace_id = c.workspace_id and o.campaign_id = c.id
        where c.launched_at is not null`;
      expect(row?.launched).toBeGreaterThan(5);
      expect(row?.stored).toBe(row?.launched);
    });

    it("lifts as the orders of the treated and the held out do", async () => {
      type Row = { id: string; opens: number; closes: number; customer: number; control: boolean };
      const rows = await rawSql()<Row[]>`
        select c.id,
          extract(epoch from greatest(c.launched_at, c.start_on::timestamp at time zone w.time_zone))::float8 as opens,
          extract(epoch from (c.end_on + 1)::timestamp at time zone w.time_zone)::float8 as closes, a.customer_no as customer, a.is_control as control
        from campaigns c join workspaces w on w.id = c.workspace_id
        join campaign_audience a on a.workspace_id = c.workspace_id and a.campaign_id = c.id where c.launched_at is not null`;
      const campaignIds = [...new Set(rows.map(({ id }) => id))];
      const outcomes = await listOutcomes(as("marek"), { campaignIds });
      expect(campaignIds.length).toBeGreaterThan(5);
      for (const id of campaignIds) {
        const audience = rows.filter((row) => row.id === id);
        const outcome = outcomes.get(id);
        if (!outcome || outcome === "hidden") throw new Error(`no outcome: ${outcome}`);
        const share = (isControl: boolean) => {
          const side = audience.filter(({ control }) => control === isControl);
          const people = new Set(side.map(({ customer }) => customer));
          const { opens, closes } = audience[0] ?? { opens: 0, closes: 0 };
          return { people: people.size, buyers: oracle.buyersOf(people, opens, closes) };
        };
        const [treated, control] = [share(false), share(true)];
        expect([outcome.treated, outcome.control]).toMatchObject([treated, control]);
        if (outcome.effect)
          expect(outcome.effect.difference).toBeCloseTo(
            treated.buyers / treated.people - control.buyers / control.people,
            10,
          );
      }
    });
  });

  it("leads from every fact of every persona to the people behind it, as many as it says", async () => {
    // The evening on which the story ends: the windows of the rules and of the counts are those of the same day.
    const ctx = shop.as("june", EVENING);
    const wrong: string[] = [];
    const kinds = new Set<string>();
    for (const { id: personaId, name } of await listPersonas(ctx)) {
      const { computed, card } = await getPersona(ctx, { personaId });
      expect(computed.countedAt, name).not.toBeNull();
      const keys = new Set([...computed.facts, ...card].map(({ key }) => key));
      for (const key of keys) {
        kinds.add(key.split(":")[0] ?? "");
        const fact = computed.facts.find((one) => one.key === key);
        await getFactRule(ctx, { personaId, key });
        const { total } = await listFactPeople(ctx, { personaId, key });
        const isRight = fact?.kind === "share" && fact.of === "person" ? total === fact.k : total > 0;
        if (!isRight) wrong.push(`${name}: ${key} says ${JSON.stringify(fact)}, ${total} people`);
      }
    }
    expect(wrong).toEqual([]);
    expect(kinds.size).toBeGreaterThan(12);
  }, 60_000);

  it("has personas with statements and pinned facts, some of which have drifted, not most", async () => {
    const cards = await listPersonas(as("june"));
    expect(cards.length).toBeGreaterThanOrEqual(5);
    const personas = await Promise.all(cards.map(({ id }) => getPersona(as("june"), { personaId: id })));
    const facts = personas.flatMap((persona) => persona?.card ?? []);
    const drifted = facts.filter(({ drift }) => drift === "moved" || drift === "gone").length;
    expect(drifted).toBeGreaterThan(0);
    expect(drifted).toBeLessThan(facts.length / 2);
    expect(personas.filter((persona) => !persona || persona.statements.length < 3)).toEqual([]);
    const egle = personas.find(({ name }) => name.startsWith("Egle"));
    expect(egle?.notes.length).toBeGreaterThanOrEqual(2);
    expect(egle?.statements.some(({ noteId }) => noteId !== null)).toBe(true);
    expect(cards.find(({ id }) => id === egle?.id)?.stale.length).toBeGreaterThan(0);
  });
});
