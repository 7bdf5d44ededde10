import { SpreadSearch } from "@/lib/segments/model";
import { getSpread } from "@/lib/segments/spread/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(SpreadSearch, getSpread);
