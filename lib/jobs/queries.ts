import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema";
import type { Ctx, WorkspaceId } from "@/lib/auth/ctx";
import { LOOK_BACK_DAYS, MOST_AT_ONCE } from "@/lib/campaigns/overlap/combination";
import { found } from "@/lib/errors";

/** The context a job runs in: the workspace's own, as the system, with an owner's rights. */
export async function jobCtx(workspaceId: number): Promise<Ctx> {
  const [row] = await db()
    .select({
      name: workspaces.name,
      currency: workspaces.currency,
      timeZone: workspaces.timeZone,
      floor: workspaces.floor,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return {
    db: db(),
    workspaceId: workspaceId as WorkspaceId,
    workspace: found(row, "workspace"),
    actor: { userId: null, role: "owner", name: "Facet" },
    now: () => new Date(),
  };
}

/** Workspaces whose calendar day has turned since their segments were last evaluated. */
export async function listWorkspacesAtNewDay(now: Date): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select w.id from workspaces w
    where exists (
      select from segments s where s.workspace_id = w.id and s.archived_at is null
        and (s.evaluated_at is null
          or (s.evaluated_at at time zone w.time_zone)::date < (${now.toISOString()}::timestamptz at time zone w.time_zone)::date))`);
  return rows.map((row) => row.id);
}

/** Workspaces with a segment in use that counts back in hours. */
export async function listWorkspacesWithHours(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select distinct workspace_id as id from segments
    where archived_at is null and rule @? '$.** ? (@.unit == "hours")' order by workspace_id`);
  return rows.map((row) => row.id);
}

/** Workspaces whose live campaigns hold more memberships than are counted for each page. */
export async function listWorkspacesWithLargeCampaigns(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select c.workspace_id as id from campaigns c
    join campaign_segments t on t.workspace_id = c.workspace_id and t.campaign_id = c.id
    join segments s on s.workspace_id = t.workspace_id and s.id = t.segment_id
    where c.status in ('draft', 'planned', 'running', 'paused') and c.end_on >= current_date - ${LOOK_BACK_DAYS}::int
    group by c.workspace_id having sum(s.size) > ${MOST_AT_ONCE}::int order by c.workspace_id`);
  return rows.map((row) => row.id);
}

/** Workspaces whose figures were never counted: after an update that brought them. */
export async function listWorkspacesWithoutFigures(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(
    sql`select id from workspaces w where not exists (select from kpi_runs r where r.workspace_id = w.id) order by id`,
  );
  return rows.map((row) => row.id);
}

/** Workspaces with a persona, whose facts are kept. */
export async function listWorkspacesWithPersonas(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select distinct workspace_id as id from personas where archived_at is null order by workspace_id`);
  return rows.map((row) => row.id);
}

/** Workspaces with a launched campaign, whose outcomes are kept. */
export async function listWorkspacesWithLaunches(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select distinct workspace_id as id from campaigns where launched_at is not null order by workspace_id`);
  return rows.map((row) => row.id);
}

/** Workspaces with a webhook, whose log has to be kept short. */
export async function listWorkspacesWithWebhooks(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(
    sql`select distinct workspace_id as id from webhooks order by workspace_id`,
  );
  return rows.map((row) => row.id);
}

/** Workspaces whose members were not yet told today what is due and in conflict. */
export async function listWorkspacesToRemind(now: Date): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select id from workspaces
    where reminded_on is null or reminded_on < (${now.toISOString()}::timestamptz at time zone time_zone)::date`);
  return rows.map((row) => row.id);
}

/** Workspaces in which a notice waits for a digest, or a digest waits to be sent. */
export async function listWorkspacesWithMail(): Promise<number[]> {
  const rows = await db().execute<{ id: number }>(sql`
    select id from workspaces w
    where exists (select from notifications n where n.workspace_id = w.id and n.for_mail and n.digest_id is null and n.read_at is null)
      or exists (select from digests d where d.workspace_id = w.id and d.due_at is not null)`);
  return rows.map((row) => row.id);
}

/** True when the database answers a trivial query within two seconds. */
export async function isDatabaseUp(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false).unref());
  const answer = db()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answer, late]);
}
