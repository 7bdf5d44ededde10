import { cache } from "react";
import { getSegment } from "@/lib/segments/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";

/** The segment of this address: read once for the layout and the page in it. */
export const readSegment = cache(async (segmentId: string) =>
  orNotFound(getSegment(await getCtx(), { segmentId })),
);
