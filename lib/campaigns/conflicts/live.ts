import { addDays, type Day } from "@/lib/days";
import { LOOK_BACK_DAYS } from "../overlap/combination";
import type { CampaignStatus } from "../status";

/** A campaign that is meant to reach people: drafts can still change, what is over cannot be helped. */
export const LIVE_STATUSES = ["planned", "running", "paused"] as const satisfies readonly CampaignStatus[];

/** The day on which a live campaign may have ended at the earliest. */
export const liveSince = (today: Day): Day => addDays(today, -LOOK_BACK_DAYS);

/** Whether a campaign can be in conflict at all. */
export function isLive(
  { status, endOn }: { status: CampaignStatus | null; endOn: Day },
  today: Day,
): boolean {
  return LIVE_STATUSES.some((live) => live === status) && endOn >= liveSince(today);
}
