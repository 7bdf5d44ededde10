import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { makeCustomer, makeOrder } from "@/db/factories";
import * as schema from "@/db/schema";
import { addCampaign } from "@/db/testing/campaigns";
import { personaDraft } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { renewOutcomes } from "@/lib/campaigns/outcomes/mutations";
import { renewReach } from "@/lib/campaigns/overlap/mutations";
import { refreshOrderFiguresOf, refreshScores } from "@/lib/customers/metrics/mutations";
import type { EventInput } from "@/lib/events/model";
import { recordEvents } from "@/lib/events/mutations";
import { renewCounts } from "@/lib/personas/counts/mutations";
import { createPersona } from "@/lib/personas/mutations";
import { createSegment, refreshAllSegments } from "@/lib/segments/mutations";
import type { RuleNode } from "@/lib/segments/rule";
import { rebuildWorkspace } from "./mutations";

const NOW = new Date("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;

const KEPT_OF_LARGE = "lifecycle_figures";

/** What a rebuild makes from the facts, and what breaks each. `segments` is derived in its size only. */
const DERIVED: Record<string, string> = {
  event_daily: "delete from event_daily where count = 1",
  event_property_daily: "update event_property_daily set count = count + 1",
  customer_metrics:
    "update customer_metrics set order_count = 9, spend_minor = 1, rfm_recency = 1, engagement = 3, lifecycle = 'new'",
  segment_members: "delete from segment_members where customer_no % 3 = 0",
  segment_sizes: "update segment_sizes set size = 0",
  segments: "update segments set size = 0, evaluation_error = 'x'",
  campaign_outcomes: `update campaign_outcomes set basis = basis || ' ', cells = '[]', figures = '[]', sides = '{}'`,
  campaign_reach: `update campaign_reach set reach = '{"sources": [], "consents": [], "rows": []}'`,
  kpi_snapshots: "update kpi_snapshots set revenue_minor = 0, buyers = 1",
  kpi_standings: "update kpi_standings set revenue_minor = 0, members = 1, in_segments = 2",
  [KEPT_OF_LARGE]: `update lifecycle_figures set rows = '[]', basis = ''`,
  fact_counts: `update fact_counts set version = 9, counts = jsonb_set(counts, '{shares}', '[]')`,
};

/** Every other table: facts, and the history that cannot be made again. A new table has to be put into one of the two. */
const FACTS = [
  ...["workspaces", "users", "members", "sessions", "invitations", "rate_limits", "counters", "audit_log"],
  ...[
    "notifications",
    "notice_settings",
    "digests",
    "customers",
    "attributes",
    "score_changes",
    "value_runs",
    "forecasts",
    "consent_log",
    "categories",
    "products",
    "orders",
    "order_lines",
  ],
  ...[
    "event_names",
    "event_properties",
    "events",
    "event_ids",
    "surveys",
    "survey_questions",
    "survey_answers",
  ],
  ...[
    "segment_versions",
    "segment_changes",
    "segment_overrides",
    "segment_assignments",
    "segment_feeds",
    "targets",
    "decisions",
    "decision_links",
    "reports",
    "report_segments",
    "report_campaigns",
    "report_recipients",
    "kpi_runs",
    "kpi_values",
    "kpi_formulas",
  ],
  ...[
    "personas",
    "persona_notes",
    "persona_statements",
    "persona_facts",
    "campaigns",
    "campaign_segments",
    "campaign_audience",
    "campaign_left_out",
    "campaign_exclusions",
    "allowed_conflicts",
  ],
  ...["webhooks", "webhook_segments", "webhook_changes", "webhook_deliveries", "webhook_attempts"],
  ...["plan_items", "dependencies", "baselines", "baseline_days"],
  ...["campaign_spend", "campaign_reviews", "campaign_comments", "campaign_views", "calendar_feeds"],
  ...["imports", "import_files", "import_rejects", "import_mappings"],
];

async function derivedRows(ctx: Ctx): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of Object.keys(DERIVED)) {
    const columns =
      table === "segments" ? sql`jsonb_build_array(no, size, evaluation_error)` : sql`to_jsonb(t)`;
    const rows = await ctx.db.execute<{ row: string }>(
      sql`select (${columns} - 'tx' - 'entered_at' - 'counted_at' - 'corrected_at')::text as row from ${sql.identifier(table)} t
        where workspace_id = ${ctx.workspaceId} order by 1`,
    );
    found[table] = [...rows].map(({ row }) => row);
  }
  return found;
}

const tree: [name: string, rule: RuleNode, parent?: string][] = [
  ["Buyers", { kind: "orders", figure: "count", test: { op: "atLeast", value: 1 } }],
  ["Big spenders", { kind: "orders", figure: "spend", test: { op: "atLeast", value: 8000 } }, "Buyers"],
  ["Visitors", { kind: "event", event: "web_visit", count: { op: "atLeast", value: 2 } }],
  ["Recent", { kind: "score", score: "recency", test: { op: "atLeast", value: 4 } }],
];

/**
 * Thirty people with orders and visits over half a year, and segments that read summaries, events, scores and a parent.
 * One more with a high number makes the workspace a large one, which keeps more.
 */
async function fill(workspace: TestWorkspace, { isLarge = false } = {}): Promise<Ctx> {
  const ctx = workspace.ctx();
  for (let n = 0; n < 30; n++) await makeCustomer(ctx);
  if (isLarge) await makeCustomer(ctx, { no: 30_000 });
  await recordEvents(
    ctx,
    Array.from(
      { length: 150 },
      (_, n): EventInput => ({
        customerNo: 1 + ((n * 7) % 25),
        name: n % 4 === 0 ? "email_clicked" : "web_visit",
        at: new Date(NOW.getTime() - n * 31 * HOUR),
        messageId: `m${n}`,
        props: n % 4 === 0 ? { campaign: `k${n % 3}` } : {},
      }),
    ),
  );
  await ctx.db.execute(
    sql`update event_properties set rollup = 'ready' where workspace_id = ${ctx.workspaceId}`,
  );
  for (let n = 0; n < 50; n++) {
    const customerNo = 1 + ((n * 11) % 20);
    const lines = [n % 9 === 0 ? -500 : 900 + n * 40];
    await makeOrder(ctx, { customerNo, orderedAt: new Date(NOW.getTime() - n * 80 * HOUR), lines });
    await refreshOrderFiguresOf(ctx, [customerNo]);
  }
  const ids = new Map<string, string>();
  for (const [name, node, parent] of tree) {
    const { segmentId } = await createSegment(ctx, {
      name,
      description: "",
      dimension: "behavioural",
      parentId: (parent && ids.get(parent)) || null,
      rule: { kind: "all", children: [node] },
    });
    ids.set(name, segmentId);
    await createPersona(ctx, { ...personaDraft(segmentId), facts: [] });
  }
  await addCampaign(workspace, {
    ...{ status: "planned", startOn: "2026-06-20", endOn: "2026-06-30" },
    segmentIds: [ids.get("Buyers") ?? "", ids.get("Recent") ?? ""],
  });
  for (const n of [1, 2, 3, 4]) {
    const campaignId = await addCampaign(workspace, {
      ...{ name: `k${n}`, status: "finished", launchedAt: new Date("2026-05-20T08:00:00Z") },
      ...{ startOn: "2026-06-01", endOn: "2026-06-30", segmentIds: [ids.get("Buyers") ?? ""] },
    });
    await ctx.db.insert(schema.campaignAudience).values(
      Array.from({ length: 30 }, (_, no) => ({
        ...{ workspaceId: ctx.workspaceId, campaignId, customerNo: no + 1, isControl: no % n === 1 },
        segmentId: ids.get("Buyers") ?? "",
      })),
    );
  }
  await rebuildWorkspace(ctx);
  return ctx;
}

let ctx: Ctx;
let other: Ctx;
let large: Ctx;
beforeAll(async () => {
  large = await fill(await makeWorkspace({ now: NOW }), { isLarge: true });
  ctx = await fill(await makeWorkspace({ now: NOW }));
  other = await fill(await makeWorkspace({ now: NOW }));
});

test("every table is either a fact or derived, so that none is forgotten by the rebuild", () => {
  const tables = Object.values(schema)
    .filter((value) => is(value, PgTable))
    .map((table) => getTableName(table));
  expect([...FACTS, ...Object.keys(DERIVED)].sort()).toEqual(tables.sort());
});

test.each(Object.entries(DERIVED))(
  "what was broken in %s is repaired, and other workspaces stay",
  async (table, breakage) => {
    const at = table === KEPT_OF_LARGE ? large : ctx;
    const [right, theirs] = [await derivedRows(at), await derivedRows(other)];
    expect(right[table]?.length).toBeGreaterThan(table === "campaign_reach" ? 0 : 3);
    const filter = `${breakage.includes("where") ? "and" : "where"} workspace_id = ${at.workspaceId}`;
    await at.db.execute(sql.raw(`${breakage} ${filter}`));
    expect((await derivedRows(at))[table]).not.toEqual(right[table]);
    await rebuildWorkspace(at);
    expect(await derivedRows(at)).toEqual(right);
    expect(await derivedRows(other)).toEqual(theirs);
  },
);

test("days that begin elsewhere take their events, and who did something in the last days, along", async () => {
  const place = await makeWorkspace({ now: NOW });
  const owner = place.ctx();
  await makeCustomer(owner, {});
  await recordEvents(owner, [
    { customerNo: 1, name: "visit", at: new Date("2026-06-14T00:30:00Z"), messageId: "one", props: {} },
  ]);
  const since: RuleNode = {
    kind: "event",
    event: "visit",
    count: { op: "atLeast", value: 1 },
    window: { kind: "between", from: "2026-06-14", to: "2026-06-15" },
  };
  await createSegment(owner, {
    ...{ name: "Visitors", description: "", dimension: "behavioural", parentId: null },
    rule: { kind: "all", children: [since] },
  });
  const stored = async () => [
    ...(await owner.db.execute(sql`
      select d.day::text, (select cause from segment_changes c where c.workspace_id = d.workspace_id and not has_entered) as left_by
      from event_daily d where d.workspace_id = ${owner.workspaceId}`)),
  ];
  expect(await stored()).toEqual([{ day: "2026-06-14", left_by: null }]);
  const newYork = { ...owner, workspace: { ...owner.workspace, timeZone: "America/New_York" } };
  await rebuildWorkspace(newYork, { cause: "time" });
  expect(await stored()).toEqual([{ day: "2026-06-13", left_by: "time" }]);
});

test("a rebuild leaves no trace in the history where nothing was wrong", async () => {
  const changes = async () => [
    ...(await other.db.execute(
      sql`select * from segment_changes where workspace_id = ${other.workspaceId} order by at, segment_no, customer_no`,
    )),
  ];
  const before = await changes();
  expect(await rebuildWorkspace(other)).toEqual({ refreshed: 4, failed: 0, joined: 0, left: 0 });
  expect(await changes()).toEqual(before);
});

test("after facts arrived, what was kept up step by step equals a rebuild", async () => {
  const at = new Date(NOW.getTime() - HOUR);
  const before = await derivedRows(ctx);
  const visit = { customerNo: 30, name: "web_visit", at, props: {} };
  await recordEvents(ctx, [
    { ...visit, messageId: "late1" },
    { ...visit, messageId: "late2" },
    { ...visit, customerNo: 29, name: "email_clicked", messageId: "late3", props: { campaign: "k9" } },
  ]);
  await makeOrder(ctx, { customerNo: 28, orderedAt: at, lines: [90_000] });
  await refreshOrderFiguresOf(ctx, [28]);
  await refreshScores(ctx);
  await refreshAllSegments(ctx);
  expect(await renewReach(ctx)).toBe(true);
  expect((await renewOutcomes(ctx)).counted).toBe(4);
  expect((await renewCounts(ctx)).counted).toBe(1 + tree.length);
  const kept = await derivedRows(ctx);
  for (const table of Object.keys(DERIVED).filter((name) => name !== KEPT_OF_LARGE))
    expect(kept[table]).not.toEqual(before[table]);
  await rebuildWorkspace(ctx);
  expect(await derivedRows(ctx)).toEqual(kept);
});

test.each(["member", "viewer"] as const)("a %s may not rebuild", async (role) => {
  const refused = { ...ctx, actor: { ...ctx.actor, role } };
  await expect(rebuildWorkspace(refused)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
