import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { attributes, importFiles, importRejects, imports } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { type PastOutcome, takePastPeople } from "@/lib/campaigns/past/mutations";
import type { PastPerson } from "@/lib/campaigns/past/past";
import type { CustomerIntake } from "@/lib/customers/intake/customer";
import { takeCustomers } from "@/lib/customers/intake/mutations";
import { AppError, found, sqlState } from "@/lib/errors";
import { currencyUnit, formatCount, formatNumber } from "@/lib/format";
import { enqueue } from "@/lib/jobs/mutations";
import type { LineOutcome, OrderLineIntake } from "@/lib/orders/line";
import { takeOrderLines } from "@/lib/orders/mutations";
import { sendNotices } from "@/lib/work/notices/mutations";
import { CellFault, customerReader, takenColumns } from "../customer-row";
import type { Trouble } from "../import";
import type { ImportRef } from "../model";
import { orderReader } from "../order-row";
import { pastReader } from "../past-row";
import { listImportAttributes, readFile } from "../queries";
import { readRecords } from "../records";
import type { Reject } from "../rejects";
import { wallClock } from "../wall-clock";
import { type AnyIntake, type Batch, batchesOf, type ReadRow, type RowReader, rejectOf } from "./batches";
import { admitChoices, type Choices } from "./choices";

/** Rows of one transaction: enough to be quick, few enough to see progress and to stop soon. */
const BATCH = 4000;
/** Tables that an import makes grow, and the columns by which it finds rows in them. */
const GROWING =
  sql.raw(`customers (workspace_id, no, external_id), customer_metrics (workspace_id, customer_no),
  orders (workspace_id, no, external_id, customer_no), order_lines (workspace_id, order_no, line_no),
  products (workspace_id, no, external_id), campaign_audience (workspace_id, campaign_id, customer_no)`);
/** As often as the queue tries a job. */
const MAX_ATTEMPTS = 5;
const DEADLOCK = /^(40P01|40001)$/;

type Outcome = LineOutcome | PastOutcome;

const REFUSED: Partial<Record<Outcome, string>> = {
  erased: "This person was erased and is not written again",
  elsewhere: "The order belongs to another customer",
  repeated: "This person stands in an earlier row",
};

/**
 * Writes the rows of a file, batch by batch. A batch, its counts and how far it went are one transaction: a run that
 * was interrupted goes on behind the last row written, and one that runs twice at once stops. What a person can mend
 * fails the import with a sentence; anything else is thrown for the queue to try again.
 */
export async function runImport(
  ctx: Ctx,
  { importId }: ImportRef,
  { batchRows = BATCH }: { batchRows?: number } = {},
): Promise<void> {
  authorize(ctx, "imports:run");
  const job = await begin(ctx, importId);
  if (!job) return;
  try {
    await writeFile(ctx, job, batchRows);
  } catch (error) {
    const isOurs = error instanceof AppError && (error.code === "INVALID" || error.code === "LIMIT");
    if (isOurs) await fail(ctx, importId, error.message);
    else if (job.attempts >= MAX_ATTEMPTS) await fail(ctx, importId, null);
    if (!isOurs) throw error;
  }
}

type ImportRow = typeof imports.$inferSelect;
type Job = Pick<ImportRow, "id" | "kind" | "fileName" | "rowsDone" | "attempts"> & {
  dialect: NonNullable<ImportRow["dialect"]>;
  profile: NonNullable<ImportRow["profile"]>;
  mapping: NonNullable<ImportRow["mapping"]>;
};

const isImport = ({ workspaceId }: Ctx, importId: string) =>
  and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId));

async function begin(ctx: Ctx, importId: string): Promise<Job | null> {
  const [exists] = await ctx.db.select({ id: imports.id }).from(imports).where(isImport(ctx, importId));
  found(exists, "import");
  const [row] = await ctx.db
    .update(imports)
    .set({ attempts: sql`${imports.attempts} + 1` })
    .where(and(isImport(ctx, importId), eq(imports.status, "running")))
    .returning({
      id: imports.id,
      kind: imports.kind,
      fileName: imports.fileName,
      rowsDone: imports.rowsDone,
      attempts: imports.attempts,
      dialect: imports.dialect,
      profile: imports.profile,
      mapping: imports.mapping,
    });
  if (!row) return null;
  const { dialect, profile, mapping, ...rest } = row;
  return {
    ...rest,
    dialect: found(dialect, "file"),
    profile: found(profile, "file"),
    mapping: found(mapping, "mapping"),
  };
}

async function writeFile(ctx: Ctx, job: Job, batchRows: number): Promise<void> {
  let bytes = 0;
  let trouble: Trouble | null = null;
  async function* counted() {
    for await (const slice of readFile(ctx, { importId: job.id })) {
      bytes += slice.length;
      yield slice;
    }
  }
  const records = readRecords(counted(), job.dialect, (met) => {
    trouble = met;
  });
  const batches = batchesOf(records, {
    hasHeader: job.dialect.hasHeader,
    from: job.rowsDone,
    size: batchRows,
    read: await readerOf(ctx, job),
    trouble: () => trouble,
  });
  let rowsDone = job.rowsDone;
  let measuredAt = rowsDone;
  for await (const batch of batches) {
    if (!(await retried(() => writeBatch(ctx, job, batch, bytes)))) return;
    rowsDone = batch.until;
    if (rowsDone < BATCH || rowsDone < measuredAt * 4) continue;
    await measureTables(ctx);
    measuredAt = rowsDone;
  }
  await finish(ctx, job, rowsDone);
}

/**
 * Until the planner knows that tables have grown it takes them for nearly empty, and reads a workspace's rows one and
 * all for each row that it looks for: the database's own clock comes too late for a first import.
 */
async function measureTables({ db }: Ctx): Promise<void> {
  await db.execute(sql`analyze (skip_locked) ${GROWING}`);
}

async function readerOf(ctx: Ctx, { id, kind, profile, mapping }: Job): Promise<RowReader<AnyIntake>> {
  const names = profile.columns.map(({ name }) => name);
  const columns = takenColumns(mapping, names);
  const { currency, timeZone } = ctx.workspace;
  const readers = { momentOf: wallClock(timeZone) };
  if (kind === "orders") {
    const minorPerUnit = 10 ** currencyUnit(currency).digits;
    return orderReader(columns, { mapping, currency, minorPerUnit, readers });
  }
  const print = mapping.key === "row" ? await fingerprint(ctx, id) : "";
  const rowKey = (no: number) => `row-${print}-${no}`;
  if (kind === "campaign") {
    const minorPerUnit = 10 ** currencyUnit(currency).digits;
    const settings = found(mapping.campaign, "campaign");
    return pastReader(columns, { key: mapping.key, settings, minorPerUnit, rowKey });
  }
  const known = await listImportAttributes(ctx);
  const types = new Map(known.map(({ key, type }) => [`attr:${key}`, type]));
  return customerReader(columns, { key: mapping.key, types, readers, rowKey });
}

/** Tells files apart by what is in them, so that row 7 of one file is not taken for row 7 of another. */
async function fingerprint(ctx: Ctx, importId: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const slice of readFile(ctx, { importId })) hash.update(slice);
  return hash.digest("hex").slice(0, 12);
}

async function retried<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (attempt === 3 || !DEADLOCK.test(sqlState(error) ?? "")) throw error;
    }
  }
}

/** Writes one batch; false when the import was stopped, or another run of it is ahead. */
function writeBatch(ctx: Ctx, job: Job, batch: Batch<AnyIntake>, bytesDone: number): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ status: imports.status, rowsDone: imports.rowsDone })
      .from(imports)
      .where(isImport(tx, job.id))
      .for("update");
    if (row?.status !== "running" || row.rowsDone !== batch.from) return false;
    const { rows, outcomes, rejects } = await writeRows(tx, job, batch);
    const refused = rows.flatMap(({ no, cells }, at) => {
      const reason = REFUSED[outcomes[at] ?? "unchanged"];
      return reason ? [rejectOf(no, cells, reason)] : [];
    });
    const rejected = [...batch.rejects, ...rejects, ...refused];
    await writeRejects(tx, job.id, rejected);
    const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
    await tx.db
      .update(imports)
      .set({
        rowsRead: sql`${imports.rowsRead} + ${batch.read}`,
        rowsCreated: sql`${imports.rowsCreated} + ${count("created")}`,
        rowsChanged: sql`${imports.rowsChanged} + ${count("changed")}`,
        rowsUnchanged: sql`${imports.rowsUnchanged} + ${count("unchanged")}`,
        rowsRejected: sql`${imports.rowsRejected} + ${rejected.length}`,
        rowsLeftOut: sql`${imports.rowsLeftOut} + ${batch.leftOut}`,
        rowsDone: batch.until,
        bytesDone,
      })
      .where(isImport(tx, job.id));
    return true;
  });
}

type Written = { rows: ReadRow<AnyIntake>[]; outcomes: Outcome[]; rejects: Reject[] };

async function writeRows(
  tx: Ctx,
  { id, kind, fileName, mapping }: Job,
  batch: Batch<AnyIntake>,
): Promise<Written> {
  const origin = { source: `import of ${fileName}`, importId: id };
  if (kind === "orders") {
    const lines = batch.rows.map(({ intake }) => intake as OrderLineIntake);
    return { rows: batch.rows, outcomes: await takeOrderLines(tx, lines, origin), rejects: [] };
  }
  if (kind === "campaign") {
    const people = batch.rows.map(({ intake }) => intake as PastPerson);
    const settings = found(mapping.campaign, "campaign");
    return {
      rows: batch.rows,
      outcomes: await takePastPeople(tx, people, { ...origin, settings }),
      rejects: [],
    };
  }
  const { rows, rejects } = await admitted(tx, batch.rows as ReadRow<CustomerIntake>[]);
  const intakes = rows.map(({ intake }) => intake);
  const { outcomes } = await takeCustomers(tx, intakes, { ...origin, mode: "update" });
  return { rows, outcomes, rejects };
}

/** Rows whose choices are known or could be added to their fields. */
async function admitted(tx: Ctx, rows: readonly ReadRow<CustomerIntake>[]) {
  const choices = await lockChoices(tx);
  const sizes = new Map([...choices].map(([key, { values }]) => [key, values.size]));
  const taken: ReadRow<CustomerIntake>[] = [];
  const rejects: Reject[] = [];
  for (const row of rows) {
    try {
      admitChoices(choices, row.intake);
      taken.push(row);
    } catch (error) {
      if (!(error instanceof CellFault)) throw error;
      rejects.push(rejectOf(row.no, row.cells, error.reason));
    }
  }
  for (const [key, { values }] of choices)
    if (values.size > (sizes.get(key) ?? 0))
      await tx.db
        .update(attributes)
        .set({ choices: [...values] })
        .where(and(eq(attributes.workspaceId, tx.workspaceId), eq(attributes.key, key)));
  return { rows: taken, rejects };
}

async function lockChoices({ db, workspaceId }: Ctx): Promise<Choices> {
  const rows = await db
    .select({ key: attributes.key, label: attributes.label, choices: attributes.choices })
    .from(attributes)
    .where(and(eq(attributes.workspaceId, workspaceId), inArray(attributes.type, ["choice", "choices"])))
    .orderBy(attributes.key)
    .for("update");
  return new Map(rows.map(({ key, label, choices }) => [key, { label, values: new Set(choices) }]));
}

async function writeRejects({ db, workspaceId }: Ctx, importId: string, rejects: readonly Reject[]) {
  if (rejects.length === 0) return;
  await db.execute(sql`
    insert into ${importRejects} (workspace_id, import_id, row_no, reason, cells)
    select ${workspaceId}::int, ${importId}::uuid, no, reason, cells
    from json_to_recordset(${JSON.stringify(rejects)}::json) x(no int, reason text, cells jsonb) order by no`);
}

/** Ends the run: the file goes, who started it is told, and all that is derived from customers follows. */
function finish(ctx: Ctx, { id, fileName }: Job, rowsDone: number): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({ status: "done", finishedAt: tx.now(), bytesDone: imports.fileBytes, error: null })
      .where(and(isImport(tx, id), eq(imports.status, "running"), eq(imports.rowsDone, rowsDone)))
      .returning({
        created: imports.rowsCreated,
        changed: imports.rowsChanged,
        rejected: imports.rowsRejected,
        createdBy: imports.createdBy,
      });
    if (!row) return;
    const { createdBy, ...counts } = row;
    await deleteFile(tx, id);
    await enqueue(tx, "segments.refreshAll", { cause: "data" }, { key: "import" });
    await recordAudit(tx, { action: "import.finished", subject: id, detail: { name: fileName, ...counts } });
    const title = `${fileName} is in: ${formatNumber(counts.created)} new, ${formatNumber(counts.changed)} changed, ${formatCount(counts.rejected, "row")} set aside`;
    await sendNotices(tx, [{ userId: createdBy, kind: "system", title, href: `/customers/import/${id}` }]);
  });
}

async function fail(ctx: Ctx, importId: string, sentence: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(imports)
      .set({
        status: "failed",
        finishedAt: tx.now(),
        error:
          sentence ??
          sql`'The import stopped after row ' || ${imports.rowsDone} || ' because something went wrong on our side. What was written stays; continue, or tell your administrator.'`,
      })
      .where(and(isImport(tx, importId), eq(imports.status, "running")))
      .returning({ fileName: imports.fileName, createdBy: imports.createdBy, rowsDone: imports.rowsDone });
    if (!row) return;
    if (row.rowsDone > 0) await enqueue(tx, "segments.refreshAll", { cause: "data" }, { key: "import" });
    await recordAudit(tx, { action: "import.failed", subject: importId, detail: { name: row.fileName } });
    await sendNotices(tx, [
      {
        userId: row.createdBy,
        kind: "system",
        title: `${row.fileName} could not be imported whole`,
        href: `/customers/import/${importId}`,
      },
    ]);
  });
}

async function deleteFile({ db, workspaceId }: Ctx, importId: string): Promise<void> {
  await db
    .delete(importFiles)
    .where(and(eq(importFiles.workspaceId, workspaceId), eq(importFiles.importId, importId)));
}
