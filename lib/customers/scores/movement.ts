import type { LifecycleStage } from "./standings";

export const SCORED = ["recency", "frequency", "monetary", "engagement", "lifecycle"] as const;
export type Scored = (typeof SCORED)[number];

/** What other formulas would change: how many of everyone, by score, and the size of each stage and band. */
export type ScoreMovement = {
  people: number;
  /** With at least one other score. */
  moved: number;
  movedBy: Record<Scored, number>;
  stages: { stage: LifecycleStage; before: number; after: number }[];
  /** Mean engagement. */
  engagement: { before: number; after: number };
};

/** A change of the formulas as the settings show it. `total` is the last customer number, `done` how far scoring came. */
export type ScoreRun = {
  changeId: string;
  by: string | null;
  at: Date;
  done: number;
  total: number;
  moved: number;
  isFinished: boolean;
};

/** The edges in use, as they are now: of fifths, what the data makes of them; null where nobody ordered. */
export type ScoreEdges = Record<"recency" | "frequency" | "monetary", number[] | null>;
