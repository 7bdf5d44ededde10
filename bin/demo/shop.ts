import type postgres from "postgres";
import { db } from "@/db/client";
import { ZONE } from "@/db/demo/shopping";
import { emailOf, TEAM, type TeamKey } from "@/db/demo/team";
import type { Ctx, WorkspaceId } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";

const DAY = 86_400_000;
const SETTINGS = { name: "Nordlys Retail", currency: "EUR", timeZone: ZONE, floor: 10 };

/** The demo's shop and its people. */
export type Shop = {
  workspaceId: WorkspaceId;
  userId: (key: TeamKey) => string;
  /** The context of a demo person at a moment of the story. */
  as: (key: TeamKey, at: Date) => Ctx;
};

/** The value that the story names; a name that leads nowhere is a mistake in the story. */
export function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo names something that it does not have: ${String(key)}`);
  return value;
}

export async function openShop(sql: postgres.Sql, now: Date, passwordHash: string): Promise<Shop> {
  const year = now.getUTCFullYear();
  const holidays = [
    { on: `${year}-12-24`, name: "Christmas Eve" },
    { on: `${year}-12-25`, name: "Christmas Day" },
    { on: `${year}-12-26`, name: "Second Christmas Day" },
    { on: `${year + 1}-01-01`, name: "New Year" },
    { on: `${year}-06-05`, name: "Constitution Day" },
    { on: `${year + 1}-06-05`, name: "Constitution Day" },
  ];
  const [workspace] = await sql<{ id: number }[]>`insert into workspaces ${sql({
    name: SETTINGS.name,
    currency: SETTINGS.currency,
    time_zone: ZONE,
    floor: SETTINGS.floor,
    is_demo: true,
    holidays: JSON.stringify(holidays),
  })} returning id`;
  const workspaceId = (workspace?.id ?? 0) as WorkspaceId;
  const userIds = new Map<TeamKey, string>(TEAM.map(({ key }) => [key, newId()]));
  const userId = (key: TeamKey) => known(userIds, key);
  await sql`insert into users ${sql(
    TEAM.map(({ key, name }) => ({
      id: userId(key),
      email: emailOf(key),
      name,
      password_hash: passwordHash,
    })),
  )}`;
  await sql`insert into members ${sql(
    TEAM.map(({ key, role, weeklyHours }) => ({
      workspace_id: workspaceId,
      user_id: userId(key),
      role,
      weekly_hours: weeklyHours,
      joined_at: new Date(now.getTime() - 400 * DAY).toISOString(),
    })),
  )}`;
  const as = (key: TeamKey, at: Date): Ctx => {
    const { name, role } = TEAM.find((each) => each.key === key) ?? TEAM[0];
    return {
      db: db(),
      workspaceId,
      workspace: SETTINGS,
      actor: { userId: userId(key), role, name },
      now: () => at,
    };
  };
  return { workspaceId, userId, as };
}
