import type { Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { type ImportDetail, type ImportKind, PART_BYTES } from "./import";
import type { ImportMapping } from "./mapping";
import { addPart, beginUpload, finishUpload, startImport } from "./mutations";
import { getImport } from "./queries";
import { runImport } from "./run/mutations";

/** Two customers that can be taken, and three rows that cannot. */
export const PEOPLE = `id,Email,Vorname,Drink,Visits,accepts marketing
1,ana@example.org,Ana,tea,3,yes
2,bo@example.org,Bo,coffee,5,no
3,broken,Cy,tea,7,yes
4,di@example.org,Di,tea,9,maybe
,eve@example.org,Eve,tea,1,yes
`;

/** Three lines of one customer, one without a customer, one of somebody else’s order. */
export const ORDERS = `Order ID,Order Date,SKU,Quantity,Price,Customer ID
1001,2024-01-02 10:00,x1,2,1.25,17.0
1001,2024-01-02 10:00,x2,1,10,17.0
1002,2024-01-03 11:00,x1,1,1.25,
C1003,2024-01-04 12:00,x1,-1,1.25,17.0
1001,2024-01-02 10:00,x3,1,1,18
`;

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

/** The queue runs a job as nobody in particular. */
const asQueue = (ctx: Ctx): Ctx => ({ ...ctx, actor: { userId: null, role: "owner", name: "Facet" } });

/** The whole way of a file, and what the import says afterwards. */
export async function imported(
  ctx: Ctx,
  kind: ImportKind,
  file: string | Uint8Array,
  change: Partial<ImportMapping> = {},
): Promise<ImportDetail> {
  const run = await started(ctx, kind, file, change);
  await runImport(asQueue(ctx), run);
  return getImport(ctx, run);
}
