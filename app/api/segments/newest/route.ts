import { getEditedSegment } from "@/lib/segments/editing/queries";
import { SegmentRef } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(SegmentRef, getEditedSegment);
