import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  customers,
  notifications,
  personas,
  segmentChanges,
  segmentMembers,
  segmentSizes,
  segments,
} from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import type { Role } from "@/lib/auth/permissions";
import { newId } from "@/lib/ids";
import { getMyWork } from "@/lib/work/queries";
import { listAssignments, listVersions } from "../history/queries";
import type { SegmentInput } from "../model";
import { countChanges, listChanges } from "../movement/queries";
import { createSegment, refreshSegment } from "../mutations";
import { acceptSegment, handOverSegment, releaseSegment, takeSegment } from "../ownership/mutations";
import { explainMember, previewRule } from "../preview/queries";
import { getSegment, listSegments } from "../queries";
import type { Rule, RuleNode } from "../rule";
import { setOverride } from "./mutations";
import { listMembers, listSegmentsOf } from "./queries";

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

describe("membership over time", () => {
  it("writes only differences, each with its cause", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    await owner.db
      .update(customers)
      .set({ country: "EE" })
      .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, 1)));
    await owner.db
      .update(customers)
      .set({ country: "LV" })
      .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, 31)));
    expect(await refreshSegment(owner, { segmentId })).toEqual({ size: 20, joined: 1, left: 1 });
    expect(await refreshSegment(owner, { segmentId })).toEqual({ size: 20, joined: 0, left: 0 });
    const rows = await owner.db
      .select()
      .from(segmentChanges)
      .where(eq(segmentChanges.workspaceId, one.workspaceId));
    expect(rows).toHaveLength(22);
    expect(rows.filter(({ cause }) => cause === "data")).toHaveLength(2);
    const sizes = await owner.db
      .select()
      .from(segmentSizes)
      .where(eq(segmentSizes.workspaceId, one.workspaceId));
    expect(sizes).toHaveLength(1);
  });
  it("the changes of some days can be asked for", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const count = async (days: { since?: string; until?: string }) =>
      (await listChanges(owner, { segmentId, ...days })).changes.length;
    expect(await count({ since: "2026-06-15", until: "2026-06-15" })).toBe(20);
    expect(await count({ since: "2026-06-16" })).toBe(0);
    expect(await count({ until: "2026-06-14" })).toBe(0);
  });

  it("two evaluations at once do not double anybody", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    await owner.db.update(customers).set({ country: "LV" }).where(eq(customers.workspaceId, one.workspaceId));
    const results = await Promise.all([1, 2, 3, 4].map(() => refreshSegment(owner, { segmentId })));
    expect(results.map((result) => result?.joined).sort()).toEqual([0, 0, 0, 11]);
    expect(await storedNos(segmentId)).toHaveLength(31);
  });
  it("a person is put in and kept out by hand, within the parent, and nobody else is touched", async () => {
    const parent = await make("Baltic", all({ kind: "field", field: "country", test: { op: "isKnown" } }));
    const { segmentId } = await make("Latvia", all(livesIn("LV")), parent.segmentId);
    const [first = "", , , ,] = one.people;
    const estonian = one.people[20] ?? "";
    const nowhere = one.people[30] ?? "";
    expect(await setOverride(owner, { segmentId, customerId: estonian, isIncluded: true })).toEqual({
      size: 21,
      joined: 1,
      left: 0,
    });
    expect(await setOverride(owner, { segmentId, customerId: first, isIncluded: false })).toEqual({
      size: 20,
      joined: 0,
      left: 1,
    });
    expect(await setOverride(owner, { segmentId, customerId: nowhere, isIncluded: true })).toMatchObject({
      joined: 0,
    });
    expect(await refreshSegment(owner, { segmentId })).toEqual({ size: 20, joined: 0, left: 0 });
    const preview = await previewRule(owner, {
      rule: all(livesIn("LV")),
      parentId: parent.segmentId,
      segmentId,
    });
    expect(preview.size).toBe(20);
    expect(await explainMember(owner, { segmentId, customerId: first })).toMatchObject({
      isMember: false,
      override: "excluded",
      holds: { "": true, "0": true },
    });
    expect(await explainMember(owner, { segmentId, customerId: nowhere })).toMatchObject({
      isMember: false,
      isInParent: false,
      override: "included",
    });
    expect(await setOverride(owner, { segmentId, customerId: first, isIncluded: null })).toMatchObject({
      size: 21,
      joined: 1,
    });
    expect(
      (await listChanges(owner, { segmentId, limit: 500 })).changes.filter(({ cause }) => cause === "manual"),
    ).toHaveLength(3);
    expect(await code(setOverride(as("member"), { segmentId, customerId: first, isIncluded: true }))).toBe(
      "FORBIDDEN",
    );
    const other = await makeSmallShop();
    expect(await code(setOverride(other.ctx(), { segmentId, customerId: first, isIncluded: true }))).toBe(
      "NOT_FOUND",
    );
    expect(
      await code(setOverride(owner, { segmentId, customerId: other.people[0] ?? "", isIncluded: true })),
    ).toBe("NOT_FOUND");
  });
});

describe("preview", () => {
  it("counts exactly, step by step, with shares of base and revenue and five people", async () => {
    const young: RuleNode = { kind: "field", field: "externalId", test: { op: "endsWith", value: "1" } };
    const preview = await previewRule(owner, {
      rule: all(livesIn("LV"), { ...young, isOff: true }, { kind: "not", child: young }),
      parentId: null,
      segmentId: null,
    });
    expect(preview).toMatchObject({
      size: 18,
      base: 31,
      share: 18 / 31,
      revenueMinor: 1800,
      baseRevenueMinor: 3100,
    });
    expect(preview.steps).toMatchObject([
      { path: [0], sentence: "live in LV", alone: 20, left: 20 },
      { path: [2], alone: 27, left: 18 },
    ]);
    expect(preview.alone).toEqual({ "0": 20, "2": 27, "2.0": 4 });
    expect(preview.parentSize).toBeNull();
    expect(preview.sample).toHaveLength(5);
    expect(preview.sample[0]?.name).toMatch(/^Ana No/);
  });
  it("counts every line of nested groups alone, within the parent, and who may be contacted", async () => {
    const { segmentId: parentId } = await make("Latvia", all(livesIn("LV")));
    const endsWith = (value: string): RuleNode => ({
      kind: "field",
      field: "externalId",
      test: { op: "endsWith", value },
    });
    const rule: Rule = all(
      { kind: "any", children: [endsWith("1"), { kind: "not", child: endsWith("2") }] },
      { kind: "none", children: [endsWith("1"), livesIn("EE"), { ...endsWith("9"), isOff: true }] },
      { kind: "all", children: [{ ...endsWith("9"), isOff: true }] },
    );
    await owner.db
      .update(customers)
      .set({ consentEmail: "out" })
      .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, 3)));
    const preview = await previewRule(owner, { rule, parentId, segmentId: null });
    expect(preview.parentSize).toBe(20);
    expect(preview.alone).toEqual({
      "0": 18,
      "0.0": 2,
      "0.1": 18,
      "0.1.0": 2,
      "1": 18,
      "1.0": 2,
      "1.1": 0,
    });
    expect(preview.steps.map(({ left }) => left)).toEqual([18, 16]);
    expect(preview.size).toBe(16);
    expect(preview.reach).toEqual([
      { channel: "email", size: 15 },
      ...["sms", "phone", "post", "ads"].map((channel) => ({ channel, size: 16 })),
    ]);
  });
  it("stops between two statements when nobody waits any more", async () => {
    const gone = AbortSignal.abort();
    expect(await code(previewRule(owner, { rule: everyone, parentId: null, segmentId: null }, gone))).toBe(
      "UNAVAILABLE",
    );
  });
  it("under any the people gather, under none they go", async () => {
    const children = [livesIn("LV"), livesIn("EE")];
    const any = await previewRule(owner, {
      rule: { kind: "any", children },
      parentId: null,
      segmentId: null,
    });
    expect([any.size, ...any.steps.map(({ left }) => left)]).toEqual([30, 20, 30]);
    const none = await previewRule(owner, {
      rule: { kind: "none", children },
      parentId: null,
      segmentId: null,
    });
    expect([none.size, ...none.steps.map(({ left }) => left)]).toEqual([1, 11, 1]);
  });
  it("is refused to roles that may not edit, and names the faulty node", async () => {
    const preview = { rule: everyone, parentId: null, segmentId: null };
    for (const role of ["member", "viewer"] as const)
      expect(await code(previewRule(as(role), preview))).toBe("FORBIDDEN");
    await expect(
      previewRule(owner, { ...preview, rule: all(livesIn("LV"), livesIn("")) }),
    ).rejects.toMatchObject({
      code: "INVALID",
      fields: { "rule.1": "Enter a value" },
    });
  });
});

describe("ownership", () => {
  it("a member takes a free segment, hands it over, and the next one releases it", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    await takeSegment(as("member"), { segmentId });
    expect(await code(takeSegment(as("marketer"), { segmentId }))).toBe("CONFLICT");
    const toUserId = one.users.marketer.id;
    await handOverSegment(as("member"), { segmentId, toUserId, note: "On leave" });
    expect(await code(releaseSegment(as("member"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(acceptSegment(as("member"), { segmentId }))).toBe("FORBIDDEN");
    const isAccepted = async () => (await getMyWork(as("marketer"))).segments.map((own) => own.isAccepted);
    expect(await isAccepted()).toEqual([false]);
    await acceptSegment(as("marketer"), { segmentId });
    await acceptSegment(as("marketer"), { segmentId });
    expect(await isAccepted()).toEqual([true]);
    await releaseSegment(as("marketer"), { segmentId });
    expect(await listAssignments(owner, { segmentId })).toMatchObject([
      { action: "release", fromName: "Test marketer", toName: null },
      { action: "accept", fromName: "Test marketer", toName: "Test marketer" },
      { action: "hand over", fromName: "Test member", toName: "Test marketer", note: "On leave" },
      { action: "take", fromName: null, toName: "Test member" },
    ]);
    const notices = await owner.db
      .select({ userId: notifications.userId })
      .from(notifications)
      .where(eq(notifications.workspaceId, one.workspaceId));
    // Who made it hears that it was taken, who was given it of that, and who gave it of the yes.
    expect(notices.map(({ userId }) => userId).sort()).toEqual(
      [one.users.owner.id, toUserId, one.users.member.id].sort(),
    );
  });
  it("a viewer cannot own, a stranger cannot be given, another workspace sees nothing", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const other = await makeSmallShop();
    expect(await code(takeSegment(as("viewer"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(acceptSegment(as("viewer"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(acceptSegment(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
    expect(await code(takeSegment(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
    expect(await code(handOverSegment(owner, { segmentId, toUserId: one.users.viewer.id, note: "" }))).toBe(
      "INVALID",
    );
    expect(await code(handOverSegment(owner, { segmentId, toUserId: other.users.member.id, note: "" }))).toBe(
      "NOT_FOUND",
    );
    expect(
      await code(handOverSegment(as("member"), { segmentId, toUserId: one.users.member.id, note: "" })),
    ).toBe("FORBIDDEN");
    expect(
      await code(handOverSegment(other.ctx(), { segmentId, toUserId: other.users.member.id, note: "" })),
    ).toBe("NOT_FOUND");
    expect(await code(releaseSegment(as("viewer"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(releaseSegment(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
  });
});

describe("who sees whom", () => {
  it("people only for roles that may, of own segments for a member, a page at a time", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    const page = await listMembers(owner, { segmentId, limit: 15 });
    expect(page).toMatchObject({ total: 20, nextAfter: 15 });
    const rest = await listMembers(owner, { segmentId, limit: 15, after: page.nextAfter ?? 0 });
    expect(rest.members.map(({ customerNo }) => customerNo)).toEqual([16, 17, 18, 19, 20]);
    expect(rest.nextAfter).toBeNull();
    expect(await code(listMembers(as("viewer"), { segmentId }))).toBe("FORBIDDEN");
    expect(await code(listMembers(as("member"), { segmentId }))).toBe("FORBIDDEN");
    const customerId = one.people[0] ?? "";
    expect(await code(explainMember(as("member"), { segmentId, customerId }))).toBe("FORBIDDEN");
    expect(await code(listSegmentsOf(as("member"), { customerId }))).toBe("FORBIDDEN");
    await takeSegment(as("member"), { segmentId });
    expect((await listMembers(as("member"), { segmentId })).members).toHaveLength(20);
    expect(await explainMember(as("member"), { segmentId, customerId })).toMatchObject({ isMember: true });
    expect(await listSegmentsOf(as("member"), { customerId })).toMatchObject([
      { name: "Latvia", enteredAt: one.now },
    ]);
    const other = await makeSmallShop();
    expect(await code(listMembers(other.ctx(), { segmentId }))).toBe("NOT_FOUND");
    expect(await countChanges(other.ctx(), { segmentId })).toEqual([]);
  });
  it("a viewer sees no group below the floor", async () => {
    const { segmentId } = await make(
      "Nowhere",
      all({ kind: "not", child: { kind: "field", field: "country", test: { op: "isKnown" } } }),
    );
    expect(await getSegment(owner, { segmentId })).toMatchObject({ size: 1, isHidden: false });
    expect(await getSegment(as("viewer"), { segmentId })).toMatchObject({
      size: null,
      share: null,
      isHidden: true,
      sizes: [],
    });
    expect(await listSegments(as("viewer"))).toMatchObject([{ size: null, isHidden: true, weeks: [] }]);
    expect(await listVersions(as("viewer"), { segmentId })).toMatchObject([{ sizeAfter: null }]);
    expect(await countChanges(as("viewer"), { segmentId })).toMatchObject([{ joined: null, left: 0 }]);
  });
  it("the list carries owner, personas and the last 12 weeks", async () => {
    const { segmentId } = await make("Latvia", all(livesIn("LV")));
    await takeSegment(as("member"), { segmentId });
    await owner.db
      .insert(personas)
      .values({ workspaceId: one.workspaceId, id: newId(), segmentId, name: "Liga" });
    const [row] = await owner.db.select({ no: segments.no }).from(segments).where(eq(segments.id, segmentId));
    await owner.db.insert(segmentSizes).values(
      ["2026-06-08", "2026-06-05", "2026-06-04", "2026-03-01"].map((day, index) => ({
        workspaceId: one.workspaceId,
        segmentNo: row?.no ?? 0,
        day,
        size: index,
      })),
    );
    expect(await listSegments(owner)).toMatchObject([
      {
        ownerName: "Test member",
        personaCount: 1,
        campaignCount: 0,
        share: 20 / 31,
        weeks: [
          { day: "2026-06-08", size: 0 },
          { day: "2026-06-15", size: 20 },
        ],
      },
    ]);
  });
});
