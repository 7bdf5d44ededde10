// Rows of the demo workspace that have the most to show.
import { db, type rawSql } from "@/db/client";
import type { Ctx, WorkspaceId, WorkspaceSettings } from "@/lib/auth/ctx";
import { upload } from "./import-rows";
import type { Ids } from "./routes";
import { webhook } from "./webhook-rows";

type Sql = ReturnType<typeof rawSql>;

/** The demo's owner, as a context. */
async function demoCtx(sql: Sql): Promise<Ctx> {
  const [row] = await sql<(WorkspaceSettings & { id: WorkspaceId; userId: string; person: string })[]>`
    select w.id, w.name, w.currency, w.time_zone as "timeZone", w.floor, u.id as "userId", u.name as person
    from workspaces w join members m on m.workspace_id = w.id and m.role = 'owner' join users u on u.id = m.user_id
    where w.is_demo limit 1`;
  if (!row) throw new Error("There is no demo workspace.");
  const { id, userId, person, ...workspace } = row;
  const actor = { userId, role: "owner" as const, name: person };
  return { db: db(), workspaceId: id, workspace, actor, now: () => new Date() };
}

let known: Promise<Ids> | undefined;
/** Looked up once per worker: an upload and a webhook are made for it. */
export function demoIds(sql: Sql): Promise<Ids> {
  known ??= findIds(sql);
  return known;
}

async function findIds(sql: Sql): Promise<Ids> {
  const ctx = await demoCtx(sql);
  const own = ctx.workspaceId;
  const [row] = await sql<Omit<Ids, "import" | "webhook" | "tactic">[]>`
    with s as (
      select id, no from segments where workspace_id = ${own} and archived_at is null
      order by (select count(*) from campaign_segments c where c.segment_id = segments.id) desc, no limit 1
    )
    select s.id as segment,
      (select id from personas where workspace_id = ${own} and archived_at is null order by name limit 1) as persona,
      (select c.id from campaigns c where workspace_id = ${own} and launched_at is not null
        order by (select count(*) from plan_items i where i.campaign_id = c.id) desc, c.id limit 1) as campaign,
      (select id from reports where workspace_id = ${own} and removed_at is null order by name desc limit 1) as report,
      (select id from kpi_formulas where workspace_id = ${own} and archived_at is null order by name limit 1) as formula,
      (select d.id from decisions d where workspace_id = ${own} and removed_at is null
        order by (select count(*) from decision_links l where l.decision_id = d.id) desc, d.id limit 1) as decision,
      (select c.id from segment_members m join customers c on c.workspace_id = m.workspace_id and c.no = m.customer_no
        where m.workspace_id = ${own} and m.segment_no = s.no and c.erased_at is null order by c.no limit 1) as customer
    from s`;
  if (!row || Object.values(row).some((id) => id === null))
    throw new Error("The demo lacks something to show.");
  const [item] = await sql<{ id: string }[]>`
    select id from plan_items where workspace_id = ${own} and campaign_id = ${row.campaign}
    order by jsonb_array_length(checklist) desc, position limit 1`;
  return {
    ...row,
    tactic: item?.id ?? "",
    import: await upload({ ctx: () => ctx, marker: "newsletter-readers" }),
    webhook: await webhook({ db: ctx.db, workspaceId: ctx.workspaceId, marker: "Mailer" }),
  };
}
