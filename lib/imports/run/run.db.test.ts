import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { cancelImport, resumeImport } from "../mutations";
import { getImport, getImportProgress } from "../queries";
import { resultSentence } from "../result";
import { imported, ORDERS, PEOPLE, started } from "../testing";
import { runImport } from "./mutations";

let shop: TestWorkspace;
beforeEach(async () => {
  shop = await makeWorkspace();
});

/** The same context, in which something happens once the first transaction is over. */
function afterFirstTransaction(ctx: Ctx, happen: () => Promise<unknown>): Ctx {
  let isFirst = true;
  const transaction: Ctx["db"]["transaction"] = async (run) => {
    const value = await ctx.db.transaction(run);
    if (isFirst) await happen();
    isFirst = false;
    return value;
  };
  return { ...ctx, db: Object.assign(Object.create(ctx.db), { transaction }) };
}

const actionsOf = async ({ db, workspaceId }: Ctx) =>
  (
    await db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.workspaceId, workspaceId))
  ).map(({ action }) => action);

describe("a run", () => {
  test("that is stopped writes no more, and says what stays", async () => {
    const ctx = shop.ctx("marketer");
    const rows = Array.from({ length: 30 }, (_, at) => `${at},Ana`);
    const { importId } = await started(ctx, "customers", ["id,first name", ...rows].join("\n"));
    const stopping = afterFirstTransaction(ctx, () => cancelImport(ctx, { importId }));
    await runImport(stopping, { importId }, { batchRows: 11 });
    const detail = await getImport(ctx, { importId });
    expect(detail).toMatchObject({ status: "cancelled", counts: { read: 10, created: 10 } });
    expect(resultSentence(detail)).toMatch(
      /^It was stopped after 10\srows\. What was written stays: 10\snew customers/,
    );
    await expect(cancelImport(ctx, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(resumeImport(ctx, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await actionsOf(ctx)).toContain("import.cancelled");
  });

  test("that is stopped before it began wrote nothing", async () => {
    const ctx = shop.ctx("marketer");
    const { importId } = await started(ctx, "customers", PEOPLE);
    await cancelImport(ctx, { importId });
    await runImport(ctx, { importId });
    expect(resultSentence(await getImport(ctx, { importId }))).toBe(
      "It was stopped before anything was written.",
    );
  });

  test("that keeps failing is given up with a sentence, and goes on where it stopped when asked to", async () => {
    const ctx = shop.ctx("marketer");
    const { importId } = await started(ctx, "orders", ORDERS);
    const lost: Ctx = { ...ctx, workspace: { ...ctx.workspace, timeZone: "No/Where" } };
    for (let attempt = 1; attempt < 5; attempt++) {
      await expect(runImport(lost, { importId })).rejects.toThrow(RangeError);
      expect((await getImport(ctx, { importId })).status).toBe("running");
    }
    await expect(runImport(lost, { importId })).rejects.toThrow(RangeError);
    const failed = await getImport(ctx, { importId });
    expect(failed).toMatchObject({ status: "failed", isResumable: true });
    expect(resultSentence(failed)).toContain("something went wrong on our side");
    expect(await actionsOf(ctx)).toContain("import.failed");
    await resumeImport(ctx, { importId });
    expect((await getImportProgress(ctx, { importId })).status).toBe("running");
    await runImport(ctx, { importId });
    expect((await getImport(ctx, { importId })).counts).toMatchObject({ read: 5, created: 3, rejected: 2 });
  });

  test("that is done does nothing more", async () => {
    const ctx = shop.ctx("marketer");
    const done = await imported(ctx, "customers", PEOPLE);
    await runImport(ctx, { importId: done.id });
    expect((await getImport(ctx, { importId: done.id })).counts).toEqual(done.counts);
  });
});
