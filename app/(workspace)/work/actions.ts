"use server";

import { PlanItemRef, TacticAssignment, TacticReopening } from "@/lib/campaigns/plan/model";
import * as tactics from "@/lib/campaigns/tactics/mutations";
import { HandOverInput, SegmentRef } from "@/lib/segments/model";
import * as ownership from "@/lib/segments/ownership/mutations";
import { action } from "@/lib/web/action";
import { NoticesRead } from "@/lib/work/notices/model";
import * as notices from "@/lib/work/notices/mutations";

export const takeTactic = action(PlanItemRef, tactics.takeTactic);
export const acceptTactic = action(PlanItemRef, tactics.acceptTactic);
export const assignTactic = action(TacticAssignment, tactics.assignTactic);
export const finishTactic = action(PlanItemRef, tactics.finishTactic);
export const reopenTactic = action(TacticReopening, tactics.reopenTactic);
export const takeSegment = action(SegmentRef, ownership.takeSegment);
export const handOverSegment = action(HandOverInput, ownership.handOverSegment);
export const acceptSegment = action(SegmentRef, ownership.acceptSegment);
export const releaseSegment = action(SegmentRef, ownership.releaseSegment);
export const markRead = action(NoticesRead, notices.markRead);
