import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, campaignSegments, campaigns, segmentMembers, segments } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { newId } from "@/lib/ids";
import { listVersions } from "./history/queries";
import type { SegmentInput } from "./model";
import { countChanges, listChanges } from "./movement/queries";
import {
  archiveSegment,
  createSegment,
  refreshAllSegments,
  refreshSegment,
  restoreSegment,
  restoreVersion,
  updateSegment,
} from "./mutations";
import { getSegment, listSegments } from "./queries";
import type { Rule, RuleNode } from "./rule";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const everyone = all({ kind: "everyone" });
const livesIn = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});
const input = (name: string, rule: Rule, parentId: string | null = null): SegmentInput => ({
  name,
  description: "",
  dimension: "geographic",
  parentId,
  rule,
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let one: SmallShop;
let owner: Ctx;
beforeEach(async () => {
  one = await makeSmallShop();
  owner = one.ctx();
});
const as = (role: Role) => one.ctx(role);
const make = (name: string, rule: Rule, parentId: string | null = null) =>
  createSegment(owner, input(name, rule, parentId));

async function storedNos(segmentId: string): Promise<number[]> {
  const rows = await owner.db
    .select({ no: segmentMembers.customerNo })
    .from(segmentMembers)
    .innerJoin(
      segments,
      and(eq(segments.workspaceId, segmentMembers.workspaceId), eq(segments.no, segmentMembers.segmentNo)),
    )
    .where(and(eq(segments.workspaceId, one.workspaceId), eq(segments.id, segmentId)))
    .orderBy(segmentMembers.customerNo);
  return rows.map(({ no }) => no);
}

describe("creating", () => {
  it("stores the rule as version 1, the members with their cause, the size of the day and an audit line", async () => {
    const { segmentId, size } = await make("Latvia", all(livesIn("LV")));
    expect(size).toBe(20);
    const segment = await getSegment(owner, { segmentId });
    expect(segment).toMatchObject({
      size: 20,
      base: 31,
      version: 1,
      status: "live",
      sentence: "Customers who live in LV",
    });
    expect(segment.sizes).toEqual([{ day: "2026-06-15", size: 20 }]);
    expect(await listVersions(owner, { segmentId })).toMatchObject([
      { version: 1, sizeBefore: null, sizeAfter: 20, authorName: "Test owner" },
    ]);
    const [change] = (await listChanges(owner, { segmentId })).changes;
    expect(change).toMatchObject({ hasEntered: true, cause: "rule" });
    const actions = await owner.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subject, segmentId));
    expect(actions).toEqual([{ action: "segment.created" }]);
  });
  it("refuses a faulty rule, a taken name, a parent of another workspace and roles that may not", async () => {
    await make("Latvia", all(livesIn("LV")));
    expect(await code(make("Latvia", everyone))).toBe("CONFLICT");
    expect(await code(make("Empty", all()))).toBe("INVALID");
    const other = await makeSmallShop();
    const theirs = await createSegment(other.ctx(), input("Latvia", everyone));
    expect(await code(make("Child", everyone, theirs.segmentId))).toBe("INVALID");
    expect(await code(make("Reader", all({ kind: "segment", segmentId: theirs.segmentId })))).toBe("INVALID");
    for (const role of ["member", "viewer"] as const)
      expect(await code(createSegment(as(role), input("No", everyone)))).toBe("FORBIDDEN");
    expect((await listSegments(owner)).map(({ name }) => name)).toEqual(["Latvia"]);
  });
});

describe("the tree", () => {
  it("a child narrows its parent and follows it", async () => {
    const parent = await make("Baltic", all({ kind: "field", field: "country", test: { op: "isKnown" } }));
    const child = await make("Not Latvia", all({ kind: "not", child: livesIn("LV") }), parent.segmentId);
    const reader = await make("Reader", all({ kind: "segment", segmentId: child.segmentId }));
    expect([parent.size, child.size, reader.size]).toEqual([30, 10, 10]);
    await updateSegment(owner, { segmentId: parent.segmentId, version: 1, rule: all(livesIn("LV")) });
    expect(await storedNos(child.segmentId)).toEqual([]);
    expect(await storedNos(reader.segmentId)).toEqual([]);
    expect(await getSegment(owner, { segmentId: child.segmentId })).toMatchObject({
      ancestors: [{ name: "Baltic", size: 20 }],
    });
    expect((await getSegment(owner, { segmentId: child.segmentId })).uses.segments).toMatchObject([
      { name: "Reader" },
    ]);
  });
  it("refuses a circle at saving, and fails closed when one is there", async () => {
    const a = await make("A", everyone);
    const b = await make("B", all({ kind: "segment", segmentId: a.segmentId }));
    const circle = all({ kind: "segment", segmentId: b.segmentId });
    expect(await code(updateSegment(owner, { segmentId: a.segmentId, version: 1, rule: circle }))).toBe(
      "INVALID",
    );
    expect(
      await code(updateSegment(owner, { segmentId: a.segmentId, version: 1, parentId: b.segmentId })),
    ).toBe("INVALID");
    await owner.db.update(segments).set({ rule: circle }).where(eq(segments.id, a.segmentId));
    expect(await refreshAllSegments(owner)).toMatchObject({ refreshed: 0, failed: 2 });
    expect(await getSegment(owner, { segmentId: a.segmentId })).toMatchObject({
      status: "failing",
      evaluationError: expect.stringContaining("circle"),
    });
    expect(await storedNos(a.segmentId)).toHaveLength(31);
  });
});

describe("changing", () => {
  it("a changed rule is a version with sizes before and after; the same rule and a new name are not", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const renamed = await updateSegment(owner, {
      segmentId,
      version: 1,
      name: "Letland",
      rule: all({ ...livesIn("LV"), id: "x" }),
    });
    expect(renamed).toEqual({ segmentId, version: 1, size: 20 });
    const changed = await updateSegment(owner, {
      segmentId,
      version: 1,
      rule: all(livesIn("EE")),
      note: "Moved",
    });
    expect(changed).toEqual({ segmentId, version: 2, size: 10 });
    const [version] = await listVersions(owner, { segmentId });
    expect(version).toMatchObject({ version: 2, note: "Moved", sizeBefore: 20, sizeAfter: 10 });
    expect(await countChanges(owner, { segmentId })).toEqual([
      { day: "2026-06-15", cause: "rule", joined: 30, left: 20 },
    ]);
    expect(await restoreVersion(owner, { segmentId, version: 1 })).toEqual({
      segmentId,
      version: 3,
      size: 20,
    });
  });
  it("a value that somebody else changed meanwhile is not written over", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const before = { name: "Latvia" };
    await updateSegment(owner, { segmentId, version: 1, name: "Letland", before });
    const late = updateSegment(owner, { segmentId, version: 1, name: "Lettonie", before });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Somebody changed the name while you were editing. Reload to see it.",
    });
    await updateSegment(owner, {
      ...{ segmentId, version: 1, dimension: "value" },
      before: { dimension: "geographic" },
    });
    expect(await getSegment(owner, { segmentId })).toMatchObject({ name: "Letland", dimension: "value" });
  });
  it("the second of two editors is told", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    await updateSegment(owner, { segmentId, version: 1, rule: everyone });
    expect(
      await code(updateSegment(as("marketer"), { segmentId, version: 1, rule: all(livesIn("EE")) })),
    ).toBe("CONFLICT");
  });
  it("is refused to roles that may not, and in another workspace", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const other = await makeSmallShop();
    const change = { segmentId, version: 1, name: "Mine" };
    expect(await code(updateSegment(as("member"), change))).toBe("FORBIDDEN");
    expect(await code(updateSegment(other.ctx(), change))).toBe("NOT_FOUND");
    expect(await code(restoreVersion(other.ctx(), { segmentId, version: 1 }))).toBe("NOT_FOUND");
    expect(await code(restoreVersion(as("viewer"), { segmentId, version: 1 }))).toBe("FORBIDDEN");
    expect(await code(refreshSegment(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
    expect(await code(refreshSegment(as("member"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(refreshAllSegments(as("viewer")))).toBe("FORBIDDEN");
    expect((await getSegment(owner, { segmentId })).name).toBe("Latvia");
  });
});

describe("archiving", () => {
  it("is refused while something in use reads the segment, and can be undone", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const child = await make("Child", everyone, segmentId);
    expect(await code(archiveSegment(owner, { segmentId }))).toBe("CONFLICT");
    await archiveSegment(owner, { segmentId: child.segmentId });
    const campaignId = newId();
    const campaign = {
      workspaceId: one.workspaceId,
      id: campaignId,
      name: "Spring",
      journeyStage: "purchase" as const,
      startOn: "2026-06-01",
      endOn: "2026-06-30",
    };
    await owner.db.insert(campaigns).values(campaign);
    await owner.db
      .insert(campaignSegments)
      .values({ workspaceId: one.workspaceId, campaignId, segmentId, segmentVersion: 1 });
    expect(await code(archiveSegment(owner, { segmentId }))).toBe("CONFLICT");
    await owner.db.update(campaigns).set({ status: "finished" }).where(eq(campaigns.id, campaignId));
    await archiveSegment(owner, { segmentId });
    expect(await listSegments(owner)).toEqual([]);
    expect(await listSegments(owner, { withArchived: true })).toHaveLength(2);
    expect(await code(updateSegment(owner, { segmentId, version: 1, name: "New" }))).toBe("CONFLICT");
    await restoreSegment(owner, { segmentId });
    expect(await getSegment(owner, { segmentId })).toMatchObject({
      status: "live",
      uses: { campaigns: [{ name: "Spring", segmentVersion: 1 }] },
    });
  });
  it("is refused to roles that may not, and in another workspace", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const other = await makeSmallShop();
    for (const run of [archiveSegment, restoreSegment]) {
      expect(await code(run(as("member"), { segmentId }))).toBe("FORBIDDEN");
      expect(await code(run(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
    }
  });
});

it("the job for the KPIs is queued once for many changes", async () => {
  await make("A", everyone);
  await make("B", everyone);
  const key = `${one.workspaceId}:kpis.refresh:kpis`;
  const [row] = await owner.db.execute<{ jobs: number }>(
    sql`select count(*)::int as jobs from graphile_worker.jobs where key = ${key}`,
  );
  expect(row?.jobs).toBe(1);
});
