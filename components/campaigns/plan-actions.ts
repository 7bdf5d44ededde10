import type { BaselineInput, BaselineName, BaselineRef } from "@/lib/campaigns/baselines/model";
import type { NewParts, PartRefs } from "@/lib/campaigns/parts/model";
import type { DependencyInput, DependencyRef, PlanItemChange } from "@/lib/campaigns/plan/model";
import type { TimelineMove } from "@/lib/campaigns/timeline/model";
import type { ActionResult } from "@/lib/result";
import type { SavedVersions } from "@/lib/timeline/plan";

/** What the timeline asks of the server; given by the page. */
export type PlanActions = {
  move: (input: TimelineMove) => Promise<ActionResult<SavedVersions>>;
  link: (input: DependencyInput) => Promise<ActionResult<{ id: string }>>;
  unlink: (input: DependencyRef) => Promise<ActionResult<unknown>>;
  update: (input: PlanItemChange) => Promise<ActionResult<{ version: number }>>;
  addParts: (input: NewParts) => Promise<ActionResult<SavedVersions>>;
  removeParts: (input: PartRefs) => Promise<ActionResult<unknown>>;
  saveBaseline: (input: BaselineInput) => Promise<ActionResult<{ baselineId: string }>>;
  renameBaseline: (input: BaselineName) => Promise<ActionResult<unknown>>;
  deleteBaseline: (input: BaselineRef) => Promise<ActionResult<unknown>>;
};
