import { PreviewInput } from "@/lib/segments/model";
import { estimateRule } from "@/lib/segments/preview/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(PreviewInput, estimateRule);
