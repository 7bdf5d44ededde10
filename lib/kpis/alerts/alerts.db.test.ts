import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { makeSegment, makeTarget } from "@/db/factories";
import { kpiSnapshots, notifications } from "@/db/schema";
import { makeWorkspace } from "@/db/testing/workspace";
import { tellTargets } from "./mutations";

const now = new Date("2026-06-15T10:00:00Z");
const june = { startOn: "2026-06-01", endOn: "2026-06-30" };

/** A segment of June with a target of 3000, of which 1500 should be there by now. */
async function aimed() {
  const workspace = await makeWorkspace({ now });
  const ctx = workspace.ctx();
  const { workspaceId, db } = ctx;
  const ownerId = workspace.users.marketer.id;
  const { id: segmentId, no } = await makeSegment(ctx, { name: "Regulars", ownerId });
  await makeTarget(ctx, { segmentId, ...june, metric: "revenue", value: 3000 });
  await db
    .insert(kpiSnapshots)
    .values({ workspaceId, grain: "window", segmentNo: no, ...june, revenueMinor: 1500 });
  const reach = (revenueMinor: number) =>
    db.update(kpiSnapshots).set({ revenueMinor }).where(eq(kpiSnapshots.workspaceId, workspaceId));
  const heard = async () => {
    const rows = await db
      .select({ userId: notifications.userId, title: notifications.title })
      .from(notifications)
      .where(eq(notifications.workspaceId, workspaceId))
      .orderBy(notifications.createdAt, notifications.id);
    return rows;
  };
  return { ...workspace, reach, heard, ownerId };
}

it("tells the owner of the segment when a target falls behind, once, and again only when it gets worse", async () => {
  const { ctx, reach, heard, ownerId } = await aimed();
  await tellTargets(ctx());
  expect(await heard()).toEqual([]);
  await reach(1350);
  expect(await tellTargets(ctx())).toEqual({ told: 1 });
  expect(await tellTargets(ctx())).toEqual({ told: 0 });
  await reach(600);
  await tellTargets(ctx());
  await reach(1350);
  await tellTargets(ctx());
  const titles = await heard();
  expect(titles.map(({ userId }) => userId)).toEqual([ownerId, ownerId]);
  expect(titles[0]?.title).toMatch(/^Revenue of “Regulars” is at risk: 90/);
  expect(titles[1]?.title).toMatch(/^Revenue of “Regulars” is off target: 40/);
});

it("is quiet to who may not, and of other workspaces", async () => {
  const one = await aimed();
  const other = await aimed();
  await one.reach(600);
  await expect(tellTargets(one.ctx("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await tellTargets(other.ctx())).toEqual({ told: 0 });
  expect(await one.heard()).toEqual([]);
});
