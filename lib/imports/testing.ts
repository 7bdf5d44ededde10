import type { Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { type ImportDetail, type ImportKind, PART_BYTES } from "./import";
import type { ImportMapping } from "./mapping";
import { addPart, beginUpload, finishUpload, startImport } from "./mutations";
import { getImport } from "./queries";
import { runImport } from "./run/mutations";

/** A file as the browser brings it: announced, part by part, looked at. */
export async function upload(
  ctx: Ctx,
  kind: ImportKind,
  file: string | Uint8Array,
  fileName = `${kind}.csv`,
): Promise<ImportDetail> {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  const { importId } = await beginUpload(ctx, { kind, fileName, fileBytes: bytes.length });
  for (let part = 0; part * PART_BYTES < bytes.length; part++)
    await addPart(ctx, { importId, part }, bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
  await finishUpload(ctx, { importId });
  return getImport(ctx, { importId });
}

/** An uploaded file whose run has begun, matched as suggested except for what is given. */
export async function started(
  ctx: Ctx,
  kind: ImportKind,
  file: string | Uint8Array,
  change: Partial<ImportMapping> = {},
): Promise<{ importId: string }> {
  const { id: importId, mapping } = await upload(ctx, kind, file);
  return startImport(ctx, { importId, mapping: { ...found(mapping, "mapping"), ...change } });
}

/** The whole way of a file, and what the import says afterwards. */
export async function imported(
  ctx: Ctx,
  kind: ImportKind,
  file: string | Uint8Array,
  change: Partial<ImportMapping> = {},
): Promise<ImportDetail> {
  const run = await started(ctx, kind, file, change);
  await runImport(ctx, run);
  return getImport(ctx, run);
}
