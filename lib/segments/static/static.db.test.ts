import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { customers } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { rebuildWorkspace } from "@/lib/workspaces/rebuild/mutations";
import { listMembers } from "../members/queries";
import { createSegment, refreshSegment, restoreVersion, updateSegment } from "../mutations";
import { getSegment, listSegments } from "../queries";
import type { Rule } from "../rule";
import { copySegment } from "./mutations";

const rule: Rule = {
  kind: "all",
  children: [{ kind: "field", field: "country", test: { op: "is", value: "LV" } }],
};
let one: SmallShop;
let owner: Ctx;
let segmentId: string;

beforeEach(async () => {
  one = await makeSmallShop();
  owner = one.ctx();
  const input = { name: "Latvia", description: "", dimension: "geographic" as const, parentId: null, rule };
  segmentId = (await createSegment(owner, input)).segmentId;
});

describe("a fixed list", () => {
  it("keeps the people whatever becomes of them and of the rule, and says where it comes from", async () => {
    const copy = await copySegment(owner, { segmentId, name: "Latvia in June" });
    expect(copy.size).toBe(20);
    await owner.db.update(customers).set({ country: "EE" }).where(eq(customers.workspaceId, one.workspaceId));
    await refreshSegment(owner, { segmentId });
    await rebuildWorkspace(owner);
    const page = await listMembers(owner, { segmentId: copy.segmentId, limit: 500 });
    expect(page.members.map(({ customerNo }) => customerNo)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    expect(page.members[0]).toMatchObject({ cause: "manual", isByHand: true });
    expect(await getSegment(owner, { segmentId: copy.segmentId })).toMatchObject({
      origin: { segmentId, name: "Latvia", version: 1, at: one.now },
    });
    const rows = await listSegments(owner);
    expect(rows.map(({ name, isFixed }) => [name, isFixed])).toEqual([
      ["Latvia", false],
      ["Latvia in June", true],
    ]);
  });

  it("lets nobody change its rule, who is erased leaves it", async () => {
    const { segmentId: copyId } = await copySegment(owner, { segmentId, name: "Fixed" });
    await expect(updateSegment(owner, { segmentId: copyId, version: 1, rule })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(restoreVersion(owner, { segmentId: copyId, version: 1 })).resolves.toMatchObject({
      version: 1,
    });
    await updateSegment(owner, { segmentId: copyId, version: 1, name: "Renamed" });
    await owner.db
      .update(customers)
      .set({ erasedAt: one.now })
      .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, 3)));
    expect(await refreshSegment(owner, { segmentId: copyId })).toEqual({ size: 19, joined: 0, left: 1 });
  });

  it("is made by who edits segments, under a name of its own, in their workspace", async () => {
    const input = { segmentId, name: "Fixed" };
    for (const role of ["member", "viewer"] as const)
      await expect(copySegment(one.ctx(role), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeSmallShop();
    await expect(copySegment(other.ctx(), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(copySegment(owner, { segmentId, name: "Latvia" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await listSegments(owner)).toHaveLength(1);
  });
});
