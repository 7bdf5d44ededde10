import type { CampaignInput } from "./model";

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
  offer: "offer",
  message: "message",
  budgetMinor: "budget",
  spentMinor: "spend",
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
