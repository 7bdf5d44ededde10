import { and, eq, sql } from "drizzle-orm";
import { attributes, importFiles, importMappings, imports } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { preparePastCampaign } from "@/lib/campaigns/past/mutations";
import { AppError, found } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/mutations";
import { fits, startProblem, withNewFields } from "./check";
import { describeFile } from "./describe";
import { detectDialect } from "./detect";
import { signatureOf } from "./dialect";
import { type Dialect, type ImportKind, PART_BYTES, type Trouble } from "./import";
import { type ImportMapping, isMapped } from "./mapping";
import type { DialectChange, ImportRef, PartRef, StartInput, UploadInput } from "./model";
import type { FileProfile } from "./profile";
import { listImportAttributes, readFile } from "./queries";
import { typeOfReading } from "./reading";
import { readRecords } from "./records";
import { suggestMapping } from "./suggest";

/** Announces a file. Its parts follow by `addPart`, then `finishUpload`. */
export async function beginUpload(ctx: Ctx, input: UploadInput): Promise<{ importId: string }> {
  authorize(ctx, "imports:run");
  const importId = newId();
  await ctx.db.insert(imports).values({
    ...input,
    workspaceId: ctx.workspaceId,
    id: importId,
    status: "uploading",
    createdBy: ctx.actor.userId,
    createdAt: ctx.now(),
  });
  return { importId };
}

/** Keeps one part of a file that is being uploaded; the same part again replaces it. */
export async function addPart(
  ctx: Ctx,
  { importId, part }: PartRef,
  bytes: Uint8Array,
): Promise<{ part: number }> {
  authorize(ctx, "imports:run");
  return inTransaction(ctx, async (tx) => {
    const { fileBytes } = await lockImport(tx, importId, "uploading");
    const size = Math.min(PART_BYTES, fileBytes - part * PART_BYTES);
    if (bytes.length !== size)
      throw new AppError("INVALID", "A part of the file did not arrive whole. Upload the file again.");
    await tx.db
      .insert(importFiles)
      .values({ workspaceId: tx.workspaceId, importId, part, bytes: Buffer.from(bytes) })
      .onConflictDoUpdate({
        target: [importFiles.workspaceId, importFiles.importId, importFiles.part],
        set: { bytes: sql`excluded.bytes` },
      });
    return { part };
  });
}

/**
 * Looks at a file that has arrived whole: how it is written, what its columns hold, where they may go. INVALID, and
 * the import is kept as failed, for a file that has no rows or is no text.
 */
export async function finishUpload(ctx: Ctx, { importId }: ImportRef): Promise<{ importId: string }> {
  authorize(ctx, "imports:run");
  try {
    return await inTransaction(ctx, async (tx) => {
      const { kind, fileBytes } = await lockImport(tx, importId, "uploading");
      const [arrived] = await tx.db
        .select({ bytes: sql<number>`coalesce(sum(octet_length(${importFiles.bytes})), 0)::float8` })
        .from(importFiles)
        .where(isFileOf(tx, importId));
      if (arrived?.bytes !== fileBytes)
        throw new AppError("CONFLICT", "Part of the file did not arrive. Upload it again.");
      const dialect = await detectDialect(() => readFile(tx, { importId }));
      await describe(tx, { importId, kind, fileBytes }, dialect);
      return { importId };
    });
  } catch (error) {
    if (error instanceof AppError && (error.code === "INVALID" || error.code === "LIMIT"))
      await refuseFile(ctx, importId, error.message);
    throw error;
  }
}

/** Reads the file anew in another way; the matching of its columns begins again. */
export async function setDialect(ctx: Ctx, { importId, ...change }: DialectChange): Promise<void> {
  authorize(ctx, "imports:run");
  await inTransaction(ctx, async (tx) => {
    const { kind, fileBytes, dialect } = await lockImport(tx, importId, "mapping");
    await describe(tx, { importId, kind, fileBytes }, { ...found(dialect, "file"), ...change });
  });
}

/**
 * Starts the run: makes the new fields, remembers the mapping for files with the same columns, and leaves the rest to
 * the job. INVALID, as a sentence, for a mapping that cannot run.
 */
export async function startImport(
  ctx: Ctx,
  { importId, mapping: given }: StartInput,
): Promise<{ importId: string }> {
  authorize(ctx, "imports:run");
  return inTransaction(ctx, async (tx) => {
    const { kind, profile, fileName } = await lockImport(tx, importId, "mapping");
    const columns = found(profile, "file").columns;
    const known = await listImportAttributes(tx);
    const problem = startProblem(kind, given, { width: columns.length, attributes: known });
    if (problem) throw new AppError("INVALID", problem);
    const { created, mapping } = withNewFields(given);
    if (created.length > 0)
      await tx.db.insert(attributes).values(
        created.map(({ key, label, reading }) => ({
          workspaceId: tx.workspaceId,
          key,
          label,
          type: typeOfReading(reading),
          source: fileName,
        })),
      );
    if (kind === "campaign" && mapping.campaign)
      await preparePastCampaign(tx, {
        ...{ importId, settings: mapping.campaign },
        tells: {
          orders: isMapped(mapping, "bought") || isMapped(mapping, "spend"),
          goal: isMapped(mapping, "reached"),
        },
      });
    await remember(tx, kind, signatureOf(columns.map(({ name }) => name)), mapping);
    await tx.db
      .update(imports)
      .set({ mapping, status: "running", startedAt: tx.now() })
      .where(isImport(tx, importId));
    await enqueue(tx, "imports.run", { importId }, { key: importId });
    await recordAudit(tx, {
      action: "import.started",
      subject: importId,
      detail: { name: fileName, kind, fields: created.map(({ label }) => label) },
    });
    return { importId };
  });
}

/** Ends an import that is not over. What a run has written stays; the file is deleted. */
export async function cancelImport(ctx: Ctx, { importId }: ImportRef): Promise<void> {
  authorize(ctx, "imports:run");
  await inTransaction(ctx, async (tx) => {
    const { status, fileName, rowsDone } = await lockImport(tx, importId);
    if (status === "done" || status === "cancelled")
      throw new AppError("CONFLICT", "This import is over. There is nothing left to stop.");
    await tx.db
      .update(imports)
      .set({ status: "cancelled", finishedAt: tx.now() })
      .where(isImport(tx, importId));
    await tx.db.delete(importFiles).where(isFileOf(tx, importId));
    if (rowsDone > 0) await enqueue(tx, "segments.refreshAll", { cause: "data" }, { key: "import" });
    await recordAudit(tx, { action: "import.cancelled", subject: importId, detail: { name: fileName } });
  });
}

/** Lets a failed run go on behind the last row that it wrote. */
export async function resumeImport(ctx: Ctx, { importId }: ImportRef): Promise<void> {
  authorize(ctx, "imports:run");
  await inTransaction(ctx, async (tx) => {
    const { startedAt } = await lockImport(tx, importId, "failed");
    if (!startedAt) throw new AppError("CONFLICT", "This file could not be read. Upload it again.");
    await tx.db
      .update(imports)
      .set({ status: "running", attempts: 0, error: null, finishedAt: null, startedAt: tx.now() })
      .where(isImport(tx, importId));
    await enqueue(tx, "imports.run", { importId }, { key: importId });
  });
}

const isImport = ({ workspaceId }: Ctx, importId: string) =>
  and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId));

const isFileOf = ({ workspaceId }: Ctx, importId: string) =>
  and(eq(importFiles.workspaceId, workspaceId), eq(importFiles.importId, importId));

const MOVED_ON = "This import has moved on meanwhile. Reload the page.";

/** The import, locked. CONFLICT when it is not in the status that the caller needs. */
async function lockImport(tx: Ctx, importId: string, status?: (typeof imports.$inferSelect)["status"]) {
  const [row] = await tx.db
    .select({
      kind: imports.kind,
      status: imports.status,
      fileName: imports.fileName,
      fileBytes: imports.fileBytes,
      dialect: imports.dialect,
      profile: imports.profile,
      rowsDone: imports.rowsDone,
      startedAt: imports.startedAt,
    })
    .from(imports)
    .where(isImport(tx, importId))
    .for("update");
  const locked = found(row, "import");
  if (status && locked.status !== status) throw new AppError("CONFLICT", MOVED_ON);
  return locked;
}

type File = { importId: string; kind: ImportKind; fileBytes: number };

async function describe(tx: Ctx, { importId, kind, fileBytes }: File, dialect: Dialect): Promise<void> {
  const profile = await profileOf(readFile(tx, { importId }), fileBytes, dialect);
  if (profile.rows === 0)
    throw new AppError("INVALID", "This file has no rows, only a header. Choose one that has rows.");
  const known = await listImportAttributes(tx);
  const place = { width: profile.columns.length, attributes: known };
  const last = await recall(tx, kind, signatureOf(profile.columns.map(({ name }) => name)));
  const mapping = fits(kind, last, place) ? last : suggestMapping(kind, profile.columns, known);
  await tx.db
    .update(imports)
    .set({ dialect, profile, mapping, status: "mapping" })
    .where(isImport(tx, importId));
}

async function profileOf(
  file: AsyncIterable<Uint8Array>,
  fileBytes: number,
  dialect: Dialect,
): Promise<FileProfile> {
  let bytes = 0;
  let trouble: Trouble | null = null;
  async function* counted() {
    for await (const slice of file) {
      bytes += slice.length;
      yield slice;
    }
  }
  const records = readRecords(counted(), dialect, (met) => {
    trouble = met;
  });
  const profile = await describeFile(records, dialect);
  const share = profile.isWhole || bytes === 0 ? 1 : Math.min(1, bytes / fileBytes);
  return { ...profile, expectedRows: Math.round(profile.rows / share), trouble };
}

/** What is known to be wrong with a file is kept in the list of imports, without the file. */
async function refuseFile(ctx: Ctx, importId: string, error: string): Promise<void> {
  await ctx.db
    .update(imports)
    .set({ status: "failed", error, finishedAt: ctx.now() })
    .where(and(isImport(ctx, importId), eq(imports.status, "uploading")));
  await ctx.db.delete(importFiles).where(isFileOf(ctx, importId));
}

async function recall(tx: Ctx, kind: ImportKind, signature: string): Promise<ImportMapping | null> {
  const [row] = await tx.db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(isMappingOf(tx, kind, signature));
  return row?.mapping ?? null;
}

const isMappingOf = ({ workspaceId }: Ctx, kind: ImportKind, signature: string) =>
  and(
    eq(importMappings.workspaceId, workspaceId),
    eq(importMappings.kind, kind),
    eq(importMappings.signature, signature),
  );

async function remember(tx: Ctx, kind: ImportKind, signature: string, mapping: ImportMapping): Promise<void> {
  await tx.db
    .insert(importMappings)
    .values({ workspaceId: tx.workspaceId, kind, signature, mapping, usedAt: tx.now() })
    .onConflictDoUpdate({
      target: [importMappings.workspaceId, importMappings.kind, importMappings.signature],
      set: { mapping, usedAt: tx.now() },
    });
}
