// The actions on targets and expected values: who may call each, and an input that names fresh rows of a workspace.
import { makeSegment, makeTarget, makeValueRun } from "@/db/factories";
import { newId } from "@/lib/ids";
import { defineFormula } from "@/lib/kpis/formulas/mutations";
import { typeValue } from "@/lib/kpis/values/mutations";
import { listValues } from "@/lib/kpis/values/queries";
import { APPROVERS, EDITORS, type Row, type Scene } from "./matrix";

const segment = async (at: Scene) =>
  (await makeSegment(at, { name: `${at.marker} ${newId().slice(-8)}`, members: [at.customer.no] })).id;

/** A value of a figure that no other call knows. */
const aValue = async (at: Scene) => ({
  ...{ figure: newId(), day: "2026-05-01", value: "12", channel: "", campaignId: null },
  segmentId: await segment(at),
});
const typed = async (at: Scene) => {
  const value = await aValue(at);
  const { batchId } = await typeValue(at.ctx(), value);
  const { rows } = await listValues(at.ctx(), { figure: value.figure });
  return { batchId, valueId: rows[0]?.id };
};

const aKpi = () => ({ name: newId(), formula: "orders / members", unit: "ratio", polarity: "up" }) as const;
/** A KPI of the workspace's own, by its id. */
export const formula = async (at: Scene) => (await defineFormula(at.ctx(), aKpi())).formulaId;

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
  typeValue: { may: EDITORS, passes: ["figure"], input: aValue },
  pasteValues: {
    may: EDITORS,
    input: async (at) => ({
      text: `day,figure,value,segment\n2026-05-01,${newId()},12,${await segment(at)}`,
    }),
  },
  removeValue: { may: EDITORS, input: async (at) => ({ valueId: (await typed(at)).valueId }) },
  undoValues: { may: EDITORS, input: async (at) => ({ batchId: (await typed(at)).batchId }) },
  // A name that another workspace uses too is free here.
  defineFormula: { may: APPROVERS, passes: ["name"], input: aKpi },
  changeFormula: {
    may: APPROVERS,
    passes: ["name"],
    input: async (at) => ({ ...aKpi(), formulaId: await formula(at) }),
  },
  archiveFormula: { may: APPROVERS, input: async (at) => ({ formulaId: await formula(at) }) },
  restoreFormula: { may: APPROVERS, input: async (at) => ({ formulaId: await formula(at) }) },
  requestValues: { may: APPROVERS, input: () => ({ discount: 10 }) },
  // A run without its job: nothing but the action moves it.
  stopValues: { may: APPROVERS, input: async (at) => ({ runId: (await makeValueRun(at)).id }) },
};
