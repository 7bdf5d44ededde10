// The actions on reports: who may call each, and an input that names fresh rows of a workspace.
import * as make from "@/db/factories";
import { newId } from "@/lib/ids";
import { APPROVERS, type Row, type Scene } from "./matrix";

export const report = async (at: Scene, given = {}) =>
  (await make.makeReport(at, { name: at.marker, ...given })).id;
const fields = async (at: Scene) => ({
  ...{ name: "Monday look", period: "week", sections: ["figures"] },
  segmentIds: [(await make.makeSegment(at, { name: `${at.marker} ${newId().slice(-8)}` })).id],
  campaignIds: [(await make.makeCampaign(at, { name: at.marker })).id],
  recipientIds: [at.holder],
});

export const REPORT_ROWS: Record<string, Row> = {
  createReport: { may: APPROVERS, input: fields },
  changeReport: {
    may: APPROVERS,
    input: async (at) => {
      const updatedAt = new Date();
      const reportId = await report(at, { updatedAt });
      return { ...(await fields(at)), reportId, updatedAt: updatedAt.toISOString() };
    },
  },
  removeReport: { may: APPROVERS, input: async (at) => ({ reportId: await report(at) }) },
  restoreReport: { may: APPROVERS, input: async (at) => ({ reportId: await report(at) }) },
};
