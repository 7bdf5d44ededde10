// Rows of the actions of imports.
import { and, eq } from "drizzle-orm";
import * as make from "@/db/factories";
import { campaigns, imports as importRows } from "@/db/schema";
import * as imports from "@/lib/imports/mutations";
import { EDITORS, type Row, type Scene } from "./matrix";

const FILE = Buffer.from("id,name\n1,Ana\n2,Bo\n");
/** A file that has arrived, and was looked at unless told. */
export async function upload(at: Pick<Scene, "ctx" | "marker">, isRead = true): Promise<string> {
  const owner = at.ctx();
  const fileName = `${at.marker}.csv`;
  const { importId } = await imports.beginUpload(owner, {
    kind: "customers",
    fileName,
    fileBytes: FILE.length,
  });
  await imports.addPart(owner, { importId, part: 0 }, FILE);
  if (isRead) await imports.finishUpload(owner, { importId });
  return importId;
}
const column = (field: string) => ({ field, reading: "text" as const, label: "" });
const MAPPING = {
  columns: [column("externalId"), column("firstName")],
  key: "externalId" as const,
  cancelPrefix: "",
  ...{ isPositiveOnly: false, isWithoutCancellations: false },
};
/** Failed on its way, so that it can go on. */
async function failed(at: Scene): Promise<string> {
  const { db, workspaceId } = at;
  const id = await upload(at);
  await db
    .update(importRows)
    .set({ status: "failed", mapping: MAPPING, startedAt: new Date() })
    .where(and(eq(importRows.workspaceId, workspaceId), eq(importRows.id, id)));
  return id;
}

/** An import that brought a finished campaign in. */
async function past(at: Scene): Promise<string> {
  const { db, workspaceId } = at;
  const [importId, campaignId] = [await upload(at), (await make.makeCampaign(at.ctx())).id];
  await db
    .update(campaigns)
    .set({ status: "finished", importId })
    .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, campaignId)));
  return importId;
}

export const IMPORT_ROWS: Record<string, Row> = {
  beginUpload: {
    may: EDITORS,
    input: () => ({ kind: "customers", fileName: "customers.csv", fileBytes: 100 }),
  },
  finishUpload: { may: EDITORS, input: async (at) => ({ importId: await upload(at, false) }) },
  setDialect: {
    may: EDITORS,
    input: async (at) => ({
      importId: await upload(at),
      ...{ encoding: "utf-8", delimiter: ",", hasHeader: true },
    }),
  },
  startImport: { may: EDITORS, input: async (at) => ({ importId: await upload(at), mapping: MAPPING }) },
  cancelImport: { may: EDITORS, input: async (at) => ({ importId: await upload(at) }) },
  resumeImport: { may: EDITORS, input: async (at) => ({ importId: await failed(at) }) },
  takeBackCampaign: { may: EDITORS, input: async (at) => ({ importId: await past(at) }) },
};
