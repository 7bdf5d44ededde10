// The two questions put to every action and route: who may, and what happens with another workspace's ids.
import { type APIRequestContext, expect } from "@playwright/test";
import type { rawSql } from "@/db/client";
import * as make from "@/db/factories";
import { members, users } from "@/db/schema";
import type { Role } from "@/lib/auth/permissions";
import { ROLES } from "@/lib/auth/permissions";
import type { ErrorCode } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { JOBS, type JobName } from "@/lib/jobs/model";
import { enqueue } from "@/lib/jobs/mutations";
import type { Answer } from "./call";
import type { Person, Shop } from "./fixtures";

export const ALL = ROLES;
export const TAKERS = ["owner", "manager", "marketer", "member"] as const;
export const EDITORS = ["owner", "manager", "marketer"] as const;
export const APPROVERS = ["owner", "manager"] as const;
export const OWNERS = ["owner"] as const;
export const NO_ONE = [] as const;

/** Where an input's rows are made. `holder` is who owns or is assigned what the input names. */
export type Scene = make.Place &
  Pick<Shop, "users" | "ctx"> & {
    /** In the name of everything here, and in nothing of another workspace. */
    marker: string;
    /** In every personal field of the one customer, and in nothing else. */
    person: string;
    holder: string;
    customer: { id: string; no: number };
    /** A member that no other call knows. */
    someone: () => Promise<string>;
  };

export type Open = { /** Why it is in no matrix. */ open: string };
export type Row = Open | AskedRow;
export type AskedRow = {
  may: readonly Role[];
  /** Roles that may only where they are the holder. */
  held?: readonly Role[];
  /** Fresh rows for every call; positions in which two workspaces' inputs differ are what is put in wrongly. */
  input: (at: Scene) => unknown;
  /** Positions at which another workspace's value is no fault: it is not found, and nothing is told or changed. */
  passes?: readonly string[];
  /** How it refuses a role; FORBIDDEN unless said. */
  refusal?: ErrorCode;
  /** The call leaves the session in another workspace. */
  movesSession?: boolean;
};

/** An action or a route, and how it is called. */
export type Asked = {
  name: string;
  row: AskedRow;
  call: (request: APIRequestContext, input: unknown) => Promise<Answer>;
};

export async function makeScene(shop: Shop): Promise<Scene> {
  const { db } = shop.ctx();
  const place = { db, workspaceId: shop.workspaceId };
  const marker = `Quartz${newId().slice(-12)}`;
  const person = `Opal${newId().slice(-12)}`;
  const customer = await make.makeCustomer(place, {
    ...{ firstName: person, lastName: person, phone: person },
    ...{ email: `${person}@example.test`, city: marker, country: "LV" },
  });
  await make.makeAttribute(place, { key: "plan", label: "Plan" });
  await make.makeProduct(place, { name: marker });
  const someone = async () => {
    const userId = newId();
    await db.insert(users).values({ id: userId, name: marker, email: `${userId}@example.test` });
    await db.insert(members).values({ workspaceId: shop.workspaceId, userId, role: "viewer" });
    return userId;
  };
  const holder = await someone();
  return { ...place, users: shop.users, ctx: shop.ctx, marker, person, holder, customer, someone };
}

type Path = readonly (string | number)[];

type Tools = { sql: Sql; requestAs: (person: Person) => Promise<APIRequestContext> };

const saying = (body: string) => body.match(/"message":"([^"]*)"/)?.[1] ?? "";

async function returnTo({ sql }: Tools, { workspaceId, users }: Shop, role: Role) {
  await sql`update sessions set active_workspace_id = ${workspaceId} where user_id = ${users[role].id}`;
}

/** Calls everything as each of the five roles, once as holder where only that is allowed; what was answered wrongly. */
export async function roleFaults(asked: readonly Asked[], shop: Shop, tools: Tools): Promise<string[]> {
  const scene = await makeScene(shop);
  const faults: string[] = [];
  for (const { name, row, call } of asked)
    for (const role of ROLES) {
      const request = await tools.requestAs(shop.people[role]);
      const expectAnswer = async (holder: string, wanted: Answer["code"], who: string) => {
        const { code, body } = await call(request, await row.input({ ...scene, holder }));
        if (row.movesSession) await returnTo(tools, shop, role);
        if (code !== wanted) faults.push(`${name} as ${who}: ${code}, not ${wanted}. ${saying(body)}`);
      };
      const refusal = row.refusal ?? "FORBIDDEN";
      await expectAnswer(scene.holder, row.may.includes(role) ? "ok" : refusal, role);
      if (row.held?.includes(role)) await expectAnswer(shop.users[role].id, "ok", `${role} who holds it`);
    }
  return faults;
}

/** The jobs that ask for nothing: whatever the clock or a change may start by itself. */
const UNASKED = (Object.keys(JOBS) as JobName[]).filter((name) => JOBS[name].safeParse({}).success);

/**
 * Lets every job of the workspace run to its end, so that the server has nothing of its own left to write there: twice,
 * since what one job leaves to another may have run before it.
 */
export async function settleJobs(sql: Sql, { workspaceId, ctx }: Shop): Promise<void> {
  const open = async () => {
    const jobs = await sql<{ name: string }[]>`
      select t.identifier as name from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.payload ->> 'workspaceId' = ${String(workspaceId)} and j.attempts < j.max_attempts
        and j.run_at < now() + interval '5 minutes'`;
    return jobs.map(({ name }) => name);
  };
  for (const _ of ["first", "again"]) {
    for (const name of UNASKED) await enqueue(ctx(), name, {}, { key: "settle" });
    await expect.poll(open, { message: "jobs that do not end", timeout: 60_000 }).toEqual([]);
  }
}

/**
 * Calls everything as an owner, with another workspace's value at each position in turn and at all of them: what was
 * not refused, told a name, or changed a row over there.
 */
export async function isolationFaults(
  asked: readonly Asked[],
  [own, other]: readonly [Shop, Shop],
  tools: Tools,
): Promise<string[]> {
  const [here, there] = [await makeScene(own), await makeScene(other)];
  const request = await tools.requestAs(own.people.owner);
  const hold = { ...here, holder: own.users.owner.id };
  const faults: string[] = [];
  // All that the other workspace gives is made first: from here on nobody writes there.
  const pairs: [Asked, unknown][] = [];
  for (const each of asked) pairs.push([each, await each.row.input(there)]);
  await settleJobs(tools.sql, other);
  let before = await fingerprint(tools.sql, other.workspaceId);
  for (const [{ name, row, call }, foreign] of pairs) {
    const paths = differences(await row.input(hold), foreign).filter((path) => !isMoment(at(foreign, path)));
    for (const parts of paths.length > 1 ? [...paths.map((path) => [path]), paths] : [paths]) {
      const words = parts.map((path) => path.join("."));
      const fault = (what: string) =>
        faults.push(`${name} with another's ${words.join(", ") || "nothing"}: ${what}`);
      const { code, body } = await call(request, withParts(await row.input(hold), foreign, parts));
      if (row.movesSession) await returnTo(tools, own, "owner");
      const mayPass = words.every((word) => row.passes?.includes(word));
      if (code === "UNAVAILABLE" || (code === "ok" && !mayPass)) fault(`${code} ${saying(body)}`);
      if (body.includes(there.marker) || body.includes(there.person)) fault("told a name");
      const after = await fingerprint(tools.sql, other.workspaceId);
      for (const table of Object.keys(after)) if (after[table] !== before[table]) fault(`changed ${table}`);
      before = after;
    }
  }
  return faults;
}

/** Where two inputs of the same shape differ. */
function differences(one: unknown, other: unknown, path: Path = []): Path[] {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
    return one === other ? [] : [path];
  return Object.keys(one).flatMap((key) =>
    differences(Reflect.get(one, key), Reflect.get(other, key), [...path, key]),
  );
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce((part: unknown, key) => Reflect.get(part as object, key), value);

/** `base` with what `other` has at the paths. */
function withParts(base: unknown, other: unknown, paths: readonly Path[]): unknown {
  const copy = structuredClone(base);
  for (const path of paths) {
    const last = path.at(-1);
    if (last !== undefined) Reflect.set(at(copy, path.slice(0, -1)) as object, last, at(other, path));
  }
  return copy;
}

/** A moment is data, not an id: it differs and means nothing. */
const isMoment = (value: unknown) => typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);

type Sql = ReturnType<typeof rawSql>;

/**
 * One number per table for all that a workspace has, its people and their sessions included. Of counts that the server
 * keeps, without the moment as of which they hold: where they still do, each minute moves that and nothing else.
 */
export async function fingerprint(sql: Sql, workspaceId: number): Promise<Record<string, string>> {
  const tables = await sql<{ name: string; isKept: boolean }[]>`
    select c.table_name as name, exists (select from information_schema.columns k
      where k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = 'counted_at') as "isKept"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'
      and not exists (select from pg_inherits i where i.inhrelid = format('%I', c.table_name)::regclass)
    order by 1`;
  expect(tables.length).toBeGreaterThan(30);
  const sums = tables.map(
    ({ name, isKept }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(
         ${isKept ? "(to_jsonb(t) - 'tx' - 'counted_at')" : "t"}::text, 0)), 0) as sum
       from "${name}" t where workspace_id = ${workspaceId}`,
  );
  const people = `select user_id from members where workspace_id = ${workspaceId}`;
  const rows = await sql.unsafe<{ name: string; sum: string }[]>(
    [
      ...sums,
      `select 'workspaces', sum(hashtextextended(t::text, 0))::text from workspaces t where id = ${workspaceId}`,
      `select 'users', sum(hashtextextended(t::text, 0))::text from users t where id in (${people})`,
      `select 'sessions', count(*) || ' ' || coalesce(sum(hashtextextended(id::text || expires_at, 0)), 0) from sessions where user_id in (${people})`,
    ].join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
