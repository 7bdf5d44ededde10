import { askRoute } from "@/components/ui/ask-route";
import type { ActionResult } from "@/lib/result";

/** Asks one of the routes of the segments' screens; answers null when the question was withdrawn. */
export function ask<T>(
  path:
    | "preview"
    | "estimate"
    | "explanation"
    | "values"
    | "spread"
    | "people"
    | "newest"
    | "rule"
    | "split"
    | "archive",
  body: unknown,
  signal?: AbortSignal,
): Promise<ActionResult<T> | null> {
  return askRoute(`/api/segments/${path}`, body, signal);
}
