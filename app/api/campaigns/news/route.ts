import { NewsQuestion } from "@/lib/campaigns/news/model";
import { getPlanNews } from "@/lib/campaigns/news/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(NewsQuestion, getPlanNews);
