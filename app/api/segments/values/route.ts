import { suggestValues } from "@/lib/segments/catalogue/queries";
import { ValueSearch } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ValueSearch, suggestValues);
