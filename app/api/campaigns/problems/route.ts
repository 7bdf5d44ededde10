import { ProblemsOf } from "@/lib/campaigns/timeline/model";
import { listProblems } from "@/lib/campaigns/timeline/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ProblemsOf, listProblems);
