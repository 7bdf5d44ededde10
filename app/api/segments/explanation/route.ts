import { ExplainInput } from "@/lib/segments/model";
import { explainCustomer } from "@/lib/segments/preview/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ExplainInput, explainCustomer);
