"use server";

import * as archive from "@/lib/segments/archive/mutations";
import * as members from "@/lib/segments/members/mutations";
import {
  HandOverAllInput,
  HandOverInput,
  OverrideInput,
  SegmentInput,
  SegmentRef,
  SegmentRefs,
  SegmentUpdate,
  VersionRef,
} from "@/lib/segments/model";
import * as segments from "@/lib/segments/mutations";
import * as ownership from "@/lib/segments/ownership/mutations";
import { SplitInput, SplitUndo } from "@/lib/segments/split/model";
import * as splits from "@/lib/segments/split/mutations";
import { CopyInput } from "@/lib/segments/static/model";
import * as fixed from "@/lib/segments/static/mutations";
import { action } from "@/lib/web/action";

export const createSegment = action(SegmentInput, segments.createSegment);
export const updateSegment = action(SegmentUpdate, segments.updateSegment);
export const restoreVersion = action(VersionRef, segments.restoreVersion);
export const archiveSegment = action(SegmentRef, segments.archiveSegment);
export const restoreSegment = action(SegmentRef, segments.restoreSegment);
export const archiveSegments = action(SegmentRefs, archive.archiveSegments);
export const restoreSegments = action(SegmentRefs, segments.restoreSegments);
export const refreshSegment = action(SegmentRef, segments.refreshSegment);
export const takeSegment = action(SegmentRef, ownership.takeSegment);
export const handOverSegment = action(HandOverInput, ownership.handOverSegment);
export const handOverSegments = action(HandOverAllInput, ownership.handOverSegments);
export const releaseSegment = action(SegmentRef, ownership.releaseSegment);
export const setOverride = action(OverrideInput, members.setOverride);
export const splitSegment = action(SplitInput, splits.splitSegment);
export const undoSplit = action(SplitUndo, splits.undoSplit);
export const copySegment = action(CopyInput, fixed.copySegment);
