"use server";

import * as approval from "@/lib/campaigns/approval/mutations";
import { BaselineInput, BaselineName, BaselineRef } from "@/lib/campaigns/baselines/model";
import * as baselines from "@/lib/campaigns/baselines/mutations";
import { CommentChange, CommentInput, CommentRef } from "@/lib/campaigns/comments/model";
import * as comments from "@/lib/campaigns/comments/mutations";
import { Allowance, AllowanceRef, Remedy } from "@/lib/campaigns/conflicts/model";
import * as conflicts from "@/lib/campaigns/conflicts/mutations";
import { Duplication } from "@/lib/campaigns/copying/model";
import * as copying from "@/lib/campaigns/copying/mutations";
import * as dependencies from "@/lib/campaigns/dependencies/mutations";
import * as launch from "@/lib/campaigns/launch/mutations";
import { CampaignChange, CampaignInput, Retargeting, Review, StatusChange } from "@/lib/campaigns/model";
import * as campaigns from "@/lib/campaigns/mutations";
import { NewParts, PartRefs } from "@/lib/campaigns/parts/model";
import * as parts from "@/lib/campaigns/parts/mutations";
import {
  DependencyInput,
  DependencyRef,
  PlanItemChange,
  PlanItemInput,
  PlanItemRef,
  RemovedPlanItem,
  TacticAssignment,
  TacticReopening,
} from "@/lib/campaigns/plan/model";
import * as plan from "@/lib/campaigns/plan/mutations";
import { SpendChange, SpendInput, SpendRef } from "@/lib/campaigns/spend/model";
import * as spend from "@/lib/campaigns/spend/mutations";
import * as tactics from "@/lib/campaigns/tactics/mutations";
import { TemplatedCampaign } from "@/lib/campaigns/templates/model";
import * as templates from "@/lib/campaigns/templates/mutations";
import { TimelineMove } from "@/lib/campaigns/timeline/model";
import * as timeline from "@/lib/campaigns/timeline/mutations";
import { SavedViewChange, SavedViewInput, SavedViewRef } from "@/lib/campaigns/views/model";
import * as views from "@/lib/campaigns/views/mutations";
import { action } from "@/lib/web/action";
import * as launches from "@/lib/webhooks/launches/mutations";
import { AudienceSending } from "@/lib/webhooks/model";

export const createCampaign = action(CampaignInput, campaigns.createCampaign);
export const createFromTemplate = action(TemplatedCampaign, templates.createFromTemplate);
export const duplicateCampaign = action(Duplication, copying.duplicateCampaign);
export const updateCampaign = action(CampaignChange, campaigns.updateCampaign);
export const setCampaignStatus = action(StatusChange, launch.setCampaignStatus);
export const reviewCampaign = action(Review, approval.reviewCampaign);
export const addSpend = action(SpendInput, spend.addSpend);
export const changeSpend = action(SpendChange, spend.changeSpend);
export const removeSpend = action(SpendRef, spend.removeSpend);
export const sendAudience = action(AudienceSending, launches.sendAudience);
export const retargetCampaign = action(Retargeting, launch.retargetCampaign);
export const addComment = action(CommentInput, comments.addComment);
export const editComment = action(CommentChange, comments.editComment);
export const removeComment = action(CommentRef, comments.removeComment);
export const restoreComment = action(CommentRef, comments.restoreComment);
export const addPlanItem = action(PlanItemInput, plan.addPlanItem);
export const updatePlanItem = action(PlanItemChange, plan.updatePlanItem);
export const removePlanItem = action(PlanItemRef, plan.removePlanItem);
export const restorePlanItem = action(RemovedPlanItem, plan.restorePlanItem);
export const addDependency = action(DependencyInput, dependencies.addDependency);
export const removeDependency = action(DependencyRef, dependencies.removeDependency);
export const moveTimelineItems = action(TimelineMove, timeline.moveTimelineItems);
export const addPlanParts = action(NewParts, parts.addPlanParts);
export const removePlanParts = action(PartRefs, parts.removePlanParts);
export const saveBaseline = action(BaselineInput, baselines.saveBaseline);
export const renameBaseline = action(BaselineName, baselines.renameBaseline);
export const deleteBaseline = action(BaselineRef, baselines.deleteBaseline);
export const takeTactic = action(PlanItemRef, tactics.takeTactic);
export const assignTactic = action(TacticAssignment, tactics.assignTactic);
export const finishTactic = action(PlanItemRef, tactics.finishTactic);
export const reopenTactic = action(TacticReopening, tactics.reopenTactic);
export const saveView = action(SavedViewInput, views.saveView);
export const changeView = action(SavedViewChange, views.changeView);
export const removeView = action(SavedViewRef, views.removeView);
export const applyRemedy = action(Remedy, conflicts.applyRemedy);
export const allowConflict = action(Allowance, conflicts.allowConflict);
export const disallowConflict = action(AllowanceRef, conflicts.disallowConflict);
