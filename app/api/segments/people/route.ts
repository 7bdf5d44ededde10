import { findPeopleToTry } from "@/lib/segments/editing/queries";
import { PersonSearch } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(PersonSearch, findPeopleToTry);
