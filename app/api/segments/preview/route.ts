import { PreviewInput } from "@/lib/segments/model";
import { previewRule } from "@/lib/segments/preview/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(PreviewInput, previewRule);
