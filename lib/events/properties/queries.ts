import { asc, eq, sql } from "drizzle-orm";
import { eventProperties } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { EventProperty, KnownEvent } from "./property";
import { eventCounts, readLately } from "./sql";

/** Rows of the daily summary that tell how many there are of an event that has very many. */
const SAMPLED = 200_000;
/** Events that are looked at for their properties, over all names and of one. */
const READ_IN_ALL = 20_000;
const READ_OF_ONE = 1_000;

type Counts = Pick<KnownEvent, "nameNo" | "name" | "label"> & {
  counted: number | null;
  sampled: number;
  lastAt: string | null;
};
type Lately = Pick<EventProperty, "key" | "carried" | "ofAnotherType" | "values" | "rows"> & {
  nameNo: number;
};

/**
 * The workspace's events by name, with how often and when last, and the properties that they carry. The properties
 * are told from the last events of each name; the number of a very frequent one is an estimate.
 */
export async function listEvents(ctx: Ctx): Promise<KnownEvent[]> {
  authorize(ctx, "imports:run");
  const { db, workspaceId, workspace } = ctx;
  const [table] = await db.execute<{ rows: number }>(
    sql`select greatest(reltuples, 0)::float8 as rows from pg_class where oid = 'event_daily'::regclass`,
  );
  const percent = Math.min(100, (100 * SAMPLED) / Math.max(1, table?.rows ?? 0));
  const [counts, known] = await Promise.all([
    db.execute<Counts>(eventCounts(workspaceId, percent)),
    db
      .select({
        nameNo: eventProperties.nameNo,
        key: eventProperties.key,
        type: eventProperties.type,
        rollup: eventProperties.rollup,
        done: eventProperties.fillDone,
        total: eventProperties.fillTotal,
      })
      .from(eventProperties)
      .where(eq(eventProperties.workspaceId, workspaceId))
      .orderBy(asc(eventProperties.key)),
  ]);
  const most = Math.min(READ_OF_ONE, Math.max(100, Math.floor(READ_IN_ALL / Math.max(1, counts.length))));
  const lately = await db.execute<Lately>(readLately(workspaceId, { most, timeZone: workspace.timeZone }));
  const seen = new Map([...lately].map((row) => [`${row.nameNo} ${row.key}`, row]));
  return [...counts].map(({ counted, sampled, lastAt, ...event }) => {
    const count = Math.round(counted ?? (sampled * 100) / percent);
    return {
      ...event,
      count,
      isEstimate: counted === null && percent < 100,
      lastAt: lastAt === null ? null : new Date(lastAt),
      read: Math.min(count, most),
      properties: known
        .filter(({ nameNo }) => nameNo === event.nameNo)
        .map(({ nameNo, done, total, ...property }): EventProperty => {
          const row = seen.get(`${nameNo} ${property.key}`);
          return {
            ...property,
            fill: property.rollup === "filling" ? { done, total } : null,
            carried: row?.carried ?? 0,
            ofAnotherType: row?.ofAnotherType ?? 0,
            values: row?.values ?? 0,
            rows: row?.rows ?? 0,
          };
        }),
    };
  });
}
