import type { Permission } from "@/lib/auth/permissions";
import type { Day } from "@/lib/days";
import { formatList } from "@/lib/format";
import type { CampaignStatus } from "./status";

/** What decides whether a campaign may take a step. */
export type StepFacts = {
  status: CampaignStatus;
  startOn: Day;
  endOn: Day;
  today: Day;
  isLaunched: boolean;
  isApproved: boolean;
  hasOwner: boolean;
  hasMessage: boolean;
  channels: number;
  segments: readonly { name: string; isArchived: boolean; isCounted: boolean }[];
};

/** The part of the campaign page where something is put right. */
export type BriefPart = "segments" | "messages" | "frame" | "approval";

type Requirement = {
  /** As a line of the checklist. */
  label: string;
  part: BriefPart;
  /** The end of "Cannot launch because …"; empty when it is met. */
  missing: (facts: StepFacts) => string;
};

function namesWhere(facts: StepFacts, test: (segment: StepFacts["segments"][number]) => boolean): string {
  return formatList(facts.segments.filter(test).map((segment) => `“${segment.name}”`));
}

/** What a step can ask for, each with where it is put right. */
const REQUIREMENTS = {
  segments: {
    label: "A target segment is chosen",
    part: "segments",
    missing: ({ segments }) => (segments.length === 0 ? "no target segment is chosen" : ""),
  },
  liveSegments: {
    label: "No target segment is archived",
    part: "segments",
    missing: (facts) => {
      const archived = namesWhere(facts, (segment) => segment.isArchived);
      return archived && `${archived} is archived`;
    },
  },
  order: {
    label: "It ends after it starts",
    part: "frame",
    missing: ({ startOn, endOn }) => (endOn < startOn ? "the end lies before the start" : ""),
  },
  ahead: {
    label: "Its end lies ahead",
    part: "frame",
    missing: ({ endOn, today }) => (endOn < today ? "its end has passed" : ""),
  },
  owner: {
    label: "Somebody owns it",
    part: "frame",
    missing: ({ hasOwner }) => (hasOwner ? "" : "it has no owner"),
  },
  channel: {
    label: "A channel is chosen",
    part: "frame",
    missing: ({ channels }) => (channels === 0 ? "no channel is chosen" : ""),
  },
  message: {
    label: "A message is written",
    part: "messages",
    missing: ({ hasMessage }) => (hasMessage ? "" : "no message is written"),
  },
  counted: {
    label: "The members of its segments are counted",
    part: "segments",
    missing: (facts) => {
      const uncounted = namesWhere(facts, (segment) => !segment.isArchived && !segment.isCounted);
      return uncounted && `the members of ${uncounted} are not counted yet`;
    },
  },
  approval: {
    label: "A manager has approved it",
    part: "approval",
    missing: ({ isApproved }) => (isApproved ? "" : "no manager has approved it yet"),
  },
} as const satisfies Record<string, Requirement>;
type Need = keyof typeof REQUIREMENTS;

/** What a step does besides setting the status. */
export type StepEffect = "asks for approval" | "takes the approval back" | "freezes the audience";

type Transition = {
  from: CampaignStatus;
  to: CampaignStatus;
  /** Verb and object for the button. */
  label: string;
  /** "plan", for "Cannot plan because …". */
  verb: string;
  may: Extract<Permission, "campaigns:edit" | "campaigns:approve">;
  needs: readonly Need[];
  does?: StepEffect;
  /** Only for campaigns that were launched, or that were not. */
  only?: "launched" | "unlaunched";
};

const TO_PLAN = ["segments", "liveSegments", "order", "ahead"] as const;
const TO_LAUNCH = [...TO_PLAN, "owner", "channel", "message", "counted", "approval"] as const;
const edit = { may: "campaigns:edit", needs: [] } as const;

/** The status machine: who may take which step, what must be true, and what it does. The likely step first. */
export const TRANSITIONS: readonly Transition[] = [
  {
    ...{ from: "draft", to: "planned", label: "Plan campaign", verb: "plan" },
    ...{ may: "campaigns:edit", needs: TO_PLAN, does: "asks for approval" },
  },
  { ...edit, from: "draft", to: "archived", label: "Archive campaign", verb: "archive" },
  {
    ...{ from: "planned", to: "running", label: "Launch campaign", verb: "launch" },
    ...{ may: "campaigns:approve", needs: TO_LAUNCH, does: "freezes the audience" },
  },
  {
    ...{ ...edit, from: "planned", to: "draft", label: "Back to draft", verb: "go back to draft" },
    does: "takes the approval back",
  },
  { ...edit, from: "planned", to: "archived", label: "Archive campaign", verb: "archive" },
  { ...edit, from: "running", to: "paused", label: "Pause campaign", verb: "pause" },
  { ...edit, from: "running", to: "finished", label: "Finish campaign", verb: "finish" },
  {
    ...{ from: "paused", to: "running", label: "Resume campaign", verb: "resume" },
    ...{ may: "campaigns:approve", needs: [] },
  },
  { ...edit, from: "paused", to: "finished", label: "Finish campaign", verb: "finish" },
  { ...edit, from: "finished", to: "archived", label: "Archive campaign", verb: "archive" },
  {
    ...{ ...edit, from: "archived", to: "draft", label: "Reopen as draft", verb: "reopen" },
    ...{ only: "unlaunched", does: "takes the approval back" },
  },
  {
    ...{ from: "archived", to: "planned", label: "Reopen as planned", verb: "reopen as planned" },
    ...{ may: "campaigns:edit", needs: TO_PLAN, only: "unlaunched" },
  },
  {
    ...{ ...edit, from: "archived", to: "finished", label: "Take out of archive" },
    ...{ verb: "take out of the archive", only: "launched" },
  },
];

/** One line of the checklist before a step. `reason` is empty when it is met. */
export type Check = { key: Need; label: string; part: BriefPart; reason: string };

export type Step = Pick<Transition, "to" | "label" | "verb" | "does"> & {
  checks: Check[];
  /** Why not yet; empty when the step can be taken. */
  reasons: string[];
  needsApproval: boolean;
};

/** The steps that follow a status, the most likely one first, each with what still stands in its way. */
export function stepsFrom(facts: StepFacts): Step[] {
  return TRANSITIONS.filter(
    ({ from, only }) => from === facts.status && (!only || (only === "launched") === facts.isLaunched),
  ).map(({ to, label, verb, does, may, needs }) => {
    const checks = needs.map((key): Check => {
      const { label, part, missing } = REQUIREMENTS[key];
      return { key, label, part, reason: missing(facts) };
    });
    const reasons = checks.map(({ reason }) => reason).filter(Boolean);
    return { to, label, verb, does, checks, reasons, needsApproval: may === "campaigns:approve" };
  });
}

/** True when a campaign that took this step may take the opposite one at once. */
export function leadsBack(from: CampaignStatus, to: CampaignStatus, mayApprove: boolean): boolean {
  return TRANSITIONS.some(
    (each) => each.from === to && each.to === from && (mayApprove || each.may === "campaigns:edit"),
  );
}
