import type { GoalFigure } from "./goal";
import type { CampaignInput } from "./model";
import type { CampaignChannel } from "./status";

/** One thing that can be said: to everybody, or on one channel. Both texts may hold merge fields. */
export type Variant = {
  id: string;
  name: string;
  channel: CampaignChannel | null;
  offer: string;
  message: string;
};
export type CampaignLink = { label: string; url: string };
export type Goal = { figure: GoalFigure; value: number };

export type BriefField = keyof CampaignInput;

/** The parts of the brief as words in a sentence. */
export const BRIEF_WORD: Record<BriefField, string> = {
  name: "name",
  objective: "objective",
  journeyStage: "journey stage",
  channels: "channels",
  ownerId: "owner",
  personaId: "persona",
  segmentIds: "segments",
  variants: "messages",
  links: "links",
  goals: "KPI targets",
  goalEvent: "event it aims at",
  budgetMinor: "budget",
  startOn: "start",
  endOn: "end",
  controlShare: "control group",
  stratifyBy: "balance of the split",
};

/** Decide who is in the audience and how it is split: fixed once that is frozen. */
export const FROZEN_BY_LAUNCH: readonly BriefField[] = [
  "segmentIds",
  "channels",
  "controlShare",
  "stratifyBy",
];

/** What a manager approves: a change of it before the launch takes the approval back. */
export const COVERED_BY_APPROVAL: readonly BriefField[] = [
  "objective",
  "channels",
  "segmentIds",
  "variants",
  "budgetMinor",
  "startOn",
  "endOn",
  "controlShare",
  "stratifyBy",
];
