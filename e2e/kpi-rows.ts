// The actions on targets and expected values: who may call each, and an input that names fresh rows of a workspace.
import { makeSegment, makeTarget, makeValueRun } from "@/db/factories";
import { newId } from "@/lib/ids";
import { APPROVERS, type Row, type Scene } from "./matrix";

const segment = async (at: Scene) =>
  (await makeSegment(at, { name: `${at.marker} ${newId().slice(-8)}`, members: [at.customer.no] })).id;

export const KPI_ROWS: Record<string, Row> = {
  setTarget: {
    may: APPROVERS,
    input: async (at) => ({
      ...{ segmentId: await segment(at), metric: "revenue", value: 1000 },
      ...{ startOn: "2026-04-01", endOn: "2026-06-30" },
    }),
  },
  removeTarget: {
    may: APPROVERS,
    input: async (at) => ({ targetId: (await makeTarget(at, { segmentId: await segment(at) })).id }),
  },
  requestValues: { may: APPROVERS, input: () => ({ discount: 10 }) },
  // A run without its job: nothing but the action moves it.
  stopValues: { may: APPROVERS, input: async (at) => ({ runId: (await makeValueRun(at)).id }) },
};
