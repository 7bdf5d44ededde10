import { FormulaDraft } from "@/lib/kpis/formulas/model";
import { previewFormula } from "@/lib/kpis/formulas/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(FormulaDraft, previewFormula);
