import { ImportRef } from "@/lib/imports/model";
import { getImportProgress } from "@/lib/imports/queries";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ImportRef, getImportProgress);
