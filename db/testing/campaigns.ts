import { newId } from "@/lib/ids";
import {
  campaignSegments,
  campaigns,
  customers,
  planItems,
  segmentMembers,
  segments,
  segmentVersions,
} from "../schema";
import type { TestWorkspace } from "./workspace";

const RULE = { kind: "all" as const, children: [{ kind: "everyone" as const }] };

type Customer = Partial<typeof customers.$inferInsert>;

/** Customers numbered from 1, each like the others but for what is given at its place. */
export async function addCustomers(
  workspace: TestWorkspace,
  count: number,
  special: Record<number, Customer> = {},
) {
  const rows = Array.from({ length: count }, (_, index) => ({
    workspaceId: workspace.workspaceId,
    no: index + 1,
    id: newId(),
    externalId: `c${index + 1}`,
    ...special[index + 1],
  }));
  await workspace.ctx().db.insert(customers).values(rows);
}

/** A counted segment with these customers as members; its versions run from 1 to `version`. */
export async function addSegment(
  workspace: TestWorkspace,
  segment: { no: number; name: string; members?: number[]; version?: number; ownerId?: string | null },
): Promise<string> {
  const { workspaceId } = workspace;
  const { db } = workspace.ctx();
  const { no, name, members = [], version = 1, ownerId = null } = segment;
  const id = newId();
  await db.insert(segments).values({
    workspaceId,
    id,
    no,
    name,
    ownerId,
    version,
    dimension: "behavioural",
    rule: RULE,
    size: members.length,
    evaluatedAt: new Date(),
  });
  await db.insert(segmentVersions).values(
    Array.from({ length: version }, (_, index) => ({
      workspaceId,
      segmentId: id,
      version: index + 1,
      rule: RULE,
      sentence: "Every customer",
    })),
  );
  if (members.length > 0)
    await db
      .insert(segmentMembers)
      .values(
        members.map((customerNo) => ({ workspaceId, segmentNo: no, customerNo, enteredAt: new Date() })),
      );
  return id;
}

/** A campaign as a row with a message, a draft unless told and else approved, with its segments on version 1. */
export async function addCampaign(
  workspace: TestWorkspace,
  { segmentIds = [], ...given }: Partial<typeof campaigns.$inferInsert> & { segmentIds?: string[] } = {},
): Promise<string> {
  const { workspaceId } = workspace;
  const { db } = workspace.ctx();
  const id = newId();
  await db.insert(campaigns).values({
    id,
    name: "Spring look-book",
    journeyStage: "retention",
    channels: ["email"],
    variants: [{ id: newId(), name: "A", channel: null, offer: "", message: "Six rooms" }],
    approvedAt: given.status && given.status !== "draft" ? new Date() : null,
    startOn: "2026-05-01",
    endOn: "2026-05-31",
    ...given,
    workspaceId,
  });
  if (segmentIds.length > 0)
    await db
      .insert(campaignSegments)
      .values(segmentIds.map((segmentId) => ({ workspaceId, campaignId: id, segmentId, segmentVersion: 1 })));
  return id;
}

/** A tactic of the campaign, unless told to be a milestone. */
export async function addTactic(
  workspace: TestWorkspace,
  given: Partial<typeof planItems.$inferInsert> & { campaignId: string },
): Promise<string> {
  const id = newId();
  await workspace
    .ctx()
    .db.insert(planItems)
    .values({
      id,
      kind: "tactic",
      name: "Write the copy",
      startOn: "2026-05-04",
      endOn: "2026-05-08",
      position: 1,
      ...given,
      workspaceId: workspace.workspaceId,
    });
  return id;
}
