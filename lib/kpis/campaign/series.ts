import type { Day } from "@/lib/days";
import type { Grain } from "../grain";
import { METRICS, type Metric } from "../metric";
import type { Period } from "../series/period";
import type { Tally } from "../tally";

/** What was counted in one period of a group: 0 for all contacted people, or the number of a segment. What is left out is 0. */
export type StoredFigure = Partial<Tally> & { grain: Grain; segmentNo: number; startOn: Day };

/** The contacted people of a campaign, or those of one of its segments; held-out people are in none. */
export type CampaignGroup = {
  /** Null: all of them. */
  segmentId: string | null;
  name: string;
  people: number;
  /** Fewer people than the role may see: every figure is empty. */
  isHidden: boolean;
  whole: Tally;
  periods: Period[];
};

export type CampaignSeries = {
  today: Day;
  from: Day;
  to: Day;
  /** When it was counted, where a large workspace shows what is stored; null: it is as of now. */
  countedAt: Date | null;
  /** All contacted people first. */
  groups: [CampaignGroup, ...CampaignGroup[]];
  /** Some of what came of it was told by a file; that stands with the results. */
  isTold: boolean;
};

/** The figures of a campaign, in the order in which they are read. */
export const CAMPAIGN_METRICS = [
  ...["sent", "delivered", "openRate", "clickRate", "clickToOpen", "bounceRate"],
  ...["unsubscribeRate", "complaintRate", "visits", "buyers", "newBuyers", "conversionRate"],
  ...["orders", "revenue", "averageOrderValue", "cost", "acquisitionCost", "roas", "romi"],
].filter((metric): metric is Metric => metric in METRICS);

/** What each part of a sum gets when it is shared by how many people it has; nothing where nobody is. */
export function sharedBy(sum: number, people: number, all: number): number {
  return all === 0 ? 0 : (sum * people) / all;
}
