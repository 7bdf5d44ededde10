import { sql } from "drizzle-orm";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import { takeNumbers } from "@/lib/workspaces/counters/mutations";
import { refreshOrderFiguresOf } from "../metrics/mutations";
import { type CustomerIntake, type IntakeOutcome, keyOf } from "./customer";
import { type CustomerState, type IntakeMode, type Settled, settleCustomers } from "./settle";
import {
  candidates,
  insertStates,
  type LoggedConsent,
  lockedStates,
  logConsents,
  type StateRow,
  stateOf,
  updateStates,
} from "./sql";

const INTAKE_LOCK = 727011;

/** Where rows come from: `source` is said in the record of consents, `importId` kept with who was created. */
export type Origin = { source: string; importId: string | null };

type Taking = Origin & {
  mode: IntakeMode;
  /** What `lockKnownCustomers` answered for these rows in the same transaction. */
  known?: ReadonlyMap<string, CustomerState>;
  /** The caller brings the figures of new customers up to date itself, once their facts are written. */
  areFactsToCome?: boolean;
};

export type Intake = {
  /** One per row, in the order of the rows. */
  outcomes: IntakeOutcome[];
  /** The number of each customer by `keyOf`; erased ones are not in it. */
  nos: Map<string, number>;
};

/**
 * What is stored of the customers that these rows mean, by `keyOf`, locked until the caller's transaction ends. One
 * intake at a time in a workspace, so that two never make the same customer.
 */
export async function lockKnownCustomers(
  ctx: Ctx,
  rows: readonly CustomerIntake[],
): Promise<Map<string, CustomerState>> {
  authorize(ctx, "imports:run");
  const { db, workspaceId } = ctx;
  await db.execute(sql`select pg_advisory_xact_lock(${INTAKE_LOCK}::int, ${workspaceId}::int)`);
  const texts = new Map(
    rows.map((row) => [keyOf(row), "email" in row.key ? row.key.email.toLowerCase() : row.key.externalId]),
  );
  const keys = [...texts].map(([key, text]) => ({ key, text }));
  const found = await db.execute<{ key: string; no: number }>(candidates(workspaceId, keys));
  const noOf = new Map<string, number>();
  for (const { key, no } of found) if (!noOf.has(key)) noOf.set(key, no);
  if (noOf.size === 0) return new Map();
  const stored = await db.execute<StateRow>(lockedStates(workspaceId, [...new Set(noOf.values())]));
  const states = new Map([...stored].map((row) => [row.no, stateOf(row)]));
  return new Map(
    [...noOf].flatMap(([key, no]) => {
      const state = states.get(no);
      return state ? [[key, state] as const] : [];
    }),
  );
}

/**
 * Takes customers from a source, row by row in their order, all or nothing. An opt-out is never lifted, and who was
 * erased is not written again.
 */
export async function takeCustomers(
  ctx: Ctx,
  rows: readonly CustomerIntake[],
  { mode, known, areFactsToCome = false, ...origin }: Taking,
): Promise<Intake> {
  authorize(ctx, "imports:run");
  return inTransaction(ctx, async (tx) => {
    const stored = known ?? (await lockKnownCustomers(tx, rows));
    const settled = settleCustomers(stored, rows, mode);
    const createdNos = await writeSettled(tx, settled, origin);
    if (!areFactsToCome) await refreshOrderFiguresOf(tx, [...createdNos.values()]);
    const nos = new Map(createdNos);
    for (const [key, { no, isErased }] of stored) if (!isErased) nos.set(key, no);
    return { outcomes: settled.outcomes, nos };
  });
}

async function writeSettled(
  tx: Ctx,
  { created, changed, consents }: Settled,
  { source, importId }: Origin,
): Promise<Map<string, number>> {
  const { db, workspaceId } = tx;
  const at = tx.now();
  const first = await takeNumbers(tx, "customer", created.size);
  const nos = new Map([...created.keys()].map((key, index) => [key, first + index]));
  if (created.size > 0) {
    const states = [...created].map(([key, state]) => ({ ...state, no: nos.get(key) ?? 0, id: newId() }));
    await db.execute(insertStates({ workspaceId, at, importId }, states));
  }
  if (changed.size > 0) {
    const states = [...changed.values()].sort((a, b) => a.no - b.no);
    await db.execute(updateStates({ workspaceId, at }, states));
  }
  const logged = consents.map(
    ({ key, no, channel, status, at: when }): LoggedConsent => ({
      no: nos.get(key) ?? no,
      channel,
      status,
      at: when ?? at.toISOString(),
    }),
  );
  if (logged.length > 0) await db.execute(logConsents(workspaceId, source, logged));
  return nos;
}
