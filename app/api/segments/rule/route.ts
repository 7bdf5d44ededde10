import { readRule } from "@/lib/segments/editing/queries";
import { RuleText } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(RuleText, readRule);
