import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { segments } from "@/db/schema";
import { authorize, type Ctx, isBelowFloor } from "@/lib/auth/ctx";
import { getFormulas } from "@/lib/customers/scores/queries";
import { LIFECYCLE_LABEL, LIFECYCLE_STAGES } from "@/lib/customers/scores/standings";
import { addDays, type Day } from "@/lib/days";
import { AppError } from "@/lib/errors";
import { type CountedAt, getKeptMoves, type StagePair } from "@/lib/lifecycle/queries";
import { startOfDay } from "../clock";
import { authorizeMembers } from "../members/queries";
import type { SharedPerson } from "../overlap/overlap";
import { readPatiently } from "../patience/queries";
import type { FlowNode, Flows } from "./flows";
import { siblingPlaces, stagePlaces } from "./sql";

/** What flows between what: the children of a segment, or the lifecycle stages of everybody. */
export type FlowQuery = { parentId: string | null; from: Day; to: Day };

const MOST_CHILDREN = 20;
const PAGE = 25;
const PATIENCE = { seconds: 60, advice: "Choose days that are nearer to each other." };

type Scene = { places: SQL; nodes: FlowNode[]; madeSince: string[] };

/** How many people went from where to where between the beginning of one day and the end of another; `isFresh`: counted now, also where it is kept. */
export async function getFlows(
  ctx: Ctx,
  { isFresh, ...query }: FlowQuery & { isFresh?: boolean },
  signal?: AbortSignal,
): Promise<Flows & CountedAt> {
  authorize(ctx, "segments:read");
  const { places, nodes, madeSince } = await sceneOf(ctx, query);
  const { parentId, from, to } = query;
  const kept =
    parentId === null && !isFresh ? await getKeptMoves(ctx, { from: addDays(from, -1), to }) : null;
  const { rows, countedAt } = kept ?? { rows: await countMoves(ctx, places, signal), countedAt: null };
  const flows = rows
    .filter(({ before, now }) => before !== "absent" || now !== "absent")
    .map(({ before, now, people }) => ({
      ...{ from: before, to: now },
      people: isBelowFloor(ctx, people) ? null : people,
    }))
    .sort((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`));
  return { nodes, madeSince, flows, countedAt };
}

async function countMoves(ctx: Ctx, places: SQL, signal: AbortSignal | undefined): Promise<StagePair[]> {
  const rows = await readPatiently(ctx, { ...PATIENCE, signal }, ({ db }) =>
    db.execute<StagePair>(
      sql`select a as "before", b as "now", count(*)::int as people from (${places}) p group by a, b`,
    ),
  );
  return [...rows];
}

/** Who went from one place to another, a page at a time. Only for roles that may see these people. */
export async function listFlowPeople(
  ctx: Ctx,
  query: FlowQuery & { a: string; b: string; after?: number },
): Promise<{ people: SharedPerson[]; nextAfter: number | null }> {
  const scope = authorize(ctx, "customers:see");
  const { parentId, a, b, after = 0 } = query;
  if (parentId) await authorizeMembers(ctx, parentId);
  else if (scope !== "all")
    throw new AppError("FORBIDDEN", "You see the people of segments that you own, not those of all stages.");
  const { places } = await sceneOf(ctx, query);
  const rows = await ctx.db.execute<SharedPerson>(sql`
    select c.no, c.id, c.external_id as "externalId", c.city, c.country,
      nullif(concat_ws(' ', c.first_name, c.last_name), '') as name
    from (${places}) p join customers c on c.workspace_id = ${ctx.workspaceId}::int and c.no = p.customer_no
    where p.a = ${a} and p.b = ${b} and c.no > ${Math.trunc(after)}::int order by c.no limit ${PAGE + 1}::int`);
  const people = rows.slice(0, PAGE);
  return { people, nextAfter: rows.length > PAGE ? (people.at(-1)?.no ?? null) : null };
}

async function sceneOf(ctx: Ctx, { parentId, from, to }: FlowQuery): Promise<Scene> {
  const { workspaceId, workspace } = ctx;
  const { timeZone } = workspace;
  const [start, end] = [startOfDay(from, timeZone), startOfDay(addDays(to, 1), timeZone)];
  if (parentId === null) {
    const { lifecycle: formula } = await getFormulas(ctx);
    return {
      places: stagePlaces(
        { workspaceId, timeZone, formula },
        { day: addDays(from, -1), until: start },
        { day: to, until: end },
      ),
      nodes: [
        ...LIFECYCLE_STAGES.map((key) => ({ key, label: LIFECYCLE_LABEL[key] })),
        { key: "absent", label: "Not a customer yet" },
      ],
      madeSince: [],
    };
  }
  const rows = await ctx.db
    .select({ no: segments.no, name: segments.name, createdAt: segments.createdAt })
    .from(segments)
    .where(
      and(
        eq(segments.workspaceId, workspaceId),
        eq(segments.parentId, parentId),
        isNull(segments.archivedAt),
      ),
    )
    .orderBy(sql`${segments.size} desc nulls last`, asc(segments.name))
    .limit(MOST_CHILDREN);
  return {
    places: siblingPlaces(
      workspaceId,
      rows.map(({ no }) => no),
      start,
      end,
    ),
    nodes: [
      ...rows.map(({ no, name }) => ({ key: String(no), label: name })),
      { key: "several", label: "In several" },
      { key: "none", label: "In none of them" },
    ],
    madeSince: rows.filter(({ createdAt }) => createdAt > start).map(({ name }) => name),
  };
}
