import { getArchiveOutlook } from "@/lib/segments/archive/queries";
import { SegmentRefs } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(SegmentRefs, getArchiveOutlook);
