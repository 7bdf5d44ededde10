import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { makeAttribute, makePersona } from "@/db/factories";
import { auditLog, customerMetrics, customers, segmentChanges, segments } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { getCatalogue } from "../catalogue/queries";
import { createSegment, refreshSegment, updateSegment } from "../mutations";
import { getSegment, listSegments } from "../queries";
import type { Rule, RuleNode } from "../rule";
import { partsOf, readWay } from "./bands";
import { axisRules, type SplitAxis, sizeOf, totalOf } from "./grid";
import type { SplitInput } from "./model";
import { countNewSegments, splitSegment, undoSplit } from "./mutations";
import { countSplit, getSplitProfile, listSegmentNames } from "./queries";
import { splitSubjects, subjectOf } from "./subject";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const livesIn = (value: string): Rule => all({ kind: "field", field: "country", test: { op: "is", value } });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: SmallShop;
let owner: Ctx;
let parentId: string;
beforeEach(async () => {
  shop = await makeSmallShop();
  owner = shop.ctx();
  await makeAttribute(owner, { key: "tags", label: "Tags", type: "choices" });
  await makeAttribute(owner, { key: "vip", label: "VIP", type: "boolean" });
  await makeAttribute(owner, { key: "visits", label: "Visits", type: "number" });
  await makeAttribute(owner, { key: "joined", label: "Joined", type: "date" });
  // 1–10: tea and milk; 11–15: tea; visits are the number; spend 100 each, but 5 times that for the first five.
  await owner.db
    .update(customers)
    .set({
      attrs: sql`jsonb_build_object('visits', no, 'joined', case when no <= 8 then '2026-01-15' else '2026-03-02' end, 'vip', no <= 4,
      'tags', case when no <= 10 then '["tea","milk"]'::jsonb when no <= 15 then '["tea"]'::jsonb else '[]'::jsonb end)`,
      birthDate: sql`('1990-06-15'::date + no)`,
    })
    .where(eq(customers.workspaceId, shop.workspaceId));
  await owner.db
    .update(customerMetrics)
    .set({ spendMinor: sql`case when customer_no <= 5 then 500 else 100 end` })
    .where(eq(customerMetrics.workspaceId, shop.workspaceId));
  parentId = (await make("Baltic", all({ kind: "field", field: "country", test: { op: "isKnown" } })))
    .segmentId;
});
const as = (role: Role) => shop.ctx(role);
const make = (name: string, rule: Rule) =>
  createSegment(owner, { name, description: "", dimension: "geographic", parentId: null, rule });
const child = (name: string, rule: Rule) => ({ name, dimension: "geographic" as const, rule });
const input = (more: Partial<SplitInput> = {}): SplitInput => ({
  segmentId: parentId,
  children: [child("Latvia", livesIn("LV")), child("Estonia", livesIn("EE"))],
  rest: null,
  ...more,
});

async function axisOf(key: string, way: string, withUnknown = false): Promise<SplitAxis> {
  const subject = subjectOf(await getCatalogue(owner), key);
  const profile = await getSplitProfile(owner, { segmentId: parentId, subjectKey: key });
  if (!subject || !profile) throw new Error(key);
  return { subject, parts: partsOf(readWay(way, subject, profile), subject, profile, "EUR", withUnknown) };
}
async function sizes(...axes: SplitAxis[]) {
  const { groups } = await countSplit(owner, { segmentId: parentId, axes: axes.map(axisRules) });
  return {
    total: totalOf(groups),
    cells: (axes[0]?.parts ?? []).map((_, row) =>
      (axes[1]?.parts ?? [null]).map((__, column) => sizeOf(groups, [[row, column]], axes.length > 1)),
    ),
  };
}

describe("the profile of a subject", () => {
  it("has the most frequent values, numbers with their quantiles, months, and how many are known", async () => {
    const profile = (subjectKey: string) => getSplitProfile(owner, { segmentId: parentId, subjectKey });
    expect(await profile("field country")).toMatchObject({
      size: 30,
      known: 30,
      values: [
        { value: "LV", size: 20 },
        { value: "EE", size: 10 },
      ],
    });
    expect(await profile("attribute tags")).toMatchObject({
      known: 15,
      values: [
        { value: "tea", size: 15 },
        { value: "milk", size: 10 },
      ],
    });
    expect(await profile("attribute visits")).toMatchObject({ kind: "number", min: 1, max: 30, known: 30 });
    expect(await profile("attribute joined")).toMatchObject({
      months: [
        { month: "2026-01", size: 8 },
        { month: "2026-03", size: 22 },
      ],
    });
    expect(await profile("field age")).toMatchObject({ min: 35, max: 35 });
    expect(await profile("field email")).toBeNull();
  });
  it("can be had for everything that is offered", async () => {
    const subjects = splitSubjects(await getCatalogue(owner));
    for (const { key, kind } of subjects)
      expect(await getSplitProfile(owner, { segmentId: parentId, subjectKey: key })).toMatchObject({
        kind,
        size: 30,
      });
  });
  it("is closed to roles that may not edit, and to another workspace", async () => {
    const query = { segmentId: parentId, subjectKey: "field country" };
    for (const role of ["member", "viewer"] as const)
      expect(await code(getSplitProfile(as(role), query))).toBe("FORBIDDEN");
    const other = await makeSmallShop();
    expect(await code(getSplitProfile(other.ctx(), query))).toBe("NOT_FOUND");
    expect(await listSegmentNames(other.ctx())).toEqual([]);
    expect(await code(listSegmentNames(as("viewer")))).toBe("FORBIDDEN");
  });
});

describe("the grid", () => {
  it("counts every cell of two axes exactly, those without a value too", async () => {
    const country = await axisOf("field country", "top6");
    const spend = await axisOf("orders spend", "200");
    expect(await sizes(country, spend)).toEqual({
      total: 30,
      cells: [
        [15, 5],
        [10, 0],
      ],
    });
    expect(await sizes(await axisOf("attribute visits", "11,21", true))).toEqual({
      total: 30,
      cells: [[10], [10], [10], [0]],
    });
    expect(await sizes(await axisOf("attribute joined", "quarter", true))).toMatchObject({
      cells: [[30], [0]],
    });
  });
  it("counts parts that overlap without doubling anybody in the whole", async () => {
    expect(await sizes(await axisOf("attribute tags", "top2", true))).toEqual({
      total: 30,
      cells: [[15], [10], [0]],
    });
  });
  it("is not counted once nobody waits for it", async () => {
    const query = { segmentId: parentId, axes: [[livesIn("LV")]] };
    expect(await code(countSplit(owner, query, AbortSignal.abort()))).toBe("UNAVAILABLE");
  });
  it("is refused to roles that may not edit, of another workspace, and with a faulty part", async () => {
    const query = { segmentId: parentId, axes: [[livesIn("LV")]] };
    for (const role of ["member", "viewer"] as const)
      expect(await code(countSplit(as(role), query))).toBe("FORBIDDEN");
    expect(await code(countSplit((await makeSmallShop()).ctx(), query))).toBe("NOT_FOUND");
    expect(await code(countSplit(owner, { ...query, axes: [[all()]] }))).toBe("INVALID");
  });
});

describe("splitting", () => {
  it("makes all children with members, history, size and version, and an exact remainder", async () => {
    const { segmentIds, sizes: made } = await splitSegment(
      owner,
      input({
        children: [child("Latvia", livesIn("LV"))],
        rest: { name: "Others", dimension: "geographic" },
      }),
    );
    expect(made).toEqual([20, 10]);
    for (const [index, segmentId] of segmentIds.entries()) {
      const segment = await getSegment(owner, { segmentId });
      expect(segment).toMatchObject({
        size: made?.[index],
        status: "live",
        version: 1,
        ancestors: [{ id: parentId }],
        sizes: [{ day: "2026-06-15", size: made?.[index] }],
      });
      expect(await refreshSegment(owner, { segmentId })).toMatchObject({ joined: 0, left: 0 });
    }
    const rest = await getSegment(owner, { segmentId: segmentIds[1] ?? "" });
    expect(rest.sentence).toBe("Customers who are not in “Latvia”");
    await updateSegment(owner, { segmentId: segmentIds[0] ?? "", version: 1, rule: livesIn("EE") });
    expect((await getSegment(owner, { segmentId: rest.id })).size).toBe(20);
    const changes = await owner.db
      .select({ cause: segmentChanges.cause })
      .from(segmentChanges)
      .innerJoin(
        segments,
        and(eq(segments.workspaceId, segmentChanges.workspaceId), eq(segments.no, segmentChanges.segmentNo)),
      )
      .where(eq(segments.id, rest.id));
    expect(new Set(changes.map(({ cause }) => cause))).toEqual(new Set(["rule"]));
    const lines = await owner.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subject, parentId));
    expect(lines.map(({ action }) => action)).toContain("segment.split");
  });
  it("of a large segment makes them at once and counts them one by one, whatever becomes of some meanwhile", async () => {
    const rest = { name: "Everyone else", dimension: "needs" as const };
    const { segmentIds, sizes } = await splitSegment(owner, input({ rest }), { atOnce: 29 });
    expect(sizes).toBeNull();
    const status = () =>
      Promise.all(
        segmentIds.map(async (segmentId) => {
          const { status: now, size } = await getSegment(owner, { segmentId });
          return `${now} ${size}`;
        }),
      );
    expect(await status()).toEqual(["new null", "new null", "new null"]);
    const [job] = await owner.db.execute<{ payload: unknown }>(sql`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'segments.countNew' and payload::jsonb ->> 'workspaceId' = ${String(owner.workspaceId)}`);
    expect(job?.payload).toEqual({ workspaceId: owner.workspaceId, payload: { segmentIds } });
    for (const role of ["member", "viewer"] as const)
      await expect(countNewSegments(as(role), { segmentIds })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    await countNewSegments((await makeSmallShop()).ctx(), { segmentIds });
    expect(await status()).toEqual(["new null", "new null", "new null"]);
    const [first = ""] = segmentIds;
    await countNewSegments(owner, { segmentIds: [first] });
    expect(await status()).toEqual(["live 20", "new null", "new null"]);
    await countNewSegments(owner, { segmentIds });
    expect(await status()).toEqual(["live 20", "live 10", "live 0"]);
    const changes = await owner.db
      .select({ cause: segmentChanges.cause })
      .from(segmentChanges)
      .innerJoin(
        segments,
        and(eq(segments.workspaceId, segmentChanges.workspaceId), eq(segments.no, segmentChanges.segmentNo)),
      )
      .where(and(eq(segments.workspaceId, owner.workspaceId), eq(segments.parentId, parentId)));
    expect(changes).toHaveLength(30);
    await undoSplit(owner, { segmentIds });
    await countNewSegments(owner, { segmentIds });
    expect((await getSegment(owner, { segmentId: parentId })).children).toEqual([]);
  });
  it("makes nothing when one name is taken or said twice, and says which", async () => {
    const clash = splitSegment(
      owner,
      input({ children: [child("New", livesIn("LV")), child("Baltic", livesIn("EE"))] }),
    );
    await expect(clash).rejects.toMatchObject({
      code: "CONFLICT",
      fields: { "children.1.name": expect.any(String) },
    });
    const twice = splitSegment(owner, input({ rest: { name: "Latvia", dimension: "needs" } }));
    await expect(twice).rejects.toMatchObject({
      fields: { "children.2.name": "Two of the new segments have this name" },
    });
    const faulty = splitSegment(
      owner,
      input({ children: [child("New", livesIn("LV")), child("Empty", all())] }),
    );
    await expect(faulty).rejects.toMatchObject({ code: "INVALID" });
    expect((await listSegments(owner)).map(({ name }) => name)).toEqual(["Baltic"]);
  });
  it("is refused to roles that may not, and to another workspace", async () => {
    for (const role of ["member", "viewer"] as const)
      expect(await code(splitSegment(as(role), input()))).toBe("FORBIDDEN");
    const other = await makeSmallShop();
    expect(await code(splitSegment(other.ctx(), input()))).toBe("NOT_FOUND");
    expect(await listSegments(other.ctx())).toEqual([]);
  });
});

describe("taking a split back", () => {
  it("removes all of it and frees the names", async () => {
    const rest = { name: "Others", dimension: "geographic" as const };
    const { segmentIds } = await splitSegment(owner, input({ rest }));
    await undoSplit(owner, { segmentIds });
    expect((await listSegments(owner, { withArchived: true })).map(({ name }) => name)).toEqual(["Baltic"]);
    expect((await splitSegment(owner, input({ rest }))).sizes).toEqual([20, 10, 0]);
  });
  it("is refused once something builds on it, for a part of it, and for segments of no split", async () => {
    const { segmentIds } = await splitSegment(owner, input());
    const [first = ""] = segmentIds;
    expect(await code(undoSplit(owner, { segmentIds: [first] }))).toBe("CONFLICT");
    expect(await code(undoSplit(owner, { segmentIds: [parentId] }))).toBe("CONFLICT");
    await makePersona(owner, { segmentId: first });
    expect(await code(undoSplit(owner, { segmentIds }))).toBe("CONFLICT");
    expect(await listSegments(owner)).toHaveLength(3);
    const second = await splitSegment(owner, input({ children: [child("L2", livesIn("LV"))] }));
    await make("Reader", all({ kind: "segment", segmentId: second.segmentIds[0] ?? "" }));
    expect(await code(undoSplit(owner, { segmentIds: second.segmentIds }))).toBe("CONFLICT");
  });
  it("is refused to roles that may not, and to another workspace", async () => {
    const { segmentIds } = await splitSegment(owner, input());
    for (const role of ["member", "viewer"] as const)
      expect(await code(undoSplit(as(role), { segmentIds }))).toBe("FORBIDDEN");
    expect(await code(undoSplit((await makeSmallShop()).ctx(), { segmentIds }))).toBe("NOT_FOUND");
    expect(await listSegments(owner)).toHaveLength(3);
  });
});
