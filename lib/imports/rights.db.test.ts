import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { newId } from "@/lib/ids";
import {
  addPart,
  beginUpload,
  cancelImport,
  finishUpload,
  resumeImport,
  setDialect,
  startImport,
} from "./mutations";
import {
  getImport,
  getImportProgress,
  listImports,
  listRejectGroups,
  readFile,
  readRejects,
} from "./queries";
import { runImport } from "./run/mutations";
import { imported, ORDERS, PEOPLE, upload } from "./testing";

let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
});

describe("who may", () => {
  const readWhole = async (ctx: Ctx, importId: string) => {
    let bytes = 0;
    for await (const slice of readFile(ctx, { importId })) bytes += slice.length;
    return bytes;
  };

  test("members and viewers may do none of it", async () => {
    const { id: importId, mapping } = await upload(shop.ctx(), "customers", PEOPLE);
    if (!mapping) throw new Error("There is no mapping.");
    for (const role of ["member", "viewer"] as const) {
      const ctx = shop.ctx(role);
      const attempts = [
        () => beginUpload(ctx, { kind: "customers", fileName: "a.csv", fileBytes: 1 }),
        () => addPart(ctx, { importId, part: 0 }, Buffer.from("a")),
        () => finishUpload(ctx, { importId }),
        () => setDialect(ctx, { importId, encoding: "utf-8", delimiter: ",", hasHeader: true }),
        () => startImport(ctx, { importId, mapping }),
        () => cancelImport(ctx, { importId }),
        () => resumeImport(ctx, { importId }),
        () => runImport(ctx, { importId }),
        () => listImports(ctx),
        () => getImport(ctx, { importId }),
        () => getImportProgress(ctx, { importId }),
        () => listRejectGroups(ctx, { importId }),
        () => readRejects(ctx, { importId }),
        () => readWhole(ctx, importId),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect((await getImport(shop.ctx(), { importId })).status).toBe("mapping");
  });

  test("another workspace's import is not found, and stays as it is", async () => {
    const { id: importId, mapping } = await upload(other.ctx(), "customers", PEOPLE);
    if (!mapping) throw new Error("There is no mapping.");
    const ctx = shop.ctx();
    const attempts = [
      () => addPart(ctx, { importId, part: 0 }, Buffer.from("a")),
      () => finishUpload(ctx, { importId }),
      () => setDialect(ctx, { importId, encoding: "utf-8", delimiter: ";", hasHeader: true }),
      () => startImport(ctx, { importId, mapping }),
      () => cancelImport(ctx, { importId }),
      () => resumeImport(ctx, { importId }),
      () => runImport(ctx, { importId }),
      () => getImport(ctx, { importId }),
      () => getImportProgress(ctx, { importId }),
      () => readRejects(ctx, { importId }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listImports(ctx)).toEqual([]);
    expect(await listRejectGroups(ctx, { importId })).toEqual([]);
    expect(await readWhole(ctx, importId)).toBe(0);
    expect(await readWhole(other.ctx(), importId)).toBe(PEOPLE.length);
    const same = await getImport(other.ctx(), { importId });
    expect(same).toMatchObject({ status: "mapping", dialect: { delimiter: "," } });
    await expect(runImport(ctx, { importId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("an import writes to its own workspace alone", async () => {
    await imported(other.ctx(), "customers", PEOPLE);
    await imported(shop.ctx(), "orders", ORDERS);
    const counted = await shop.ctx().db.execute(sql`
      select workspace_id, count(*)::int as people from customers
      where workspace_id in (${shop.workspaceId}, ${other.workspaceId}) group by 1 order by 1`);
    expect([...counted]).toHaveLength(2);
    const rows = new Map([...counted].map((row) => [row.workspace_id, row.people]));
    expect([rows.get(shop.workspaceId), rows.get(other.workspaceId)]).toEqual([1, 2]);
  });
});
