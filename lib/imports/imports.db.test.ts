import { gzipSync } from "node:zlib";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { attributes, auditLog, customers, importFiles, notifications } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { PART_BYTES } from "./import";
import { addPart, beginUpload, cancelImport, finishUpload, resumeImport, startImport } from "./mutations";
import { getImport, listImports, listRejectGroups, readRejects } from "./queries";
import { resultSentence } from "./result";
import { imported, ORDERS, PEOPLE, upload } from "./testing";

let shop: TestWorkspace;
beforeEach(async () => {
  shop = await makeWorkspace();
});

const rejectedText = async (ctx: Ctx, importId: string) => {
  let whole = "";
  for await (const piece of (await readRejects(ctx, { importId })).text) whole += piece;
  return whole;
};

const actionsOf = async ({ db, workspaceId }: Ctx) =>
  (
    await db.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.workspaceId, workspaceId))
  ).map(({ action }) => action);

describe("a file of customers", () => {
  test("is matched by name and content, written, and its bad rows can be downloaded", async () => {
    const ctx = shop.ctx("marketer");
    const done = await imported(ctx, "customers", PEOPLE);
    expect(done).toMatchObject({
      status: "done",
      counts: { read: 5, created: 2, changed: 0, unchanged: 0, rejected: 3, leftOut: 0 },
    });
    expect(resultSentence(done)).toContain("new customers");
    expect(await listRejectGroups(ctx, { importId: done.id })).toEqual([
      { reason: "Email is not a valid address", rows: 1, firstRows: [4] },
      { reason: "No customer number", rows: 1, firstRows: [6] },
      { reason: "accepts marketing says neither in nor out", rows: 1, firstRows: [5] },
    ]);
    expect(await rejectedText(ctx, done.id)).toBe(
      [
        "\uFEFFid,Email,Vorname,Drink,Visits,accepts marketing,Facet row,Facet reason",
        "3,broken,Cy,tea,7,yes,4,Email is not a valid address",
        "4,di@example.org,Di,tea,9,maybe,5,accepts marketing says neither in nor out",
        ",eve@example.org,Eve,tea,1,yes,6,No customer number",
        "",
      ].join("\r\n"),
    );
    const rows = await ctx.db
      .select({ externalId: customers.externalId, attrs: customers.attrs, consent: customers.consentEmail })
      .from(customers)
      .where(eq(customers.workspaceId, ctx.workspaceId))
      .orderBy(customers.no);
    expect(rows).toEqual([
      { externalId: "1", attrs: { drink: "tea", visits: 3 }, consent: "in" },
      { externalId: "2", attrs: { drink: "coffee", visits: 5 }, consent: "out" },
    ]);
    const stored = await ctx.db.select().from(importFiles).where(eq(importFiles.importId, done.id));
    expect(stored).toEqual([]);
    expect(await actionsOf(ctx)).toEqual(expect.arrayContaining(["import.started", "import.finished"]));
    const told = await ctx.db
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.workspaceId, ctx.workspaceId));
    expect(told).toEqual([{ title: expect.stringContaining("2 new") }]);
  });

  test("matches the next file with the same columns as the last one was", async () => {
    const ctx = shop.ctx("marketer");
    const first = await upload(ctx, "customers", PEOPLE);
    expect(first.isRemembered).toBe(false);
    const columns = (first.mapping?.columns ?? []).map((column) =>
      column.field === "firstName" ? { ...column, field: "lastName" } : column,
    );
    if (first.mapping) await startImport(ctx, { importId: first.id, mapping: { ...first.mapping, columns } });
    const second = await upload(ctx, "customers", PEOPLE);
    expect(second.isRemembered).toBe(true);
    expect(second.mapping?.columns.map(({ field }) => field)).toEqual([
      "externalId",
      "email",
      "lastName",
      "attr:drink",
      "attr:visits",
      "consentEmail",
    ]);
  });

  test("never lifts an opt-out, never writes an erased person again, keeps what a row is silent about", async () => {
    const ctx = shop.ctx("marketer");
    await imported(ctx, "customers", PEOPLE);
    const isMine = eq(customers.workspaceId, ctx.workspaceId);
    await ctx.db
      .update(customers)
      .set({ erasedAt: new Date(), firstName: null, email: null, attrs: {} })
      .where(and(isMine, eq(customers.externalId, "1")));
    const done = await imported(
      ctx,
      "customers",
      "id,Vorname,accepts marketing\n1,Ana,yes\n2,,yes\n9,Zoe,yes\n",
    );
    expect(done.counts).toMatchObject({ read: 3, created: 1, changed: 0, unchanged: 1, rejected: 1 });
    expect(await listRejectGroups(ctx, { importId: done.id })).toEqual([
      { reason: "This person was erased and is not written again", rows: 1, firstRows: [2] },
    ]);
    const rows = await ctx.db
      .select({ firstName: customers.firstName, consent: customers.consentEmail })
      .from(customers)
      .where(isMine)
      .orderBy(customers.no);
    expect(rows).toEqual([
      { firstName: null, consent: "in" },
      { firstName: "Bo", consent: "out" },
      { firstName: "Zoe", consent: "in" },
    ]);
  });

  test("without a column that tells people apart makes a person of each row, and the same ones again", async () => {
    const ctx = shop.ctx("marketer");
    const file = "age,plan\n31,free\n31,free\n45,paid\n";
    expect((await imported(ctx, "customers", file, { key: "row" })).counts.created).toBe(3);
    expect((await imported(ctx, "customers", file, { key: "row" })).counts).toMatchObject({
      created: 0,
      unchanged: 3,
    });
    const next = await imported(ctx, "customers", "age,plan\n31,free\n", { key: "row" });
    expect(next.counts.created).toBe(1);
  });

  test("found by address is the same person whatever the case", async () => {
    const ctx = shop.ctx("marketer");
    await imported(ctx, "customers", "email,city\nAna@Example.org,Riga\n");
    const done = await imported(ctx, "customers", "email,city\nana@example.org,Tallinn\n");
    expect(done.counts).toMatchObject({ created: 0, changed: 1 });
  });

  test("adds choices to a list of the workspace until it is full", async () => {
    const ctx = shop.ctx("marketer");
    const row = (no: number, drink: string) => `${no},${drink}`;
    const some = Array.from({ length: 40 }, (_, at) => row(at, at % 2 ? "tea" : "coffee"));
    await imported(ctx, "customers", ["id,drink", ...some].join("\n"));
    const isDrink = and(eq(attributes.workspaceId, ctx.workspaceId), eq(attributes.key, "drink"));
    const [field] = await ctx.db.select().from(attributes).where(isDrink);
    expect(field).toMatchObject({ type: "choice", choices: ["coffee", "tea"], source: "customers.csv" });
    const many = Array.from({ length: 520 }, (_, at) => row(at, `drink ${at}`));
    const done = await imported(ctx, "customers", ["id,drink", ...many].join("\n"));
    expect(done.counts).toMatchObject({ read: 520, rejected: 22 });
    const [full] = await ctx.db.select({ choices: attributes.choices }).from(attributes).where(isDrink);
    expect(full?.choices).toHaveLength(500);
  });
});

describe("a file of orders", () => {
  test("nets out, creates who is named, and sets aside what has no customer or belongs to another", async () => {
    const ctx = shop.ctx("marketer");
    const done = await imported(ctx, "orders", gzipSync(ORDERS), { cancelPrefix: "C" });
    expect(done.counts).toMatchObject({ read: 5, created: 3, rejected: 2, leftOut: 0 });
    expect(done.dialect?.isGzip).toBe(true);
    expect(await listRejectGroups(ctx, { importId: done.id })).toEqual([
      { reason: "No customer", rows: 1, firstRows: [4] },
      { reason: "The order belongs to another customer", rows: 1, firstRows: [6] },
    ]);
    const rows = await ctx.db.execute(sql`
      select external_id, amount_minor::int as amount, is_return from orders where workspace_id = ${ctx.workspaceId} order by external_id`);
    expect([...rows]).toEqual([
      { external_id: "1001", amount: 1250, is_return: false },
      { external_id: "C1003", amount: -125, is_return: true },
    ]);
    const metrics = await ctx.db.execute(sql`
      select order_count, return_count, spend_minor::int as spend from customer_metrics where workspace_id = ${ctx.workspaceId}`);
    expect([...metrics]).toEqual([{ order_count: 1, return_count: 1, spend: 1125 }]);
  });

  test("whose filter leaves everything out says so", async () => {
    const done = await imported(
      shop.ctx(),
      "orders",
      "Order ID,Order Date,Quantity,Price,Customer ID\n1,2024-01-02,-1,2,7\n",
      {
        isPositiveOnly: true,
      },
    );
    expect(done.counts).toMatchObject({ read: 1, leftOut: 1, created: 0 });
    expect(resultSentence(done)).toBe("The filter of the mapping left every row out. Nothing was written.");
  });
});

describe("a file that cannot be imported", () => {
  const refused = (file: string | Uint8Array) => upload(shop.ctx(), "customers", file);

  test.each([
    ["of nothing but a header", "id,name\n", "only a header"],
    ["that is a workbook", Buffer.from("504b0304140000", "hex"), "Save the sheet as CSV"],
    ["that is a PDF", "%PDF-1.7 and more", "Export the table as CSV"],
    ["packed and cut off", gzipSync(PEOPLE.repeat(50)).subarray(0, 100), "damaged or was cut off"],
    ["packed and empty", gzipSync(""), "This file is empty"],
  ])("%s is refused with a sentence, and kept in the list without its bytes", async (_, file, sentence) => {
    await expect(refused(file)).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining(sentence),
    });
    const [line] = await listImports(shop.ctx());
    expect(line?.status).toBe("failed");
    const detail = await getImport(shop.ctx(), { importId: line?.id ?? "" });
    expect(resultSentence(detail)).toContain(sentence);
    expect(detail.isResumable).toBe(false);
    await expect(resumeImport(shop.ctx(), { importId: detail.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("with a quote that never ends keeps what stands before it and says where it broke off", async () => {
    const ctx = shop.ctx();
    const done = await imported(ctx, "customers", 'id,name\n1,Ana\n2,"Bo\n3,Cy\n');
    expect(done.counts).toMatchObject({ created: 1, rejected: 1 });
    expect(await listRejectGroups(ctx, { importId: done.id })).toEqual([
      { reason: expect.stringContaining("never ends"), rows: 1, firstRows: [3] },
    ]);
  });

  test("that did not arrive whole is told of and can be discarded", async () => {
    const ctx = shop.ctx();
    const { importId } = await beginUpload(ctx, {
      kind: "customers",
      fileName: "big.csv",
      fileBytes: PART_BYTES + 10,
    });
    await expect(addPart(ctx, { importId, part: 0 }, Buffer.alloc(10))).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(addPart(ctx, { importId, part: 2 }, Buffer.alloc(10))).rejects.toMatchObject({
      code: "INVALID",
    });
    await addPart(ctx, { importId, part: 0 }, Buffer.alloc(PART_BYTES, "a"));
    await expect(finishUpload(ctx, { importId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(resultSentence(await getImport(ctx, { importId }))).toContain("did not arrive whole");
    await cancelImport(ctx, { importId });
    expect((await getImport(ctx, { importId })).status).toBe("cancelled");
  });

  test("is not started with a mapping that cannot run", async () => {
    const ctx = shop.ctx();
    const { id: importId, mapping } = await upload(ctx, "customers", PEOPLE);
    if (!mapping) throw new Error("There is no mapping.");
    const attempt = (change: Partial<typeof mapping>) =>
      startImport(ctx, { importId, mapping: { ...mapping, ...change } });
    const columns = mapping.columns.map((column) => ({ ...column, field: "email" }));
    await expect(attempt({ columns })).rejects.toMatchObject({ code: "INVALID" });
    await expect(attempt({ columns: [] })).rejects.toMatchObject({ code: "INVALID" });
    const unknown = mapping.columns.map((column, at) =>
      at === 3 ? { ...column, field: "attr:nothing" } : column,
    );
    await expect(attempt({ columns: unknown })).rejects.toMatchObject({ code: "INVALID" });
    expect((await getImport(ctx, { importId })).status).toBe("mapping");
  });
});
