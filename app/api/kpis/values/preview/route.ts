import { PasteInput } from "@/lib/kpis/values/model";
import { previewPaste } from "@/lib/kpis/values/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(PasteInput, previewPaste);
