import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { attributes, importFiles, importMappings, importRejects, imports, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { signatureOf } from "./dialect";
import type { ImportCounts, ImportDetail, ImportLine, ImportProgress, RejectGroup } from "./import";
import type { ImportRef } from "./model";
import { rejectCsv } from "./rejects";
import { rowsInAll } from "./speed";
import type { KnownAttribute } from "./suggest";

/** Small enough that bytes read are a fair measure of rows read. */
const SLICE = 64 * 1024;
const LISTED = 50;
const REASONS = 100;

const isImport = (ctx: Ctx, importId: string) =>
  and(eq(imports.workspaceId, ctx.workspaceId), eq(imports.id, importId));

const COUNTS = {
  read: imports.rowsRead,
  created: imports.rowsCreated,
  changed: imports.rowsChanged,
  unchanged: imports.rowsUnchanged,
  rejected: imports.rowsRejected,
  leftOut: imports.rowsLeftOut,
} satisfies Record<keyof ImportCounts, unknown>;

const LINE = {
  id: imports.id,
  kind: imports.kind,
  status: imports.status,
  fileName: imports.fileName,
  counts: COUNTS,
  createdAt: imports.createdAt,
  createdBy: users.name,
};

/** Imports of the workspace, the newest first. */
export async function listImports(ctx: Ctx): Promise<ImportLine[]> {
  authorize(ctx, "imports:run");
  return ctx.db
    .select(LINE)
    .from(imports)
    .leftJoin(users, eq(users.id, imports.createdBy))
    .where(eq(imports.workspaceId, ctx.workspaceId))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(LISTED);
}

/** The fields of the workspace that a column can go to. */
export async function listImportAttributes(ctx: Ctx): Promise<KnownAttribute[]> {
  authorize(ctx, "imports:run");
  return ctx.db
    .select({ key: attributes.key, label: attributes.label, type: attributes.type })
    .from(attributes)
    .where(eq(attributes.workspaceId, ctx.workspaceId))
    .orderBy(asc(sql`lower(${attributes.label})`), asc(attributes.key));
}

/** One import with all that its page shows. */
export async function getImport(ctx: Ctx, { importId }: ImportRef): Promise<ImportDetail> {
  authorize(ctx, "imports:run");
  const [rows, known] = await Promise.all([
    ctx.db
      .select({
        ...LINE,
        fileBytes: imports.fileBytes,
        bytesDone: imports.bytesDone,
        dialect: imports.dialect,
        profile: imports.profile,
        mapping: imports.mapping,
        error: imports.error,
        startedAt: imports.startedAt,
        finishedAt: imports.finishedAt,
        hasFile: sql<boolean>`exists (select from import_files f where f.workspace_id = ${ctx.workspaceId} and f.import_id = ${importId}::uuid)`,
      })
      .from(imports)
      .leftJoin(users, eq(users.id, imports.createdBy))
      .where(isImport(ctx, importId)),
    listImportAttributes(ctx),
  ]);
  const { startedAt, hasFile, bytesDone, ...row } = found(rows[0], "import");
  const isRemembered = row.status === "mapping" && (await hasRemembered(ctx, row));
  const { status, fileBytes, counts, finishedAt, profile } = row;
  const counted = { rows: profile?.expectedRows ?? 0, isExact: profile?.isWhole ?? true };
  return {
    ...row,
    attributes: known,
    isRemembered,
    isResumable: status === "failed" && startedAt !== null && hasFile,
    progress: {
      status,
      counts,
      expectedRows: rowsInAll(counted, { read: counts.read, bytesDone, fileBytes }),
      isExact: counted.isExact,
      elapsedMs: startedAt ? (finishedAt ?? ctx.now()).getTime() - startedAt.getTime() : 0,
    },
  };
}

async function hasRemembered(ctx: Ctx, { kind, profile }: Pick<ImportDetail, "kind" | "profile">) {
  const signature = signatureOf(profile?.columns.map(({ name }) => name) ?? []);
  const rows = await ctx.db
    .select({ usedAt: importMappings.usedAt })
    .from(importMappings)
    .where(
      and(
        eq(importMappings.workspaceId, ctx.workspaceId),
        eq(importMappings.kind, kind),
        eq(importMappings.signature, signature),
      ),
    );
  return rows.length > 0;
}

/** How far an import is: asked every second while one runs. */
export async function getImportProgress(ctx: Ctx, { importId }: ImportRef): Promise<ImportProgress> {
  authorize(ctx, "imports:run");
  const [row] = await ctx.db
    .select({
      status: imports.status,
      counts: COUNTS,
      bytesDone: imports.bytesDone,
      fileBytes: imports.fileBytes,
      rows: sql<number>`coalesce((${imports.profile} ->> 'expectedRows')::int, 0)`,
      isExact: sql<boolean>`coalesce((${imports.profile} ->> 'isWhole')::boolean, true)`,
      startedAt: imports.startedAt,
      finishedAt: imports.finishedAt,
    })
    .from(imports)
    .where(isImport(ctx, importId));
  const { status, counts, rows, isExact, startedAt, finishedAt, ...bytes } = found(row, "import");
  return {
    status,
    counts,
    expectedRows: rowsInAll({ rows, isExact }, { read: counts.read, ...bytes }),
    isExact,
    elapsedMs: startedAt ? (finishedAt ?? ctx.now()).getTime() - startedAt.getTime() : 0,
  };
}

/** Rejected rows by reason, the commonest first. */
export async function listRejectGroups(ctx: Ctx, { importId }: ImportRef): Promise<RejectGroup[]> {
  authorize(ctx, "imports:run");
  return ctx.db
    .select({
      reason: importRejects.reason,
      rows: sql<number>`count(*)::int`,
      firstRows: sql<number[]>`(array_agg(${importRejects.rowNo} order by ${importRejects.rowNo}))[1:3]`,
    })
    .from(importRejects)
    .where(and(eq(importRejects.workspaceId, ctx.workspaceId), eq(importRejects.importId, importId)))
    .groupBy(importRejects.reason)
    .orderBy(desc(sql`count(*)`), asc(importRejects.reason))
    .limit(REASONS);
}

/** The rejected rows as they stood in the file, with their number and the reason, as a CSV file in pieces. */
export async function readRejects(
  ctx: Ctx,
  { importId }: ImportRef,
): Promise<{ fileName: string; text: AsyncIterable<string> }> {
  authorize(ctx, "imports:run");
  const [row] = await ctx.db
    .select({ fileName: imports.fileName, profile: imports.profile })
    .from(imports)
    .where(isImport(ctx, importId));
  const { fileName, profile } = found(row, "import");
  const names = profile?.columns.map(({ name }) => name) ?? [];
  return { fileName, text: rejectCsv(names, (after) => rejectsAfter(ctx, importId, after)) };
}

function rejectsAfter(ctx: Ctx, importId: string, after: number) {
  return ctx.db
    .select({ no: importRejects.rowNo, reason: importRejects.reason, cells: importRejects.cells })
    .from(importRejects)
    .where(
      and(
        eq(importRejects.workspaceId, ctx.workspaceId),
        eq(importRejects.importId, importId),
        gt(importRejects.rowNo, after),
      ),
    )
    .orderBy(asc(importRejects.rowNo))
    .limit(5000);
}

/** The bytes of the file, slice by slice; nothing when they were deleted. */
export async function* readFile(ctx: Ctx, { importId }: ImportRef): AsyncGenerator<Uint8Array> {
  authorize(ctx, "imports:run");
  for (let part = 0; ; part++) {
    const [row] = await ctx.db
      .select({ bytes: importFiles.bytes })
      .from(importFiles)
      .where(
        and(
          eq(importFiles.workspaceId, ctx.workspaceId),
          eq(importFiles.importId, importId),
          eq(importFiles.part, part),
        ),
      );
    if (!row) return;
    for (let at = 0; at < row.bytes.length; at += SLICE) yield row.bytes.subarray(at, at + SLICE);
  }
}
