"use server";

import {
  DecisionInput,
  DecisionLinkInput,
  DecisionLinkRef,
  DecisionRef,
  DecisionStep,
  DecisionUpdate,
} from "@/lib/decisions/model";
import * as decisions from "@/lib/decisions/mutations";
import { action } from "@/lib/web/action";

export const makeDecision = action(DecisionInput, decisions.makeDecision);
export const changeDecision = action(DecisionUpdate, decisions.changeDecision);
export const setDecisionState = action(DecisionStep, decisions.setDecisionState);
export const linkDecision = action(DecisionLinkInput, decisions.linkDecision);
export const unlinkDecision = action(DecisionLinkRef, decisions.unlinkDecision);
export const removeDecision = action(DecisionRef, decisions.removeDecision);
export const restoreDecision = action(DecisionRef, decisions.restoreDecision);
