import { SplitGridInput } from "@/lib/segments/split/model";
import { countSplit } from "@/lib/segments/split/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(SplitGridInput, countSplit);
