import { ValueSearch } from "@/lib/segments/model";
import { suggestValues } from "@/lib/segments/values/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ValueSearch, suggestValues);
