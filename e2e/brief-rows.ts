// The actions on a brief and what stands beside it: who may call each, and an input of fresh rows of a workspace.
import * as make from "@/db/factories";
import { campaignSpend } from "@/db/schema";
import { newId } from "@/lib/ids";
import { APPROVERS, EDITORS, type Row, type Scene } from "./matrix";

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
  addSpend: { may: EDITORS, input: async (at) => ({ campaignId: await campaign(at), ...entry }) },
  changeSpend: { may: EDITORS, input: async (at) => ({ spendId: await spend(at), ...entry }) },
  removeSpend: { may: EDITORS, input: async (at) => ({ spendId: await spend(at) }) },
};
