import type { Day } from "@/lib/days";

/** Whom a value speaks of: everybody without either. */
export type ValuePlace = { segmentId: string | null; campaignId: string | null };

/** A value as it is kept: money in minor units, a share between 0 and 1. */
export type NewValue = ValuePlace & { figure: string; day: Day; channel: string; value: number };

/** How a value came to stand no more: replaced by another, or taken away. */
export type ValueEnd = { at: Date; who: string | null; replacedBy: number | null };

/** A typed value with its author. `replaced` is the one whose place it took. */
export type ValueRow = NewValue & {
  id: string;
  batchId: string;
  segmentName: string | null;
  campaignName: string | null;
  who: string | null;
  at: Date;
  replaced: number | null;
  ended: ValueEnd | null;
  /** In the history: how many values were entered with it, and whether all of them stand; then they can be undone. */
  batch: { count: number; isWhole: boolean } | null;
};

/** What was typed of a campaign for one figure and channel: the values of its days added up, of a share the latest. */
export type CampaignTyped = {
  figure: string;
  channel: string;
  value: number;
  count: number;
  from: Day;
  to: Day;
  /** Who typed them, each once. */
  who: string[];
  /** When the last was typed. */
  at: Date;
};

/** What was entered as one, and how many values of it took the place of others. */
export type Entered = { batchId: string; count: number; replaced: number };

/** What can be chosen where a value is typed or looked for. */
export type ValueChoices = {
  segments: { id: string; name: string }[];
  campaigns: { id: string; name: string }[];
  channels: string[];
  /** Names of the workspace's own. */
  figures: string[];
};

/** Rows of a paste at most. */
export const MOST_LINES = 5000;
