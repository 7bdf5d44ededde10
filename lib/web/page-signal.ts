import "server-only";
import { cacheSignal } from "react";

/**
 * For reads of a page that may take long: given once its drawing has ended, or the visitor went elsewhere before. Next
 * tells nobody when the first page of a tab is given up; there the patience of the read is the end.
 */
export function pageSignal(): AbortSignal | undefined {
  return cacheSignal() ?? undefined;
}
