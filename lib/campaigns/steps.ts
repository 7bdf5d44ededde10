import type { Day } from "@/lib/days";
import { formatList } from "@/lib/format";
import { type CampaignStatus, NEEDS_APPROVAL, NEXT_STATUS } from "./status";

/** What decides whether a campaign may take a step. */
export type StepFacts = {
  status: CampaignStatus;
  startOn: Day;
  endOn: Day;
  today: Day;
  isLaunched: boolean;
  hasOwner: boolean;
  channels: number;
  segments: readonly { name: string; isArchived: boolean; isCounted: boolean }[];
};

export type Step = {
  to: CampaignStatus;
  /** Verb and object for the button. */
  label: string;
  /** "plan", for "Cannot plan because …". */
  verb: string;
  /** Why not yet; empty when the step can be taken. */
  reasons: string[];
  needsApproval: boolean;
};

type Words = { label: string; verb: string };

function words(from: CampaignStatus, to: CampaignStatus, isLaunched: boolean): Words {
  switch (to) {
    case "draft":
      return from === "archived"
        ? { label: "Reopen as draft", verb: "reopen" }
        : { label: "Back to draft", verb: "go back to draft" };
    case "planned":
      return { label: "Plan campaign", verb: "plan" };
    case "running":
      return isLaunched
        ? { label: "Resume campaign", verb: "resume" }
        : { label: "Launch campaign", verb: "launch" };
    case "paused":
      return { label: "Pause campaign", verb: "pause" };
    case "finished":
      return from === "archived"
        ? { label: "Take out of archive", verb: "take out of the archive" }
        : { label: "Finish campaign", verb: "finish" };
    case "archived":
      return { label: "Archive campaign", verb: "archive" };
  }
}

function namesWhere(facts: StepFacts, test: (segment: StepFacts["segments"][number]) => boolean): string {
  return formatList(facts.segments.filter(test).map((segment) => `“${segment.name}”`));
}

function reasonsFor(facts: StepFacts, to: CampaignStatus): string[] {
  const reasons: string[] = [];
  const wantsAudience = to === "planned" || (to === "running" && !facts.isLaunched);
  if (wantsAudience) {
    if (facts.segments.length === 0) reasons.push("no target segment is chosen");
    const archived = namesWhere(facts, (segment) => segment.isArchived);
    if (archived) reasons.push(`${archived} is archived`);
    if (facts.endOn < facts.startOn) reasons.push("the end lies before the start");
    if (facts.endOn < facts.today) reasons.push("its end has passed");
  }
  if (to === "running" && !facts.isLaunched) {
    if (!facts.hasOwner) reasons.push("it has no owner");
    if (facts.channels === 0) reasons.push("no channel is chosen");
    const uncounted = namesWhere(facts, (segment) => !segment.isArchived && !segment.isCounted);
    if (uncounted) reasons.push(`the members of ${uncounted} are not counted yet`);
  }
  return reasons;
}

/** Archived campaigns return to where they came from: launched ones to finished, others to draft. */
function isOpenPath(facts: StepFacts, to: CampaignStatus): boolean {
  return facts.status !== "archived" || (to === "finished") === facts.isLaunched;
}

/** The steps that follow a status, the most likely one first, each with what still stands in its way. */
export function stepsFrom(facts: StepFacts): Step[] {
  return NEXT_STATUS[facts.status]
    .filter((to) => isOpenPath(facts, to))
    .map((to) => ({
      to,
      ...words(facts.status, to, facts.isLaunched),
      reasons: reasonsFor(facts, to),
      needsApproval: NEEDS_APPROVAL.includes(to),
    }));
}

/** "Cannot plan because no target segment is chosen and its end has passed." Empty when nothing is in the way. */
export function refusal(step: Pick<Step, "verb" | "reasons">): string {
  return step.reasons.length > 0 ? `Cannot ${step.verb} because ${formatList(step.reasons)}.` : "";
}
