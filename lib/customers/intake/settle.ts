import { CHANNELS, type Channel, type ConsentState } from "../fields";
import {
  type AttributeValue,
  type CustomerIntake,
  INTAKE_FIELDS,
  type IntakeField,
  type IntakeOutcome,
  keyOf,
} from "./customer";

/** What is stored of a customer, as far as a source can change it. Moments are ISO text, days "YYYY-MM-DD". */
export type CustomerState = {
  no: number;
  isErased: boolean;
  externalId: string;
  fields: Partial<Record<IntakeField, string | number | null>>;
  attrs: Record<string, AttributeValue>;
  consents: Record<Channel, ConsentState>;
};

/**
 * "update": what the source says replaces what is stored. "fill": only gaps are filled and consent is left alone,
 * for sources that tell of people in passing, such as an order.
 */
export type IntakeMode = "update" | "fill";

/** `key` of who is new; `no` is 0 for them until they are written. */
export type ConsentChange = {
  key: string;
  no: number;
  channel: Channel;
  status: "in" | "out";
  at: string | null;
};

/** Rows taken one after the other: what became of each, who is new (by key) and who changed (by number). */
export type Settled = {
  outcomes: IntakeOutcome[];
  created: Map<string, CustomerState>;
  changed: Map<number, CustomerState>;
  consents: ConsentChange[];
};

const UNKNOWN_CONSENTS = Object.fromEntries(CHANNELS.map((channel) => [channel, "unknown"])) as Record<
  Channel,
  ConsentState
>;

/**
 * Takes rows in their order over what is known of their customers (by `keyOf`). One row at a time, so that the
 * result does not depend on how the rows were cut into batches. New customers have the number 0 until written.
 */
export function settleCustomers(
  known: ReadonlyMap<string, CustomerState>,
  rows: readonly CustomerIntake[],
  mode: IntakeMode,
): Settled {
  const settled: Settled = { outcomes: [], created: new Map(), changed: new Map(), consents: [] };
  for (const row of rows) {
    const key = keyOf(row);
    const stored = known.get(key);
    // Two addresses can mean one stored customer: what changed is kept by number.
    const before = stored ? (settled.changed.get(stored.no) ?? stored) : settled.created.get(key);
    if (before?.isErased) {
      settled.outcomes.push("erased");
      continue;
    }
    const base = before ?? blank(row);
    const { after, consents } = taken(base, row, before ? mode : "update");
    settled.consents.push(...consents.map((change) => ({ key, no: base.no, ...change })));
    settled.outcomes.push(!before ? "created" : after === base ? "unchanged" : "changed");
    if (stored && after !== stored) settled.changed.set(stored.no, after);
    if (!stored) settled.created.set(key, after);
  }
  return settled;
}

function blank({ key }: CustomerIntake): CustomerState {
  const externalId = "externalId" in key ? key.externalId : key.email.toLowerCase();
  return { no: 0, isErased: false, externalId, fields: {}, attrs: {}, consents: UNKNOWN_CONSENTS };
}

/** The state with the row taken in: the same object when the row says nothing new. */
function taken(before: CustomerState, row: CustomerIntake, mode: IntakeMode) {
  const fields = Object.entries(row.fields ?? {}).filter(([field, value]) => {
    const old = before.fields[field as IntakeField] ?? null;
    return mode === "fill" ? old === null : !isSame(INTAKE_FIELDS[field as IntakeField], old, value);
  });
  const attrs = Object.entries(row.attrs ?? {}).filter(([attribute, value]) => {
    const old = before.attrs[attribute];
    return mode === "fill" ? old === undefined : JSON.stringify(old) !== JSON.stringify(value);
  });
  // Out stays out: only the person can come back, and not by a file.
  const consents = Object.entries(mode === "fill" ? {} : (row.consents ?? {})).filter(
    ([channel, status]) =>
      before.consents[channel as Channel] !== status && before.consents[channel as Channel] !== "out",
  );
  if (fields.length + attrs.length + consents.length === 0) return { after: before, consents: [] };
  const after: CustomerState = {
    ...before,
    fields: { ...before.fields, ...Object.fromEntries(fields) },
    attrs: { ...before.attrs, ...Object.fromEntries(attrs) },
    consents: { ...before.consents, ...Object.fromEntries(consents) },
  };
  const changes = consents.map(([channel, status]) => ({
    channel: channel as Channel,
    status,
    at: row.consentAt ?? null,
  }));
  return { after, consents: changes };
}

function isSame(type: string, old: string | number | null, value: string | number): boolean {
  if (old === null) return false;
  return type === "timestamptz" ? Date.parse(String(old)) === Date.parse(String(value)) : old === value;
}
