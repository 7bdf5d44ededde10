// The actions on decisions: who may call each, and an input that names fresh rows of a workspace.
import * as make from "@/db/factories";
import { newId } from "@/lib/ids";
import { APPROVERS, type Row, type Scene } from "./matrix";

const segment = async (at: Scene) =>
  (await make.makeSegment(at, { name: `${at.marker} ${newId().slice(-8)}`, members: [at.customer.no] })).id;
const campaign = async (at: Scene) => (await make.makeCampaign(at, { name: at.marker })).id;
const decision = async (at: Scene, given = {}) =>
  (await make.makeDecision(at, { title: at.marker, decidedBy: at.users.manager.id, ...given })).id;
const words = (at: Scene) => ({
  ...{ title: "Narrow the rule", reason: "A third of them buy once.", reviewOn: null },
  ...{ decidedOn: "2026-06-10", decidedBy: at.users.manager.id },
});

export const DECISION_ROWS: Record<string, Row> = {
  makeDecision: {
    may: APPROVERS,
    input: async (at) => ({
      ...words(at),
      ...{ segmentId: await segment(at), campaignId: await campaign(at) },
      figure: { kind: "metric", metric: "revenue" },
    }),
  },
  changeDecision: {
    may: APPROVERS,
    input: async (at) => {
      const updatedAt = new Date();
      const decisionId = await decision(at, { updatedAt });
      return { decisionId, updatedAt: updatedAt.toISOString(), ...words(at), outcome: "It held." };
    },
  },
  setDecisionState: {
    may: APPROVERS,
    input: async (at) => ({ decisionId: await decision(at), state: "done" }),
  },
  linkDecision: {
    may: APPROVERS,
    input: async (at) => ({ decisionId: await decision(at), to: { campaignId: await campaign(at) } }),
  },
  unlinkDecision: {
    may: APPROVERS,
    input: async (at) => {
      const decisionId = await decision(at);
      const link = await make.makeDecisionLink(at, { decisionId, campaignId: await campaign(at) });
      return { decisionId, linkId: link.id };
    },
  },
  removeDecision: { may: APPROVERS, input: async (at) => ({ decisionId: await decision(at) }) },
  restoreDecision: { may: APPROVERS, input: async (at) => ({ decisionId: await decision(at) }) },
};
