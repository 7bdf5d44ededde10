import { type SQL, sql } from "drizzle-orm";
import { intArray } from "@/lib/segments/values/sql";
import { CHANNELS } from "../fields";
import { INTAKE_FIELDS, type IntakeField } from "./customer";
import type { CustomerState } from "./settle";

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const FIELDS = (Object.keys(INTAKE_FIELDS) as IntakeField[]).map((field) => ({
  field,
  column: snake(field),
  type: INTAKE_FIELDS[field],
}));
const CONSENTS = CHANNELS.map((channel) => ({ channel, column: `consent_${channel}` }));

/** Which customers the keys mean: by their own id, or by address (a live one first, then who was made from it). */
export function candidates(workspaceId: number, keys: readonly { key: string; text: string }[]): SQL {
  const given = sql`json_to_recordset(${JSON.stringify(keys)}::json) k(key text, text text)`;
  return sql`
    select k.key, c.no, 1 as rank from ${given}
    join customers c on c.workspace_id = ${workspaceId} and c.external_id = k.text
    union all
    select k.key, c.no, 0 as rank from ${given}
    join customers c on c.workspace_id = ${workspaceId} and lower(c.email) = k.text and c.erased_at is null
    where k.key like 'email:%'
    order by key, rank, no`;
}

/** The stored states, locked until the transaction ends, in the order of their numbers. */
export function lockedStates(workspaceId: number, nos: readonly number[]): SQL {
  const moment = (column: string) =>
    `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;
  const columns = FIELDS.map(({ column, type }) =>
    type === "timestamptz" ? moment(column) : type === "date" ? `${column}::text` : column,
  );
  return sql`
    select no, external_id, erased_at is not null as is_erased, attrs, ${sql.raw([...columns, ...CONSENTS.map(({ column }) => column)].join(", "))}
    from customers where workspace_id = ${workspaceId} and no = any(${intArray(nos)})
    order by no for update`;
}

export type StateRow = Record<string, unknown> & {
  no: number;
  external_id: string;
  is_erased: boolean;
  attrs: CustomerState["attrs"];
};

export function stateOf(row: StateRow): CustomerState {
  return {
    no: row.no,
    isErased: row.is_erased,
    externalId: row.external_id,
    attrs: row.attrs,
    fields: Object.fromEntries(FIELDS.map(({ field, column }) => [field, row[column]])),
    consents: Object.fromEntries(
      CONSENTS.map(({ channel, column }) => [channel, row[column]]),
    ) as CustomerState["consents"],
  };
}

const COLUMNS = [...FIELDS.map(({ column }) => column), ...CONSENTS.map(({ column }) => column), "attrs"];
const TYPES = [
  ...FIELDS.map(({ column, type }) => `${column} ${type}`),
  ...CONSENTS.map(({ column }) => `${column} text`),
  "attrs jsonb",
].join(", ");

const rowOf = (state: CustomerState) => ({
  no: state.no,
  external_id: state.externalId,
  ...Object.fromEntries(FIELDS.map(({ field, column }) => [column, state.fields[field] ?? null])),
  ...Object.fromEntries(CONSENTS.map(({ channel, column }) => [column, state.consents[channel]])),
  attrs: state.attrs,
});

type Write = { workspaceId: number; at: Date; importId: string | null };

/** New customers, by number. */
export function insertStates(
  { workspaceId, at, importId }: Write,
  states: readonly (CustomerState & { id: string })[],
): SQL {
  const rows = JSON.stringify(states.map((state) => ({ id: state.id, ...rowOf(state) })));
  const now = sql`${at.toISOString()}::timestamptz`;
  const values = sql.join(
    COLUMNS.map((column) =>
      column === "first_seen_at" ? sql`coalesce(x.first_seen_at, ${now})` : sql.raw(`x.${column}`),
    ),
    sql`, `,
  );
  return sql`
    insert into customers (workspace_id, no, id, external_id, import_id, created_at, updated_at, ${sql.raw(COLUMNS.join(", "))})
    select ${workspaceId}::int, x.no, x.id, x.external_id, ${importId}::uuid, ${now}, ${now}, ${values}
    from json_to_recordset(${rows}::json) x(id uuid, no int, external_id text, ${sql.raw(TYPES)})
    order by x.no`;
}

/** Customers whose state changed. */
export function updateStates(
  { workspaceId, at }: Omit<Write, "importId">,
  states: readonly CustomerState[],
): SQL {
  const set = COLUMNS.map((column) => `${column} = x.${column}`).join(", ");
  return sql`
    update customers c set ${sql.raw(set)}, updated_at = ${at.toISOString()}::timestamptz,
      tx = pg_current_xact_id()::text::bigint
    from json_to_recordset(${JSON.stringify(states.map(rowOf))}::json) x(no int, external_id text, ${sql.raw(TYPES)})
    where c.workspace_id = ${workspaceId} and c.no = x.no`;
}

export type LoggedConsent = { no: number; channel: string; status: string; at: string };

/** What a source said about consent, for the record of each person. */
export function logConsents(workspaceId: number, source: string, changes: readonly LoggedConsent[]): SQL {
  return sql`
    insert into consent_log (workspace_id, customer_no, channel, status, at, source)
    select ${workspaceId}::int, no, channel, status, at, ${source}
    from json_to_recordset(${JSON.stringify(changes)}::json) x(no int, channel text, status text, at timestamptz)`;
}
