import type { DependencyInput, DependencyRef } from "@/lib/campaigns/plan/model";
import type { TimelineMove } from "@/lib/campaigns/timeline/model";
import type { ActionResult } from "@/lib/result";
import type { SavedVersions } from "@/lib/timeline/plan";

/** What the timeline asks of the server; given by the page. */
export type PlanActions = {
  move: (input: TimelineMove) => Promise<ActionResult<SavedVersions>>;
  link: (input: DependencyInput) => Promise<ActionResult<{ id: string }>>;
  unlink: (input: DependencyRef) => Promise<ActionResult<unknown>>;
};
