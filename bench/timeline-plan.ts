import { sql } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { hashPassword } from "@/lib/auth/password";

export const SIZES = { campaigns: 500, partsEach: 9, links: 2000 };
export const BARS = SIZES.campaigns * (1 + SIZES.partsEach);

export const PERSON = { email: "bench@timeline.example", password: "a quiet machine" };
export const SHELL_PERSON = { email: "shell@timeline.example", password: "a quiet machine" };

const NAMES = ["Timeline benchmark", "Timeline benchmark, empty"];

/** The workspaces of an earlier run, each table before those that it refers to. */
const TABLES = ["dependencies", "plan_items", "campaigns", "audit_log", "notifications", "members"];

/**
 * A workspace with 5,000 bars and 2,000 dependencies around today, and an empty one, each with an owner of its own. By
 * formula: the same days and ties in every run of a day.
 */
export async function fillPlan(): Promise<void> {
  const raw = rawSql();
  await clear();
  const hash = await hashPassword(PERSON.password);
  for (const [index, { email }] of [PERSON, SHELL_PERSON].entries())
    await db().execute(sql`
      with w as (insert into workspaces (name, currency, time_zone) values (${NAMES[index]}, 'EUR', 'UTC') returning id),
        u as (insert into users (id, email, name, password_hash)
          values (gen_random_uuid(), ${email}, 'Bench Owner', ${hash}) returning id)
      insert into members (workspace_id, user_id, role) select w.id, u.id, 'owner' from w, u`);
  const [row] = await raw<{ id: number }[]>`select id from workspaces where name = ${NAMES[0] ?? ""}`;
  const id = row?.id ?? 0;
  await raw`
    insert into campaigns (workspace_id, id, name, journey_stage, status, channels, start_on, end_on)
    select ${id}, md5('campaign' || c)::uuid, 'Campaign ' || c, 'retention', 'planned',
      array[(array['email','sms','phone','post','ads','social'])[c % 6 + 1]],
      current_date - 180 + (c * 7) % 360, current_date - 180 + (c * 7) % 360 + 60
    from generate_series(0, ${SIZES.campaigns - 1}::int) c`;
  await raw`
    insert into plan_items (workspace_id, campaign_id, id, kind, name, start_on, end_on, hours, progress, position)
    select ${id}, md5('campaign' || c)::uuid, md5('part' || c || ' ' || p)::uuid, 'tactic', 'Tactic ' || c || '.' || p,
      current_date - 180 + (c * 7) % 360 + p * 6, current_date - 180 + (c * 7) % 360 + p * 6 + 5 + (c + p) % 4, 8,
      0, p + 1
    from generate_series(0, ${SIZES.campaigns - 1}::int) c, generate_series(0, ${SIZES.partsEach - 1}::int) p`;
  // Four in a row in each campaign: a move of the first pushes the others.
  await raw`
    insert into dependencies (workspace_id, id, from_campaign_id, from_item_id, to_campaign_id, to_item_id, type, lag_days)
    select ${id}, md5('link' || c || ' ' || p)::uuid, md5('campaign' || c)::uuid, md5('part' || c || ' ' || p)::uuid,
      md5('campaign' || c)::uuid, md5('part' || c || ' ' || p + 1)::uuid, 'FS', 0
    from generate_series(0, ${SIZES.campaigns - 1}::int) c, generate_series(0, ${SIZES.links / SIZES.campaigns - 1}::int) p`;
  await raw`analyze campaigns, plan_items, dependencies`;
}

async function clear(): Promise<void> {
  const raw = rawSql();
  const mine = raw`select id from workspaces where name in ${raw(NAMES)}`;
  const emails = [PERSON.email, SHELL_PERSON.email];
  await raw`delete from sessions where user_id in (select id from users where email in ${raw(emails)})`;
  for (const table of TABLES) await raw`delete from ${raw(table)} where workspace_id in (${mine})`;
  await raw`delete from workspaces where name in ${raw(NAMES)}`;
  await raw`delete from users where email in ${raw(emails)}`;
}
