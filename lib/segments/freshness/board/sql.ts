import { Param, SQL, type SQLChunk, StringChunk, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { segmentOverrides, segments } from "@/db/schema";
import { isHeard } from "@/lib/webhooks/sql";

/** Whether people were put into the segment or kept out by hand. */
export const isByHand = sql<boolean>`exists (select from ${segmentOverrides} o where o.workspace_id = ${segments.workspaceId} and o.segment_no = ${segments.no})`;

/**
 * A number per workspace that changes with everything that a board is made of: the segments and every name that a rule
 * can use. Far cheaper than reading them; not over what each judging writes (size, time).
 */
export function boardStamp(workspaceId: number): SQL {
  const own = sql`workspace_id = ${workspaceId}::int`;
  const sumOf = (table: string) => {
    const name = sql.identifier(table);
    return sql`(select sum(hash_record_extended(${name}, 0)) from ${name} where ${own})`;
  };
  const content = sql`row(${segments.id}, ${segments.no}, ${segments.name}, ${segments.parentId}, ${segments.rule},
    ${segments.archivedAt} is null, ${segments.evaluatedAt} is null, ${isByHand}, ${isHeard},
    ${segments.evaluationError} is null)`;
  const names = [
    "attributes",
    "event_names",
    "event_properties",
    "categories",
    "surveys",
    "survey_questions",
  ];
  return sql`select concat_ws(' ',
    (select sum(hash_record_extended(${content}, 0)) from ${segments} where ${segments.workspaceId} = ${workspaceId}::int),
    ${sql.join(names.map(sumOf), sql`, `)}, (select max(no) from products where ${own})) as stamp`;
}

const dialect = new PgDialect();

/** A condition, and a key that two have in common when they are the same text with the same values. */
export type Condition = { key: string; sql: SQL };

/** The SQL is one flat list of texts and values afterwards, so that putting it into a statement again costs little. */
export function keyed(condition: SQL): Condition {
  const { sql: text, params } = dialect.sqlToQuery(condition);
  const chunks = text.split(/\$(\d+)/).map((part, index): SQLChunk => {
    return index % 2 === 0 ? new StringChunk(part) : new Param(params[Number(part) - 1]);
  });
  return { key: JSON.stringify([text, params]), sql: new SQL(chunks) };
}
