import type { PlanActions } from "@/components/campaigns/plan-actions";
import * as actions from "./actions";

/** What every timeline is given. */
export const PLAN_ACTIONS: PlanActions = {
  move: actions.moveTimelineItems,
  link: actions.addDependency,
  unlink: actions.removeDependency,
  update: actions.updatePlanItem,
  addParts: actions.addPlanParts,
  removeParts: actions.removePlanParts,
  saveBaseline: actions.saveBaseline,
  renameBaseline: actions.renameBaseline,
  deleteBaseline: actions.deleteBaseline,
};
