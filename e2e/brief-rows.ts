// The actions on a brief and what stands beside it: who may call each, and an input of fresh rows of a workspace.
import * as make from "@/db/factories";
import { campaignComments, campaignSpend, campaignViews } from "@/db/schema";
import { newId } from "@/lib/ids";
import { ALL, APPROVERS, EDITORS, NO_ONE, type Row, type Scene, TAKERS } from "./matrix";

const campaign = async (at: Scene, given = {}) =>
  (await make.makeCampaign(at, { name: at.marker, ...given })).id;
const spend = async (at: Scene) => {
  const { db, workspaceId, marker } = at;
  const id = newId();
  await db.insert(campaignSpend).values({
    ...{ workspaceId, campaignId: await campaign(at), id, note: marker },
    ...{ spentOn: "2026-05-04", amountMinor: 900 },
  });
  return id;
};
const entry = { spentOn: "2026-05-04", amountMinor: 1200, note: "" };

/** A comment that the holder wrote. */
const comment = async (at: Scene) => {
  const { db, workspaceId, marker, holder } = at;
  const id = newId();
  await db.insert(campaignComments).values({
    ...{ workspaceId, campaignId: await campaign(at), id, authorId: holder, body: marker },
  });
  return id;
};

/** A shared view that the holder saved. */
const view = async (at: Scene) => {
  const { db, workspaceId, marker, holder } = at;
  const id = newId();
  await db
    .insert(campaignViews)
    .values({ workspaceId, id, ownerId: holder, name: marker, query: "view=board", isShared: true });
  return id;
};

export const BRIEF_ROWS: Record<string, Row> = {
  createFromTemplate: {
    may: EDITORS,
    input: async (at) => ({
      ...{ name: "A campaign", journeyStage: "retention", startOn: "2026-05-01", endOn: "2026-05-31" },
      ...{ templateKey: "winback", ownerId: at.users.marketer.id },
    }),
  },
  duplicateCampaign: {
    may: EDITORS,
    input: async (at) => ({ campaignId: await campaign(at), name: "A copy", startOn: "2026-06-01" }),
  },
  reviewCampaign: {
    may: APPROVERS,
    input: async (at) => ({
      campaignId: await campaign(at, { status: "planned" }),
      ...{ version: 1, verdict: "approved", comment: "" },
    }),
  },
  addComment: {
    may: TAKERS,
    input: async (at) => ({ campaignId: await campaign(at), itemId: null, body: "Looks good" }),
  },
  // Only who wrote it.
  editComment: {
    may: NO_ONE,
    held: TAKERS,
    input: async (at) => ({ commentId: await comment(at), body: "Looks better" }),
  },
  removeComment: { may: NO_ONE, held: TAKERS, input: async (at) => ({ commentId: await comment(at) }) },
  restoreComment: { may: NO_ONE, held: TAKERS, input: async (at) => ({ commentId: await comment(at) }) },
  saveView: { may: ALL, input: () => ({ name: "A view", query: "view=board", isShared: false }) },
  // Shared ones also by who approves.
  changeView: {
    may: APPROVERS,
    held: ["marketer", "member", "viewer"],
    input: async (at) => ({ viewId: await view(at), name: "Renamed", isShared: true }),
  },
  removeView: {
    may: APPROVERS,
    held: ["marketer", "member", "viewer"],
    input: async (at) => ({ viewId: await view(at) }),
  },
  addSpend: { may: EDITORS, input: async (at) => ({ campaignId: await campaign(at), ...entry }) },
  changeSpend: { may: EDITORS, input: async (at) => ({ spendId: await spend(at), ...entry }) },
  removeSpend: { may: EDITORS, input: async (at) => ({ spendId: await spend(at) }) },
};
